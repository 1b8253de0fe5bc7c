"""What a candidate handed in: values, file kinds and findings."""
