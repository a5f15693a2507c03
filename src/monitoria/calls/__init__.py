"""What happened: one row a contact, with its unique protocol."""
