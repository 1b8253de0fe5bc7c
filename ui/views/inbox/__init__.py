"""The inbox: the cases as a table, one of them in short, and what became of loaded bundles."""
