"""Door for the database: one encrypted workspace file."""
