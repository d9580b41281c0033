"""What a case plan amounts to on a date: its week, what is due, what is late. Used by checks and views alike."""
