"""Program definitions: what a certification asks for, as data with sources."""
