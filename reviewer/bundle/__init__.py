"""Door for incoming files: submission bundles, untrusted until accepted."""
