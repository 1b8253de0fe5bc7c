"""One workspace file of each past schema, and how it was made."""
