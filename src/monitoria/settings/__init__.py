"""What admins edit for the whole installation: call categories, the pass mark, deadlines and holidays."""
