"""What reports do when they hear news."""
