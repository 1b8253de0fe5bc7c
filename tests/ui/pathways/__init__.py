"""The window on every pathway: activities, milestones, drafts, the office, editions, programs."""
