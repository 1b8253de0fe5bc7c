"""Tests of the door for reading documents."""
