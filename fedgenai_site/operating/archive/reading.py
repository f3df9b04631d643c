"""Reads an archive back: first all of it is verified, then files and rows are brought in, or nothing is."""

import hashlib
import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.utils import validate_file_name
from django.db import transaction

from fedgenai_site.operating.archive import tables
from fedgenai_site.operating.archive.manifest import FILES, FORMAT, MANIFEST, ROWS, SEAL, Manifest

CHUNK = 1 << 20


class Damaged(Exception):
    """The archive is not what was written; nothing was brought in."""


class NotEmpty(Exception):
    """This site holds something; nothing was brought in."""


class WrongSite(Exception):
    """The archive's tables are not this code's; nothing was brought in."""


def restore(source: Path) -> Manifest:
    """Bring a site back from its archive into an empty one. Raises Damaged, NotEmpty, WrongSite or OSError."""
    manifest = verify(source)
    require_same_shape(manifest)
    _require_empty()
    brought: list[str] = []
    try:
        with transaction.atomic(durable=True):
            # Again inside, because somebody may have signed up meanwhile.
            _require_empty()
            _bring_in(source, brought)
    except BaseException:
        for name in brought:
            default_storage.delete(name)
        raise
    return manifest


def verify(source: Path) -> Manifest:
    """Read the whole archive and compare every hash. Raises Damaged."""
    if source.stat().st_size % tarfile.RECORDSIZE:
        raise Damaged(f"it is cut short, or not an archive: {_end(source)}")
    hashes: dict[str, str] = {}
    kept: dict[str, bytes] = {}
    with opened(source) as tar:
        for name, file in members(tar):
            data = file.read() if name in {MANIFEST, SEAL} else b""
            if name in {MANIFEST, SEAL}:
                kept[name] = data
            elif name in hashes:
                raise Damaged(f"it holds {name} twice")
            else:
                hashes[name] = _digest(file)
    manifest = _manifest(kept, last=next(reversed(hashes), "nothing"))
    _compare(manifest.hashes, hashes)
    return manifest


@contextmanager
def opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(f"it is cut short, or not an archive: {_end(source)}") from error


def members(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    for member in tar:
        file = tar.extractfile(member) if member.isreg() else None
        if file is None:
            raise Damaged(f"it holds {member.name}, which is not a file")
        with file:
            yield member.name, file


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _end(source: Path) -> str:
    """Where a file ends that is not whole."""
    size, last = source.stat().st_size, "it holds nothing whole"
    with suppress(tarfile.TarError, EOFError), tarfile.open(source, "r:") as tar:
        for member in tar:
            if member.offset_data + member.size > size:
                return f"it ends at byte {size:,}, inside {member.name}"
            last = f"it ends at byte {size:,}, after {member.name}"
    return last


def _manifest(kept: dict[str, bytes], *, last: str) -> Manifest:
    if kept.keys() != {MANIFEST, SEAL}:
        raise Damaged(f"it is cut short after {last}: its manifest, which comes last, is not there")
    if hashlib.sha256(kept[MANIFEST]).hexdigest().encode() != kept[SEAL]:
        raise Damaged("its manifest was changed")
    try:
        manifest = Manifest.from_bytes(kept[MANIFEST])
    except (ValueError, TypeError) as error:
        raise WrongSite("this code cannot read its manifest; use the code that wrote it") from error
    if manifest.format != FORMAT:
        raise WrongSite(
            f"its format is {manifest.format}, and this code reads {FORMAT}: use the code that wrote it"
        )
    return manifest


def _compare(said: dict[str, str], found: dict[str, str]) -> None:
    if lost := sorted(said.keys() - found.keys()):
        raise Damaged(f"{len(lost)} of its members are missing, {lost[0]} first")
    if strange := sorted(found.keys() - said.keys()):
        raise Damaged(f"it holds {strange[0]}, which its manifest does not know")
    if changed := sorted(name for name in said if said[name] != found[name]):
        raise Damaged(f"{len(changed)} of its members were changed, {changed[0]} first")
    if ROWS not in said:
        raise Damaged(f"it holds no {ROWS}")


def require_same_shape(manifest: Manifest) -> None:
    theirs, ours = set(manifest.shape), set(tables.shape())
    if newer := sorted(theirs - ours):
        raise WrongSite(
            f"the archive is newer than this site ({newer[0]}): install its code, run migrate, try again"
        )
    if older := sorted(ours - theirs):
        raise WrongSite(
            f"the archive is older than this site ({older[0]}): restore with the code that wrote it, then upgrade"
        )


def _require_empty() -> None:
    if held := tables.occupied():
        what = ", ".join(f"{count} {name}" for name, count in list(held.items())[:3])
        raise NotEmpty(f"this site holds {what}")


def _bring_in(source: Path, brought: list[str]) -> None:
    """Files and rows; the names of files that were written are added to `brought`."""
    with opened(source) as tar:
        for name, file in members(tar):
            if name == ROWS:
                tables.load(io.TextIOWrapper(file, encoding="utf-8"))
            elif name.startswith(FILES):
                _bring_in_file(name.removeprefix(FILES), file, brought)


def _bring_in_file(name: str, file: IO[bytes], brought: list[str]) -> None:
    try:
        validate_file_name(name, allow_relative_path=True)
        is_there = default_storage.exists(name)
    except SuspiciousOperation as error:
        raise Damaged(f"it holds a file with the name {name}") from error
    if is_there:
        _require_same_file(name, file)
        return
    brought.append(name)
    if default_storage.save(name, File(file, name)) != name:
        raise NotEmpty(f"the file {name} came into being meanwhile")


def _require_same_file(name: str, file: IO[bytes]) -> None:
    """A restore that was killed leaves its files; they are as good as new ones."""
    with default_storage.open(name) as there:
        if _digest(there) != _digest(file):
            raise NotEmpty(f"its storage holds another file {name}")
