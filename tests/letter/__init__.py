"""Letters, covers and recovery sheets."""
