"""The three tasks of the child, by name."""

import encodings.latin_1
import encodings.utf_16_be
import encodings.utf_16_le
import heapq
import importlib
from collections.abc import Mapping
from typing import Any

import pypdf.filters
import pypdf.xmp

from submissions.checks import child, engine
from submissions.checks.presets import Preset
from submissions.checks.report import Author

# Python and pypdf load these when they first need them; by then the child may no longer read the environment's files.
PRELOADED = (heapq, encodings.latin_1, encodings.utf_16_be, encodings.utf_16_le, pypdf.filters, pypdf.xmp)
NEEDS = {"pictures": "submissions.checks.rendering", "sanitise": "submissions.checks.copying"}


def prepare(task: str | None) -> None:
    """Load what one task needs besides the engine, or with None what any may need."""
    for name, module in NEEDS.items():
        if task in {name, None}:
            importlib.import_module(module)


def run(data: bytes, asked: Mapping[str, Any]) -> None:
    TASKS[asked["task"]](data, asked)


def check(data: bytes, asked: Mapping[str, Any]) -> None:
    authors = [Author(**author) for author in asked["authors"]]
    preset, title = Preset.from_dict(asked["preset"]), asked.get("title", "")
    engine.Examination(data, preset, authors, child.say, title=title).run()


def pictures(data: bytes, asked: Mapping[str, Any]) -> None:
    from submissions.checks import rendering

    for picture in rendering.pictures(data, asked["width"], asked["pages"]):
        child.say(picture)


def sanitise(data: bytes, asked: Mapping[str, Any]) -> None:
    from submissions.checks import copying

    child.say(copying.sanitise(data, [Author(**author) for author in asked.get("authors", ())]))


TASKS = {"check": check, "pictures": pictures, "sanitise": sanitise}
