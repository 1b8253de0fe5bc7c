"""Door for outgoing files: signed decision packages."""
