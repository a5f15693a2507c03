"""People: users, teams, sign-in and sessions."""
