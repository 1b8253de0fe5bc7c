"""The workspace: one encrypted file, its journals and its copies."""
