"""The review itself: rules, determination, sheet."""
