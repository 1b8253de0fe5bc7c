"""Measurements against a floor: what the same machine needs at least, measured in the same run."""
