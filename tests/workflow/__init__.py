"""Tests of the use cases, each on a real workspace."""
