"""What a provider has shown, and whether it may be used: pure functions shared by checks, views and commands."""
