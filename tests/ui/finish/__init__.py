"""Tests of the last steps: outcome, letter, signing, handing over, settings."""
