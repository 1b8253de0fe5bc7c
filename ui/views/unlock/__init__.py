"""The screens before the workspace is open: make one, open one, or open one with its recovery sheet."""
