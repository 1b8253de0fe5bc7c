"""The settings: looks, letterhead, passphrase, and the workspace."""
