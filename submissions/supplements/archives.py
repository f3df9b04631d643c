"""Looks into a ZIP archive without unpacking it: names and sizes, and reasons not to take it."""

import stat
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

MAX_ENTRIES = 5000
MAX_UNPACKED = 500 * 1024 * 1024
MAX_RATIO = 200  # of one file; beyond that it is a bomb, or empty air
SHOWN = 200


class BadArchiveError(Exception):
    """Why it is not taken, in words for its author."""


@dataclass(frozen=True)
class Listing:
    names: list[tuple[str, int]]
    more: int


def listing(file: IO[bytes]) -> Listing:
    """Raises BadArchiveError."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BadArchiveError("This file is no ZIP archive that can be read. Make it again.") from error
    if len(entries) > MAX_ENTRIES:
        raise BadArchiveError(f"This archive holds {len(entries)} files; at most {MAX_ENTRIES} are taken.")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise BadArchiveError("Unpacked, this archive would be larger than 500 MB. Send less.")
    for entry in entries:
        _require_harmless(entry)
    files = [(_printable(entry.filename), entry.file_size) for entry in entries if not entry.is_dir()]
    return Listing(files[:SHOWN], max(0, len(files) - SHOWN))


def _require_harmless(entry: zipfile.ZipInfo) -> None:
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    name = _printable(entry.filename)
    if path.is_absolute() or ".." in path.parts or ":" in entry.filename.partition("/")[0]:
        raise BadArchiveError(f"“{name}” would be written outside its folder. Make the archive again.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BadArchiveError(f"“{name}” is a link to another file. Put the file itself into the archive.")
    if entry.flag_bits & 1:
        raise BadArchiveError("This archive is locked with a password. Reviewers could not open it.")
    if entry.file_size > MAX_RATIO * max(entry.compress_size, 1024):
        raise BadArchiveError(
            f"“{name}” unpacks to {MAX_RATIO} times its size and more. Nobody would open that."
        )


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]
