"""Qt models over frozen rows; no files, no database."""
