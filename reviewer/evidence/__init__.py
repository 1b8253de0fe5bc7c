"""Door for reading documents: they are parsed in a process of its own, never in this one."""
