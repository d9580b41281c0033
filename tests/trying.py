"""Runs the same tests again and again, each time in a fork of one program, with one module of ours replaced.

`python -m tests.trying TESTS…` collects the tests once. Then it reads a line of JSON for each try (`module`, `text`; nothing
for a try with everything as it is) and answers with the exit code of pytest on a line of its own, after `=`; what stands between
is what pytest says. Started by `tests/mutants.py`.

The replaced module is not imported anew: every function gets the code of its replacement, and every value that differs
takes the place of the old one wherever one of our modules holds it. So whatever was imported before is replaced too.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import json
import os
import resource
import signal
import sys
import types
from collections.abc import Iterator
from typing import Any

import pytest

SLOWEST = 120
FINISHED = 64
"""Added to the exit code by a try that came to its end, so that one which was cut short is never taken for a success."""
LARGEST = 3 * 1024**3
QUIET = ("-n", "0", "-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--assert=plain", "--tb=no")
FORMED = "<string>"
"""Where the standard library says that code stands which it has written itself."""


class Trying:
    """Stands in the place of pytest's loop over the tests it has collected."""

    def __init__(self) -> None:
        self.requests, self.answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> bool | None:
        """Forks for each line. In the fork, pytest's own loop goes on."""
        for line in self.requests:
            request = json.loads(line)
            child = os.fork()
            if child == 0:
                prepared(request)
                return None
            _, status = os.waitpid(child, 0)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            print(f"\n={os.waitstatus_to_exitcode(status)}", file=self.answers, flush=True)
        return True


def prepared(request: dict[str, str]) -> None:
    """A fork that ends when it hangs or swallows the memory, with a module replaced."""
    os.setsid()
    for stream in range(3):
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    signal.alarm(SLOWEST)
    if request:
        replace(request["module"], request["text"])


def replace(name: str, text: str) -> None:
    """Puts another text in the place of a module."""
    module = importlib.import_module(name)
    fresh = types.ModuleType(name)
    fresh.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    if hasattr(module, "__path__"):
        fresh.__path__ = module.__path__
    exec(compile(text, module.__file__ or name, "exec"), fresh.__dict__)
    for attribute, new in vars(fresh).items():
        old = vars(module).get(attribute)
        if attribute.startswith("__") or old is new or isinstance(new, types.ModuleType):
            continue
        if isinstance(new, type) and isinstance(old, type):
            replace_class(old, new)
        elif not replace_code(old, new) and not same(old, new):
            replace_value(old, new)


def replace_class(old: type, new: type) -> None:
    """Gives the functions of a class the code of another's."""
    for attribute, value in vars(new).items():
        before = vars(old).get(attribute)
        if unlike(before, value):
            setattr(old, attribute, value)
            continue
        plain = isinstance(value, int | str | tuple | frozenset)
        if not replace_code(before, value) and plain and not attribute.startswith("__") and before != value:
            setattr(old, attribute, value)


def replace_code(old: object, new: object) -> bool:
    """Gives a function, however it is wrapped, the code of another."""
    pairs = list(zip(functions_in(old), functions_in(new), strict=False))
    for before, after in pairs:
        if after.__code__.co_filename != FORMED and before.__code__.co_freevars == after.__code__.co_freevars:
            before.__code__ = after.__code__
            before.__defaults__, before.__kwdefaults__ = after.__defaults__, after.__kwdefaults__
    if isinstance(old, functools._lru_cache_wrapper):
        old.cache_clear()
    return bool(pairs)


def unlike(old: object, new: object) -> bool:
    """Whether a method cannot be given the code of another, which needs nothing around it any more."""
    pairs = zip(functions_in(old), functions_in(new), strict=False)
    return any(a.__code__.co_freevars and not b.__code__.co_freevars for a, b in pairs)


def functions_in(thing: Any) -> Iterator[types.FunctionType]:
    """The functions somebody wrote that stand behind a thing."""
    if isinstance(thing, property):
        yield from (one for one in (thing.fget, thing.fset) if isinstance(one, types.FunctionType))
        return
    if isinstance(thing, functools.cached_property):
        thing = thing.func
    if isinstance(thing, classmethod | staticmethod):
        thing = thing.__func__
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    if isinstance(thing, types.FunctionType):
        yield thing


def same(old: object, new: object) -> bool:
    """Whether two values cannot be told apart."""
    return type(old) is type(new) and bool(old == new)


def replace_value(old: object, new: object) -> None:
    """Puts a value in the place of another in every module of ours."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("generator", "tests"):
            for attribute, held in list(vars(module).items()):
                if held is old:
                    setattr(module, attribute, new)


def main(tests: list[str]) -> None:
    """Collects the tests and tries until there is nothing more to try."""
    code = pytest.main([*QUIET, *tests], plugins=[Trying()])
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(FINISHED + int(code))


if __name__ == "__main__":
    main(sys.argv[1:])
