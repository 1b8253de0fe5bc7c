"""The outcome with its reasons."""
