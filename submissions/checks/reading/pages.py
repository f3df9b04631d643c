"""Stage A, page by page: links, notes, actions, fonts, and which page shows which object."""

import re
from collections.abc import Iterator
from typing import Any, cast

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from submissions.checks.document import Active, FontFile, Link, Note, PageFrame, Shown, Structure
from submissions.checks.reading.geometry import displayed
from submissions.checks.reading.objects import ACTIONS, BROKEN, MULTIMEDIA

DEEPEST_FORM = 6
MOST_PIECES = 5_000
DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")


def resolved(value: Any) -> Any:  # a PDF object of any type
    return value.get_object() if isinstance(value, IndirectObject) else value


def _ordered(corners: Any) -> list[float]:
    x0, y0, x1, y1 = (float(v) for v in corners)
    return [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]


def _drawn(page: PageObject) -> Iterator[tuple[str, int]]:
    """(kind, object number) of what a page's content draws, in its order."""
    content, names = page.get_contents(), resolved(resolved(page["/Resources"]).get("/XObject"))
    for match in DRAWN.finditer(content.get_data()) if content is not None and names else ():
        name = f"/{match[1].decode('latin-1')}"
        raw = names.raw_get(name) if name in names else None
        kind = str(resolved(raw).get("/Subtype", "")) if raw is not None else ""
        yield kind.strip("/"), raw.idnum if isinstance(raw, IndirectObject) else 0


class PageReader:
    """Reads pages into a Structure; `owners` maps object numbers (figures, their Info) to where they are first shown."""

    def __init__(self, reader: PdfReader, out: Structure) -> None:
        self.reader = reader
        self.out = out
        self.owners: dict[int, Shown] = {}
        self._seen: set[int] = set()

    def read(self, page: PageObject, frame: PageFrame) -> None:
        for raw in cast("list[Any]", resolved(page.get("/Annots")) or []):
            try:
                self._annotation(raw, frame)
            except BROKEN:
                self.out.problems.append(f"page {frame.number}: unreadable annotation")
        self._actions(page, frame.number)
        pieces = resolved(page.get("/Contents"))
        if isinstance(pieces, ArrayObject) and len(pieces) > MOST_PIECES:
            self.out.fault = (
                "PDF-005",
                f"Page {frame.number} is made of {len(pieces)} pieces, more than the checker takes.",
            )
        self._resources(resolved(page.get("/Resources")), Shown(frame.number), 0)

    def _annotation(self, raw: Any, frame: PageFrame) -> None:  # a PDF object of any type
        note = resolved(raw)
        if not isinstance(note, DictionaryObject):
            return
        if isinstance(raw, IndirectObject):
            self.owners.setdefault(raw.idnum, Shown(frame.number))
        kind = str(note.get("/Subtype", ""))
        corners = resolved(note.get("/Rect"))
        box = displayed(_ordered(corners), frame) if corners and len(corners) == 4 else (0.0, 0.0, 0.0, 0.0)
        action = resolved(note.get("/A"))
        if isinstance(action, DictionaryObject):
            uri = resolved(action.get("/URI"))
            if isinstance(uri, (str, bytes)):
                words = uri if isinstance(uri, str) else uri.decode("latin-1")
                self.out.links.append(Link(frame.number, box, words[:1000]))
        self._actions(note, frame.number)
        value = resolved(note.get("/V"))
        author, contents = (
            str(v) if isinstance(v := resolved(note.get(key)), str) else "" for key in ("/T", "/Contents")
        )
        if kind == "/Widget":
            # A widget's /T is the field's name, not a person's.
            author, contents = "", value if isinstance(value, str) else ""
        if (author or contents) and kind not in {"/Link", "/Popup"}:
            self.out.notes.append(Note(frame.number, box, kind.strip("/"), author[:300], contents[:1000]))
        if kind in MULTIMEDIA:
            self.out.extras.append("multimedia")
        if kind == "/FileAttachment":
            self.out.attachments.append(contents or "a file attachment")

    def _actions(self, holder: DictionaryObject, page: int | None) -> None:
        """Actions that hang on a page, an annotation or the catalog, the additional ones and chains included."""
        extra = resolved(holder.get("/AA"))
        pending = [resolved(holder.get("/A")), resolved(holder.get("/OpenAction"))]
        pending += [resolved(v) for v in extra.values()] if isinstance(extra, DictionaryObject) else []
        for _ in range(50):
            if not pending:
                return
            action = pending.pop()
            if not isinstance(action, DictionaryObject):
                continue
            kind = ACTIONS.get(str(action.get("/S", "")))
            if kind:
                self.out.active.append(Active(kind, page, ""))
            following = resolved(action.get("/Next"))
            pending += [resolved(v) for v in following] if isinstance(following, ArrayObject) else [following]

    def _resources(self, resources: Any, where: Shown, depth: int) -> None:  # a PDF object of any type
        if not isinstance(resources, DictionaryObject) or depth > DEEPEST_FORM:
            return
        for raw in (resolved(resources.get("/Font")) or {}).values():
            self._font(raw, where.page)
        for raw in (resolved(resources.get("/XObject")) or {}).values():
            number = raw.idnum if isinstance(raw, IndirectObject) else 0
            if number:
                if number in self._seen:
                    continue
                self._seen.add(number)
            at = Shown(where.page, where.figure or number)
            self.owners.setdefault(number, at)
            form = resolved(raw)
            if isinstance(form, DictionaryObject):
                self._own(form, at)
                self._resources(resolved(form.get("/Resources")), at, depth + 1)

    def _own(self, form: DictionaryObject, at: Shown) -> None:
        for key in ("/PTEX.InfoDict", "/Metadata", "/PieceInfo"):
            if key in form and isinstance(reference := form.raw_get(key), IndirectObject):
                self.owners.setdefault(reference.idnum, at)

    def place(self, pages: set[int]) -> None:
        """Note the order in which these pages draw their figures, so that each can be found on the picture."""
        for number in sorted(pages):
            try:
                for kind, figure in _drawn(self.reader.pages[number - 1]):
                    self.out.placed.setdefault((number, kind), []).append(figure)
            except BROKEN:
                self.out.problems.append(f"page {number}: unreadable content")

    def _font(self, raw: Any, page: int) -> None:  # a PDF object of any type
        if isinstance(raw, IndirectObject):
            if raw.idnum in self._seen:
                return
            self._seen.add(raw.idnum)
        font = resolved(raw)
        if not isinstance(font, DictionaryObject):
            return
        subtype = str(font.get("/Subtype", "")).strip("/")
        children = resolved(font.get("/DescendantFonts"))
        inner = resolved(children[0]) if children else font
        descriptor = resolved(inner.get("/FontDescriptor"))
        embedded = subtype == "Type3" or (isinstance(descriptor, DictionaryObject) and bool({"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()))  # fmt: skip
        self.out.fonts.append(FontFile(str(font.get("/BaseFont", "")).strip("/"), subtype, embedded, page))

    def catalog(self) -> None:
        """Open actions, forms and attachments that belong to the document as a whole."""
        root = self.reader.root_object
        self._actions(root, None)
        opening = resolved(root.get("/OpenAction"))
        if isinstance(opening, DictionaryObject) and str(opening.get("/S")) == "/URI":
            self.out.active.append(Active("OpenURI", None, str(opening.get("/URI", ""))[:80]))
        forms = resolved(root.get("/AcroForm"))
        if isinstance(forms, DictionaryObject):
            if "/XFA" in forms:
                self.out.extras.append("an XFA form")
            if resolved(forms.get("/Fields")):
                self.out.extras.append("form fields")
        names = resolved(root.get("/Names"))
        if isinstance(names, DictionaryObject) and "/JavaScript" in names:
            self.out.active.append(Active("JavaScript", None, ""))
        if isinstance(names, DictionaryObject) and "/EmbeddedFiles" in names and not self.out.attachments:
            self.out.extras.append("embedded files")
