"""Lets `python -m generator` stand for `casebook`."""

from generator.cli import main

if __name__ == "__main__":
    main()
