"""ZIPs whose bytes hang on nothing but their content and the workshop's clock."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from reviews.takeaway.sight import Sight
from submissions import clock

CHUNK = 1 << 20


@dataclass(frozen=True)
class Pack:
    archive: zipfile.ZipFile
    made_at: tuple[int, int, int, int, int, int]

    def add(self, name: str, data: bytes | str) -> None:
        self.archive.writestr(self._info(name, zipfile.ZIP_DEFLATED), data)

    def copy(self, name: str, source: IO[bytes]) -> None:
        """PDFs are packed already."""
        with self.archive.open(self._info(name, zipfile.ZIP_STORED), "w") as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)

    def _info(self, name: str, compression: int) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self.made_at)
        info.compress_type, info.external_attr = compression, 0o600 << 16
        return info


@contextmanager
def packing(sight: Sight, out: IO[bytes]) -> Iterator[Pack]:
    now = clock.now(sight.workshop)
    with zipfile.ZipFile(out, "w") as archive:
        yield Pack(archive, (now.year, now.month, now.day, now.hour, now.minute, now.second))
