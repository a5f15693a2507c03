"""What admins edit for the whole installation: call categories and the pass mark."""
