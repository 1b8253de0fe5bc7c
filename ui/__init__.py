"""The window: shows rows, emits intentions, and leaves every rule to `reviewer`."""
