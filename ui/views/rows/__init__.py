"""Activities and milestones: the table, what they add up to, and the ruling on each."""
