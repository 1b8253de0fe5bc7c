"""Tests mirror the packages; journeys run from end to end."""
