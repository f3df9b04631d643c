"""Streams an upload to a temporary file, hashes it on the way, and drains what is too large.

Django reads the body before the view runs, so a limit that raises would cost the author the form. Here the rest of
a large file is read and thrown away, and the form answers in words.
"""

import hashlib
import shutil
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

FULL = 0.95  # of the disk; the rest keeps the database running
DRAIN_AT_MOST = 10  # times the limit; beyond that the connection is cut


class Upload(TemporaryUploadedFile):
    """An uploaded file with its hash; one that was too large has lost its end and must be refused."""

    sha256 = ""
    is_too_large = False


class LimitedUploadHandler(FileUploadHandler):
    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803 - Django's own name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        if content_length > DRAIN_AT_MOST * settings.MAX_UPLOAD_BYTES:
            raise StopUpload(connection_reset=True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._upload = Upload(self.file_name or "", self.content_type or "", 0, self.charset)
        self._digest = hashlib.sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        upload = self._upload
        upload.is_too_large = upload.is_too_large or start + len(raw_data) > settings.MAX_UPLOAD_BYTES
        if not upload.is_too_large:
            self._digest.update(raw_data)
            upload.write(raw_data)

    def file_complete(self, file_size: int) -> Upload:
        self._upload.seek(0)
        self._upload.size = file_size
        self._upload.sha256 = self._digest.hexdigest()
        return self._upload

    def upload_interrupted(self) -> None:
        if hasattr(self, "_upload"):
            self._upload.close()


def is_disk_full() -> bool:
    """So full that what is here already would be at risk."""
    usage = shutil.disk_usage(settings.VAR_DIR)
    return usage.used >= FULL * (usage.used + usage.free)


def refusal(upload: Upload, *, also: str = "") -> str | None:
    """Why this file cannot be taken in, in words for its author; None when it can. `also` names what else could be."""
    if is_disk_full():
        return (
            "No file can be taken right now: the disk of this site is nearly full. What you typed is kept. "
            "Tell the organizers; they can give your paper more time."
        )
    megabytes = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
    if upload.is_too_large:
        return (
            f"This file is {(upload.size or 0) / 1024 / 1024:.0f} MB; at most {megabytes} MB can be taken. "
            "Usually a few large pictures are the reason: export them at 300 dpi, then upload the PDF again."
        )
    if not upload.size:
        return "This file is empty. Export the PDF again and check that it opens before you upload it."
    upload.seek(0)
    head = upload.read(1024)
    upload.seek(0)
    if b"%PDF-" not in head:
        return (
            f"This file is {_what_it_is(head)}, not a PDF{also}. "
            "Export it as PDF (Word: Save as, PDF) and upload that."
        )
    return None


def _what_it_is(head: bytes) -> str:
    signatures = {
        b"PK\x03\x04": "a Word document or another ZIP archive",
        b"\x89PNG": "a PNG picture",
        b"\xff\xd8\xff": "a JPEG picture",
        b"%!PS": "a PostScript file",
        b"\\documentclass": "a LaTeX source",
        b"<": "a web page",
    }
    start = head.lstrip()
    return next((name for magic, name in signatures.items() if start.startswith(magic)), "of another kind")
