"""The command line: the same work as the window, through the same use cases."""

from reviewer.command_line.entry import main

__all__ = ["main"]
