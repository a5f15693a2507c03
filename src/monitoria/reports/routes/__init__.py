"""Routes of what leaves as a file."""
