"""Screens and widgets: they get values, show them, and emit intentions in field terms."""
