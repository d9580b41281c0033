"""One module for each command: its options and a thin `run` that returns the exit code."""
