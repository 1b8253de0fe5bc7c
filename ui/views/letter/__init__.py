"""The letter's pages on the screen and on paper."""
