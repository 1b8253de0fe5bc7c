"""Whole journeys through the real window, named by what a reviewer can rely on."""
