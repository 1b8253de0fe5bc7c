"""The main window: layout of screens, and one table of actions."""
