"""What keeps the tests, and every Python program they start, from speaking with another machine."""
