"""The demonstration: the whole job on the samples that ship with the program, in the real window."""
