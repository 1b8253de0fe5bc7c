"""Signing: the last look, the declaration renewed, the seal."""
