"""Program definitions: what is read, and what is refused."""
