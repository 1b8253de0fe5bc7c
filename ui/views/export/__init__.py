"""Handing over: the signed package for the office."""
