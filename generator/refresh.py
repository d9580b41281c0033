"""Shows a saved record at once, ahead of the build that makes the whole site anew.

Only the pages of the saved records are made, from what they can depend on; the build that follows has the last word.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

import click

from generator import engine, frame
from generator.audience import whole_scope
from generator.changes import load_part, names
from generator.engine import EngineFailed, Layout
from generator.frame import BadFrame, Frame
from generator.history import blobs_at, changed_since, resolved
from generator.inspection import report_on
from generator.leaf_pages import leaf_pages
from generator.memory import Memory, Named
from generator.model import Settings
from generator.neighbours import READ_ANYWAY, around, record_of
from generator.page_builder import Builder
from generator.pages import SiteContext, sections_of
from generator.record_history import record_history
from generator.record_pages import record_page
from generator.render import Renderer
from generator.schema import SchemaStore
from generator.scratch import scratch
from generator.site import site_address
from generator.stamping import Stamp
from generator.views.history import History


@dataclass(kw_only=True)
class Refresher:
    """What is the same from one saved file to the next."""

    layout: Layout
    as_of: dt.date
    frames: Mapping[str, Frame] = field(default_factory=dict)
    history: History = field(default_factory=dict)

    def prepare(self, settings: Settings) -> None:
        """Makes the frames that pages are stamped into."""
        scope = whole_scope(settings)
        with (
            scratch("frames") as folder,
            contextlib.suppress(EngineFailed, BadFrame),
        ):
            public = folder / "public"
            engine.run(self.layout, "mkdocs", public, scope, offline=False, say=lambda _: None)
            self.frames = {
                section.path: frame.frame_of((public / section.path).read_text(encoding="utf-8"), section.path)
                for section in sections_of(scope)
            }
        self.history = record_history(self.layout.root, self.as_of)

    def show(self, saved: frozenset[str]) -> tuple[str, ...]:
        """Writes the pages of saved records into the site. Which they are; none when only a build can tell."""
        try:
            return self.pages(saved) if self.frames else ()
        except click.UsageError:  # no git, or nothing committed yet
            return ()
        except Exception:  # a mistake of ours: the build that follows names it, and serving goes on
            return ()

    def pages(self, saved: frozenset[str]) -> tuple[str, ...]:
        """The pages of saved records, written."""
        root, schemas, memory = self.layout.root, SchemaStore.load(), Memory(self.layout.root)
        commit = resolved(root, "HEAD")
        blobs = blobs_at(root, commit)
        changed = frozenset(changed_since(root, commit)) | saved
        if any(record is None or record[0] in READ_ANYWAY for record in map(record_of, saved)):
            return ()  # too much may depend on it
        near = around(saved, *names(root, commit, blobs, changed, schemas, memory))
        if near is None:
            return ()
        loaded = load_part(root, schemas, memory, near)
        report = report_on(loaded, self.as_of)
        context = SiteContext(casebook=loaded.casebook, report=report, as_of=self.as_of, history=self.history)
        public = self.layout.public
        stamp = Stamp(
            renderer=Renderer(context),
            frames=dict(self.frames),
            public=public,
            old=public,
            site_url=site_address(self.layout),
        )
        builder = Builder(context)
        records = sorted(record for path in saved if (record := record_of(path)))
        return tuple(path for record in records for path in self.page(builder, stamp, record))

    def page(self, builder: Builder, stamp: Stamp, named: Named) -> tuple[str, ...]:
        """The pages of one record that can be used, each put in its place as a whole."""
        kind, record_id = named
        record = builder.casebook.records[kind].get(record_id)
        if record is None:
            return ()
        leaves = (make() for _, make in leaf_pages(builder.ground, record))
        pages = (record_page(builder.ground, kind, record), *leaves)
        for page in pages:
            target = stamp.public / page.path
            beside = target.with_name(f".{target.name}.new")
            html, _, _ = stamp.html(page)
            beside.write_bytes(html.encode())
            os.replace(beside, target)  # noqa: PTH105 - a page that is kept from the site before is never written into
        return tuple(page.path for page in pages)
