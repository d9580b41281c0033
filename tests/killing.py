"""Builds that are killed, interrupted or starved at chosen moments. Run as a program of its own, which forks for each.

A moment is a number: so many times has the build asked the system for a file. Spread over all of them, that is every
stage of a build, and the same on a slow machine and a quick one.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator import engine, publish, render, sharing
from generator.cli import main
from generator.commands import build
from generator.schema import SchemaStore
from tests.letterhead import copying, print_letterhead
from tests.sites import AS_OF, BASE, copy_of, files

AT_ONCE = 16
AT_SWAP = 1_000_000
"""Moments from here on are counted from the swap."""
NAMES = ("Harbour Farm", "Harbour Barn")
ASKED = frozenset(["open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.listdir", "swap"])
WRITING = os.O_WRONLY | os.O_RDWR
Sites = dict[str, dict[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How one build ended: what was done to it and when, its exit code, what stood there then, what was left and said."""

    how: str
    moment: int
    code: int
    wanted: str
    before: str
    after: str
    left: list[str]
    said: str


def signalled(number: signal.Signals) -> Callable[[str, tuple[object, ...]], None]:
    """Sends us a signal."""
    return lambda event, arguments: os.kill(os.getpid(), number)


def starved(event: str, arguments: tuple[object, ...]) -> None:
    """Lets nothing more be written, as a full drive does."""
    flags = arguments[2] if event == "open" else WRITING if event == "os.mkdir" else 0
    if isinstance(flags, int) and flags & WRITING:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))


HOW = {
    "kill": signalled(signal.SIGKILL),
    "interrupt": signalled(signal.SIGINT),
    "end": signalled(signal.SIGTERM),
    "full": starved,
}


class Moments:
    """Counts what is asked of the system, and at a moment does something: once, or from then on."""

    def __init__(self, how: str, moment: int) -> None:
        self.act, self.lasting = HOW.get(how), how == "full"
        self.moment, self.count, self.acting = moment, 0, False
        self.swap = 0
        sys.addaudithook(self.heard)
        exchange = publish.exchange

        def swapping(one: Path, other: Path) -> bool:
            self.heard("swap", ())
            done = exchange(one, other)
            self.heard("swap", ())
            return done

        publish.exchange = swapping

    def heard(self, event: str, arguments: tuple[object, ...]) -> None:
        """Python tells us of everything it asks of the system."""
        if event not in ASKED or self.act is None or self.acting:
            self.count += event in ASKED
            return
        self.count += 1
        if event == "swap" and not self.swap:
            self.swap = self.count
            if self.moment >= AT_SWAP:
                self.moment += self.count - AT_SWAP
        if self.count == self.moment or (self.lasting and self.count > self.moment):
            self.acting = True
            try:
                self.act(event, arguments)
            finally:
                self.acting = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The casebook that is built again and again under two names, and what its site then is."""

    root: Path
    known: Sites

    @property
    def out(self) -> Path:
        """Where its site is."""
        return self.root / "site/public"

    def state(self) -> str:
        """Which of the two stands there, to the byte."""
        found = files(self.out) if self.out.is_dir() else {}
        return next((name for name, site in self.known.items() if site == found), "a mix")

    def left(self) -> list[str]:
        """What of ours lies beside the site."""
        return sorted(p.name for p in self.out.parent.iterdir() if ".casebook-" in p.name)

    def call(self, name: str) -> None:
        """Gives the provider a name."""
        path = self.root / "records/providers/harbour-farm.yaml"
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join([f"name: {name}", *lines[1:]]), encoding="utf-8")

    def build(self, how: str = "", moment: int = 0) -> tuple[int, str, int]:
        """Builds in a process of its own: exit code (or minus the signal), what was said, and how many moments there were."""
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as counted:
            child = os.fork()
            if child == 0:
                self.run(how, moment, said.fileno(), counted.fileno())
            _, status = os.waitpid(child, 0)
            said.seek(0)
            counted.seek(0)
            words = said.read().decode("utf-8", "replace")
            return os.waitstatus_to_exitcode(status), words, int(counted.read() or 0)

    def race(self, number: int) -> dict[str, object]:
        """Builds the other site in many processes at once."""
        before = self.state()
        wanted = NAMES[before == NAMES[0]]
        self.call(wanted)
        with tempfile.TemporaryFile() as said:
            started = []
            for _ in range(number):
                if not (child := os.fork()):
                    self.run("", 0, said.fileno(), said.fileno())
                started.append(child)
            codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in started]
        return {"codes": codes, "wanted": wanted, "after": self.state(), "left": self.left()}

    def run(self, how: str, moment: int, said: int, counted: int) -> None:
        """What the process does; it never returns."""
        code: object = 70
        try:
            os.dup2(said, 1)
            os.dup2(said, 2)
            sys.argv = ["casebook", "build", "--root", str(self.root), "--as-of", AS_OF]
            moments = Moments(how, moment)
            signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background program is deaf to it
            try:
                main()
            except SystemExit as stop:
                code = stop.code
            moments.act = None
            os.write(counted, str(moments.count).encode())
        finally:
            sys.stderr.flush()
            os._exit(code if isinstance(code, int) else 70)

    def ending(self, how: str, moment: int) -> Ending:
        """Builds the other site and does something to the build at a moment."""
        before = self.state()
        wanted = NAMES[before == NAMES[0]]
        self.call(wanted)
        code, said, _ = self.build(how, moment)
        return Ending(
            how=how,
            moment=moment,
            code=code,
            wanted=wanted,
            before=before,
            after=self.state(),
            left=self.left(),
            said=said,
        )


class Compiled(BytecodeCache):
    """Keeps what templates are compiled to."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is kept of a template."""
        if found := self.kept.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def warm(root: Path) -> None:
    """Builds once in this process, and keeps what every build would have to read again: schemas and templates."""
    schemas, compiled, environment = SchemaStore.load(), Compiled(), render.environment

    def warmed() -> Environment:
        made = environment()
        made.bytecode_cache = compiled
        return made

    SchemaStore.load = classmethod(lambda cls: schemas)  # type: ignore[assignment, method-assign]
    render.environment = warmed
    assert build.run(build.Order(root=root, as_of=dt.date.fromisoformat(AS_OF))) == 0


def moments_of(times: int, total: int) -> list[int]:
    """Half of them spread over the whole build, half from the swap on."""
    near = times // 2
    spread = times - near
    return [*(1 + total * k // spread for k in range(spread)), *(AT_SWAP + k for k in range(near))]


def everything(root: Path, letterhead: Path, plan: dict[str, int]) -> dict[str, object]:
    """Builds both sites, then as often as the plan says for each way."""
    engine.run = copying(letterhead)
    sharing.ENOUGH = 50  # so that even so few pages are shared out
    warm(root)
    ground = Ground(root=root, known={})
    for name in (*NAMES, NAMES[0]):
        ground.call(name)
        code, said, total = ground.build("count")
        assert code == 0, said
        ground.known[name] = files(ground.out)
    endings = [asdict(ground.ending(how, moment)) for how, times in plan.items() for moment in moments_of(times, total)]
    race = ground.race(AT_ONCE)
    return {"total": total, "endings": endings, "race": race, "last": asdict(ground.ending("", 0))}


SHARES = {"kill": 0.6, "interrupt": 0.15, "end": 0.15, "full": 0.1}
"""How interruptions are shared out among the ways, when only their number is given."""


def counted(number: int) -> int:
    """Interrupts so many builds of the smallest casebook and says what came of it. 1 when any left a mix or a traceback."""
    plan = {how: max(1, round(number * share)) for how, share in SHARES.items()}
    with tempfile.TemporaryDirectory(prefix="casebook-kills-") as folder:
        letterhead = print_letterhead(Path(folder) / "letterhead")
        found = everything(copy_of(BASE, Path(folder) / "root"), letterhead, plan)
    endings = found["endings"]
    assert isinstance(endings, list)
    mixes = [one for one in endings if one["after"] not in NAMES]
    words = [one for one in endings if "Traceback" in one["said"] or "mistake of ours" in one["said"]]
    for how, times in plan.items():
        old = sum(one["how"] == how and one["after"] == one["before"] for one in endings)
        print(f"{how}: {times} times; afterwards the old site stood {old} times, the new one {times - old} times")
    print(
        f"{len(endings)} builds interrupted at moments of {found['total']:,}: {len(mixes)} mixes, {len(words)} tracebacks"
    )
    for one in (*mixes, *words):
        print(json.dumps(one | {"said": one["said"][-300:]}))
    return int(bool(mixes or words))


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(counted(int(sys.argv[1])))
    print(json.dumps(everything(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3]))))
