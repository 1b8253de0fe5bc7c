"""Tests of the door for outgoing files."""
