"""The files of a paper that its author or handler may have, each under a neutral name."""

from django.db.models.fields.files import FieldFile
from django.http import Http404

from reviews.camera.models import Final
from submissions.papers.models import Paper, Version


def file_of(row: Paper, kind: str, ref: str) -> tuple[FieldFile, str]:
    """Of a paper from `access.paper_for`: the file, and what a download of it is called."""
    found = _versions(row, kind, ref) or _final(row, kind, ref) or _supplement(row, kind, ref)
    if found is None:
        raise Http404
    return found


def _versions(row: Paper, kind: str, ref: str) -> tuple[FieldFile, str] | None:
    """The reviewers' copy is for handlers: its author has the original."""
    if kind not in {"original", "blind"} or (kind == "blind" and getattr(row, "is_own", False)):
        return None
    version: Version | None = row.versions.filter(ref=ref).first()
    file: FieldFile | None = getattr(version, "file" if kind == "original" else "blind_file", None)
    return (file, f"{_name(row)}-v{version.number}-{kind}.pdf") if version and file else None


def _final(row: Paper, kind: str, ref: str) -> tuple[FieldFile, str] | None:
    final: Final | None = row.finals.filter(ref=ref).first() if kind == "final" else None
    return (final.file, f"{_name(row)}-final.pdf") if final else None


def _supplement(row: Paper, kind: str, ref: str) -> tuple[FieldFile, str] | None:
    found = getattr(row, "supplement", None)
    return (found.file, found.file_name) if kind == "supplement" and found and found.ref == ref else None


def _name(row: Paper) -> str:
    return f"{row.workshop.slug}-paper-{row.number}"
