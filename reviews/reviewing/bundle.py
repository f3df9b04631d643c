"""Everything that a reviewer needs on a train: the sanitised papers and a form for each, in one ZIP."""

import zipfile
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO

from reviews.reviewing import offline, services
from reviews.reviewing.uploading import Own
from submissions.papers.blind import blind

IN_MEMORY = 8 * 1024 * 1024
EPOCH = (2025, 1, 1, 0, 0, 0)
"""Entries carry no time: when a copy was made is nobody's business."""


def bundle(own: Iterable[Own], url: str) -> IO[bytes]:
    """Withdrawn papers and copies that are still being made are left out, with their forms where nothing is to write."""
    spool: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(spool, "w", zipfile.ZIP_STORED) as archive:
        for each in own:
            _add(archive, each, url)
    spool.seek(0)
    return spool


def _add(archive: zipfile.ZipFile, own: Own, url: str) -> None:
    paper, current = blind(own.assignment.paper), own.assignment.paper.current
    if paper.is_withdrawn:
        return
    if current is not None and current.blind_file:
        with current.blind_file.open("rb") as file:
            archive.writestr(zipfile.ZipInfo(paper.file_name, EPOCH), file.read())
    if own.window.is_open:
        text = offline.write(
            paper,
            ref=own.assignment.ref,
            form=own.form.number,
            save=own.review.version if own.review else 0,
            criteria=own.criteria,
            texts=services.texts_of(own.review),
            url=url,
        )
        name = paper.file_name.replace(".pdf", "-review.txt")
        archive.writestr(zipfile.ZipInfo(name, EPOCH), text.encode())
