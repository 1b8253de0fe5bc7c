"""Tests of a submission's values and files."""
