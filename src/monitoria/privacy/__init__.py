"""What people are owed about their data: terms they are told, how long things are kept, what they may ask for."""
