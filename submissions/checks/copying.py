"""The sanitised reviewer copy: nothing but what the pages show, their language, structure and alternative texts."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from submissions.checks import verifying
from submissions.checks.reading import photograph
from submissions.checks.reading.objects import BROKEN
from submissions.checks.report import Author

# Keys that go wherever they stand. Scripts, open actions and attachments hang on the last three rows.
EVERYWHERE = (
    "/PieceInfo", "/Metadata", "/LastModified", "/Thumb", "/SourceModified", "/AF", "/EF", "/AA", "/OpenAction", "/JS",
    "/JavaScript", "/XFA", "/EmbeddedFiles", "/Renditions", "/Collection", "/Perms", "/Legal", "/DSS", "/SpiderInfo",
    "/Author", "/Creator", "/Producer", "/Company", "/LastModifiedBy", "/Keywords", "/Subject",
)  # fmt: skip
CATALOG = ("/AcroForm", "/PageLabels", "/Outlines", "/Threads", "/Extensions", "/OCProperties.Creator")
SAFE_ACTIONS = {"/GoTo", "/Named"}
LINKS = {"/Link"}
"""Annotations that stay: links inside the paper and to the web. Comments, forms and multimedia go."""


def sanitise(data: bytes, authors: Sequence[Author] = ()) -> dict[str, Any]:
    """Write copy.pdf into the working folder; the answer says whether, or why not, and what was taken out."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"ok": False, "reason": "the PDF asks for a password"}
        copy = Cleaner(reader)
        made = copy.build()
    except BROKEN as error:
        return {"ok": False, "reason": f"the PDF cannot be copied ({type(error).__name__})"}
    if doubt := verifying.doubt(data, made, authors):
        return {"ok": False, "reason": doubt}
    Path("copy.pdf").write_bytes(made)
    return {"ok": True, "removed": sorted(copy.removed)}


class Cleaner:
    """A copy of a reader's document with everything taken out that names people or acts."""

    def __init__(self, reader: PdfReader) -> None:
        self.removed: set[str] = set()
        self.writer = PdfWriter(clone_from=reader)
        self._catalog()
        for page in self.writer.pages:
            self._annotations(page)
        for value in list(self.writer._objects):  # noqa: SLF001  # pypdf has no public way over all objects
            if value is not None:
                self._object(value, 0)

    def build(self) -> bytes:
        """The copy's bytes: the same for the same input, for nothing in it depends on the time."""
        self.writer.metadata = None
        self.writer._ID = None  # noqa: SLF001  # a random identifier would differ every time
        self.writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()

    def _catalog(self) -> None:
        root = self.writer.root_object
        for key in CATALOG:
            self._drop(root, key)
        names = root.get("/Names")
        if isinstance(names := names.get_object() if names else None, DictionaryObject):
            for key in ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/URLS"):
                self._drop(names, key)

    def _annotations(self, page: DictionaryObject) -> None:
        notes = page.get("/Annots")
        notes = notes.get_object() if notes is not None else None
        if not isinstance(notes, ArrayObject):
            return
        kept = ArrayObject(raw for raw in notes if self._keeps(raw.get_object()))
        if len(kept) < len(notes):
            self.removed.add("comments and forms")
        page[NameObject("/Annots")] = kept

    def _keeps(self, note: PdfObject | None) -> bool:
        if not isinstance(note, DictionaryObject) or str(note.get("/Subtype")) not in LINKS:
            return False
        for key in ("/T", "/Contents", "/AA", "/RC", "/NM", "/M", "/CreationDate"):
            self._drop(note, key)
        action = note.get("/A")
        action = action.get_object() if action is not None else None
        if not isinstance(action, DictionaryObject):
            return True
        kind, address = str(action.get("/S")), str(action.get("/URI", ""))
        self._drop(action, "/Next")
        return kind in SAFE_ACTIONS or (kind == "/URI" and address.startswith(("http://", "https://")))

    def _object(self, value: PdfObject, depth: int) -> None:
        """Clean one object and the direct ones inside it; indirect ones are met on their own."""
        if isinstance(value, ArrayObject) and depth < 12:
            for item in value:
                self._object(item, depth + 1)
        if not isinstance(value, DictionaryObject) or depth >= 12:
            return
        tree = "/K" in value or str(value.get("/Type")) in {"/StructElem", "/StructTreeRoot"}
        for key in list(value):
            if key.startswith("/PTEX") or key in EVERYWHERE or (key == "/Title" and not tree):
                self._drop(value, key)
            elif not isinstance(inner := value.raw_get(key), IndirectObject):
                self._object(inner, depth + 1)
        if isinstance(value, StreamObject) and str(value.get("/Filter")) in {"/DCTDecode", "['/DCTDecode']"}:
            value._data = photograph.stripped(value._data)  # noqa: SLF001  # decoding would unpack the pixels
        if isinstance(value, StreamObject) and str(value.get("/Type")) in {"/Metadata", "/EmbeddedFile"}:
            value._data = b""  # noqa: SLF001  # what still points here must find nothing
            self._drop(value, "/Filter")

    def _drop(self, holder: DictionaryObject, key: str) -> None:
        if key in holder:
            del holder[key]
            self.removed.add(key.strip("/"))
