"""What people are told of: in the application, and by e-mail."""
