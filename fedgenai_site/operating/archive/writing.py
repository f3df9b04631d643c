"""Writes an archive. It takes its name only when it is whole."""

import hashlib
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage

from fedgenai_site.operating.archive import tables
from fedgenai_site.operating.archive.manifest import FILES, MANIFEST, ROWS, SEAL, Manifest
from fedgenai_site.operating.archive.snapshot import snapshot
from submissions import clock


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was saved; `missing` files were not there, `changed` ones are not what their author sent."""

    rows: int
    files: int
    missing: list[str]
    changed: list[str]


def backup(target: Path) -> Summary:
    """Save the whole site in one new file, while it runs: what was acknowledged before is in it.

    Raises FileExistsError and other OSErrors; then there is no file of that name.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists")
    with new_file(target) as out, tempfile.TemporaryDirectory(dir=target.parent) as folder:
        rows = Path(folder) / ROWS
        with snapshot(), rows.open("w", encoding="utf-8") as lines:
            count = tables.dump(lines)
            shape, promised = tables.shape(), tables.promised_hashes()
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            # A row is written after its file, and files are never written over: they still are as the rows say.
            hashes = {ROWS: add(tar, ROWS, rows)}
            missing = add_files(tar, rows, hashes)
            made_at = clock.now().isoformat(timespec="seconds")
            seal(tar, Manifest(made_at, settings.SITE_URL, count, shape, hashes, missing))
    changed = [name for name, sha256 in promised.items() if hashes.get(FILES + name, sha256) != sha256]
    return Summary(count, len(hashes) - 1, missing, changed)


@contextmanager
def new_file(target: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner may read, for it holds every author's name. It appears at once or never."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, a link does not replace a file that has come meanwhile.
        os.link(name, target)
    finally:
        Path(name).unlink()


def add_files(tar: tarfile.TarFile, rows: Path, hashes: dict[str, str]) -> list[str]:
    missing = []
    with rows.open(encoding="utf-8") as lines:
        names = sorted(set(tables.named_files(lines)))
    with tempfile.TemporaryDirectory(dir=rows.parent) as folder:
        copy = Path(folder) / "file"
        for name in names:
            try:
                _fetch(name, copy)
            except FileNotFoundError:
                missing.append(name)
            else:
                hashes[FILES + name] = add(tar, FILES + name, copy)
    return missing


def _fetch(name: str, copy: Path) -> None:
    """Copy a file from wherever the storage keeps it."""
    with default_storage.open(name) as source, copy.open("wb") as target:
        for chunk in source.chunks():
            target.write(chunk)


def add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        _put(tar, name, file, path.stat().st_size)
    return sha256


def seal(tar: tarfile.TarFile, manifest: Manifest) -> None:
    data = manifest.to_bytes()
    seal = hashlib.sha256(data).hexdigest().encode()
    _put(tar, MANIFEST, BytesIO(data), len(data))
    _put(tar, SEAL, BytesIO(seal), len(seal))


def _put(tar: tarfile.TarFile, name: str, file: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, 0o600, int(clock.now().timestamp())
    tar.addfile(member, file)
