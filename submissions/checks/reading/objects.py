"""Every object of the file, those in object streams included: figures' metadata, scripts, attachments, alt texts."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from submissions.checks.document import Active, Embedded, Shown, Structure
from submissions.checks.identity import SIGNED
from submissions.checks.reading import metadata, photograph
from submissions.checks.text import EMAIL

BROKEN = (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError, OverflowError, RecursionError, UnicodeError, OSError)  # fmt: skip
PERSONAL = ("/Author", "/Creator", "/Title", "/Subject", "/Keywords", "/Company", "/LastModifiedBy", "/PTEX.FileName", "/SourceModified")  # fmt: skip
ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "Launch",
    "/SubmitForm": "SubmitForm",
    "/ImportData": "SubmitForm",
}
PROGRAMS = (
    ".exe",
    ".bat",
    ".cmd",
    ".com",
    ".scr",
    ".js",
    ".vbs",
    ".ps1",
    ".sh",
    ".jar",
    ".msi",
    ".dll",
    ".app",
)
MULTIMEDIA = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
INTERESTING = re.compile(
    rb"#|/(?:Author|Creator|Title|Subject|Keywords|Company|LastModifiedBy|PTEX|JS\b|JavaScript|Launch|SubmitForm"
    rb"|ImportData|EmbeddedFile|EF\b|Metadata|DCTDecode|Alt\b|ActualText|XFA\b|RichMedia|Filespec)|/home/|/Users/|:\\\\?Users"
)
LONGEST_DICT = 65_536


def scan(
    reader: PdfReader,
    data: bytes,
    own: set[int],
    owners: Mapping[int, Shown],
    *,
    out: Structure,
    pause: Callable[[], None],
) -> None:
    """Fill `out` from all objects. `own` are the document's own metadata objects, `owners` tells where objects are shown."""
    for number, value in objects(reader, data):
        pause()
        if number in own or not isinstance(value, DictionaryObject):
            continue
        try:
            _look(value, owners.get(number), out)
        except BROKEN as error:
            out.problems.append(f"object {number}: {type(error).__name__}")


def objects(reader: PdfReader, data: bytes) -> Iterator[tuple[int, Any]]:
    """(object number, value) of all objects that can hold something of interest, in the order of their numbers."""
    starts = sorted({at for table in reader.xref.values() for at in table.values()} | {len(data)})
    following = dict(pairwise(starts))
    wanted = {number: generation for generation, table in reader.xref.items() for number, at in table.items() if _worth(data, at, following.get(at, len(data)))}  # fmt: skip
    wanted |= dict.fromkeys(reader.xref_objStm, 0)
    for number in sorted(wanted):
        try:
            yield number, IndirectObject(number, wanted[number], reader).get_object()
        except BROKEN:
            continue


def _worth(data: bytes, start: int, stop: int) -> bool:
    stop = min(stop, start + LONGEST_DICT)
    stream = data.find(b"stream", start, stop)
    return INTERESTING.search(data, start, stream if stream >= 0 else stop) is not None


def _look(value: DictionaryObject, at: Shown | None, out: Structure) -> None:
    page = at.page if at else None
    for key, text in _told(value):
        out.embedded.append(Embedded(page, key, text, at.figure if at else 0))
    if kind := ACTIONS.get(str(value.get("/S", ""))):
        out.active.append(Active(kind, page, _words(value)))
    if "/EF" in value:
        _attachment(value, out)
    if str(value.get("/Subtype")) in MULTIMEDIA and "/Rect" in value:
        out.extras.append("multimedia")
    out.spoken += [
        str(value[key]) for key in ("/Alt", "/ActualText", "/E") if isinstance(value.get(key), str)
    ]


def _told(value: DictionaryObject) -> Iterator[tuple[str, str]]:
    """(key, text) of what an object says about its maker: in its entries, its photograph's header, its XMP packet."""
    # An outline entry's /Title is read with the outline, a form field's with the forms.
    if not ({"/Dest", "/Parent", "/First", "/FT"} & value.keys()):
        yield from personal(value)
    if "DCTDecode" in str(value.get("/Filter")) and isinstance(value, StreamObject):
        yield from photograph.told(value._data)  # noqa: SLF001  # decoding would unpack the pixels
    if str(value.get("/Type")) == "/Metadata" and isinstance(value, StreamObject):
        yield from metadata.xmp_values(value.get_data())


def _words(action: DictionaryObject) -> str:
    script = action.get("/JS", action.get("/F", action.get("/Win", "")))
    script = script.get_object() if script is not None else ""
    return str(script)[:80] if isinstance(script, str) else ""


def _attachment(spec: DictionaryObject, out: Structure) -> None:
    name = str(spec.get("/UF", spec.get("/F", "without a name")))
    out.attachments.append(name)
    streams = spec["/EF"]
    for stream in streams.values() if isinstance(streams, DictionaryObject) else ():
        file = stream.get_object()
        if isinstance(file, StreamObject):
            out.embedded += [
                Embedded(None, "attachment", text) for text in _identities(file.get_data()[:LONGEST_DICT])
            ]
    if name.lower().endswith(PROGRAMS):
        out.active.append(Active("Executable", None, name))


def _identities(content: bytes) -> list[str]:
    """Lines of an attached text that carry an address, a folder or a signature."""
    if b"\0" in content:
        return []
    lines = content.decode("utf-8", errors="replace").splitlines()
    return [
        line.strip()[:200]
        for line in lines
        if SIGNED.search(line) or EMAIL.search(line) or metadata.WHERE.search(line)
    ]


def personal(value: DictionaryObject, depth: int = 0) -> Iterator[tuple[str, str]]:
    """(key, text) of a dictionary's entries that can name a person or a user's folder, direct children included."""
    for key, stored in value.items():
        raw = stored
        if isinstance(stored, IndirectObject):
            raw = stored.get_object() if key in PERSONAL else None
        if (isinstance(raw, str) and not str(raw).startswith("/") and key in PERSONAL) or (
            isinstance(raw, str) and metadata.WHERE.search(str(raw)) and key not in {"/URI", "/JS"}
        ):
            yield str(key), str(raw)
        elif isinstance(raw, DictionaryObject) and depth < 4 and key != "/Parent":
            yield from personal(raw, depth + 1)
        elif isinstance(raw, ArrayObject) and depth < 4:
            for item in raw:
                if isinstance(item, DictionaryObject):
                    yield from personal(item, depth + 1)
