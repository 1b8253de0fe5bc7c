"""Tests of taking submission bundles in."""
