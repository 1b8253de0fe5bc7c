"""Reading documents: pages, flowing text, and all that finds, marks and cites in them."""
