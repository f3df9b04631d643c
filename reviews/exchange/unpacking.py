"""The files of a ZIP or a folder, each read when it is asked for and never beyond a limit."""

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

MEGABYTE = 1024 * 1024
MAX_FILES = 3000
MAX_FILE = 40 * MEGABYTE
MAX_TOTAL = 2048 * MEGABYTE
MAX_RATIO = 200  # text shrinks to a tenth; a hundredth and less is zeros
SUSPECT_FROM = 10 * MEGABYTE


class Refused(ValueError):
    """Why nothing of this file was read, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file; `read` returns at most MAX_FILE bytes or raises Refused. `mark` tells two contents apart."""

    name: str
    read: Callable[[], bytes]
    mark: str

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()


def entries_of_zip(name: str, open_file: Callable[[], IO[bytes]]) -> list[Entry]:
    """Raises Refused for what no honest ZIP holds: names that lead out of it, or far more than its size promises."""
    try:
        with open_file() as file, zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused(f"{name} is no readable ZIP ({error}). Pack it again.") from error
    if any(info.filename.startswith("xl/") for info in infos):
        raise Refused(f"{name} is an Excel workbook. Let its name end in .xlsx, and bring it in again.")
    refuse_bombs(name, infos)
    for info in infos:
        _refuse_name(name, info.filename)
    return [
        Entry(info.filename, _reader(name, open_file, info), f"{info.CRC:08x}-{info.file_size}")
        for info in infos
        if _is_wanted(info.filename)
    ]


def entries_of_folder(folder: Path) -> list[Entry]:
    """Every file below a folder; links are not followed out of it."""
    root = folder.resolve()
    paths = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.resolve().is_relative_to(root)
    )
    return [entry_of_path(path, str(path.relative_to(folder))) for path in paths if _is_wanted(path.name)]


def entry_of_path(path: Path, name: str) -> Entry:
    crc = 0
    with path.open("rb") as file:
        while chunk := file.read(MEGABYTE):
            crc = zlib.crc32(chunk, crc)
    return Entry(name, lambda: _limited(name, path.open("rb")), f"{crc:08x}-{path.stat().st_size}")


def refuse_bombs(name: str, infos: list[zipfile.ZipInfo], max_total: int = MAX_TOTAL) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    if len(infos) > MAX_FILES:
        raise Refused(f"{name} holds {len(infos):,} files; at most {MAX_FILES:,} are read. Split it.")
    if total > max_total or (total > SUSPECT_FROM and total / packed > MAX_RATIO):
        raise Refused(f"{name} would unpack to {total / MEGABYTE:,.0f} MB; nothing of it was read.")
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(f"{name} is locked with a password. Pack it without one.")


def _refuse_name(archive: str, name: str) -> None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        raise Refused(f"{archive} holds “{name[:80]}”, a name that leads out of it; nothing of it was read.")


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" not in parts and not any(part.startswith((".", "~$")) for part in parts)


def _reader(archive: str, open_file: Callable[[], IO[bytes]], info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with open_file() as file, zipfile.ZipFile(file) as opened:
                return _limited(info.filename, opened.open(info))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise Refused(f"{archive}: {info.filename} is damaged ({error}). Pack it again.") from error

    return read


def _limited(name: str, file: IO[bytes]) -> bytes:
    """What a header says of a size may be a lie, so that the bytes are counted."""
    with file:
        data = file.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise Refused(f"{name} is larger than {MAX_FILE // MEGABYTE} MB.")
    return data


NUMBERS = (
    re.compile(r"(?:paper|submission|sub)[ _-]*#?0*(\d{1,6})", re.IGNORECASE),
    re.compile(r"^#?0*(\d{1,6})(?!\d)"),
    re.compile(r"(?<!\d)0*(\d{1,6})$"),
)


def paper_number(name: str) -> int | None:
    """The paper that a PDF belongs to, by its name: `Venue_2025_paper_12.pdf`, `12.pdf`, `12/final.pdf`, `x-12.pdf`."""
    path = PurePosixPath(name.replace("\\", "/"))
    folders = [part for part in reversed(path.parent.parts) if part.isdecimal()]
    for text in (*folders[:1], path.stem):
        for pattern in NUMBERS:
            if match := pattern.search(text):
                return int(match[1])
    return None
