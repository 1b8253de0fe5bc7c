"""The review of certification submissions: everything that works without a window."""

__version__ = "0.1.0"
