"""The program's door: lets `python -m generator` stand for `casebook`."""

import contextlib
import os
import sys


def run() -> None:
    """Runs a command and leaves at once: taking a whole casebook apart again would cost a fifth of the time."""
    code: object = 0
    try:
        from generator.cli import main

        main()
    except SystemExit as stop:
        code = stop.code
    except KeyboardInterrupt:  # before the program was ready to be interrupted
        code = 130
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    run()
