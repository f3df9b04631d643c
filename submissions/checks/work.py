"""The three tasks of the child, by name."""

import encodings.latin_1
import encodings.utf_16_be
import encodings.utf_16_le
import heapq
import logging
from collections.abc import Mapping
from typing import Any

import pypdf.filters
import pypdf.xmp

from submissions.checks import child, copying, engine, rendering
from submissions.checks.presets import Preset
from submissions.checks.report import Author

# Python and pypdf load these when they first need them; by then the child may no longer read the environment's files.
PRELOADED = (heapq, encodings.latin_1, encodings.utf_16_be, encodings.utf_16_le, pypdf.filters, pypdf.xmp)


def run(data: bytes, asked: Mapping[str, Any]) -> None:
    logging.disable(logging.NOTSET)
    TASKS[asked["task"]](data, asked)


def check(data: bytes, asked: Mapping[str, Any]) -> None:
    authors = [Author(**author) for author in asked["authors"]]
    engine.Examination(
        data, Preset.from_dict(asked["preset"]), authors, child.say, title=asked.get("title", "")
    ).run()


def pictures(data: bytes, asked: Mapping[str, Any]) -> None:
    for picture in rendering.pictures(data, asked["width"], asked["pages"]):
        child.say(picture)


def sanitise(data: bytes, asked: Mapping[str, Any]) -> None:
    child.say(copying.sanitise(data))


TASKS = {"check": check, "pictures": pictures, "sanitise": sanitise}
