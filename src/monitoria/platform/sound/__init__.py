"""Sound files: what kind they are, what decoding them tells. Knows signals, not the trade."""
