"""What the window asks of the workspace: one use case per method, run off the window's thread."""
