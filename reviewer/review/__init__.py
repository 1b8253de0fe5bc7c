"""The review itself: sheet, rules and determination, all pure."""
