"""The exact box of a few characters, asked for only where a finding needs it."""

from submissions.checks.document import Line, union
from submissions.checks.reading.pdfium import File
from submissions.checks.report import Box
from submissions.checks.text import clean


class Locator:
    """Knows the characters' boxes of the pages that were asked for."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._pages: dict[int, list[tuple[str, Box]]] = {}

    def __call__(self, line: Line, start: int, end: int) -> Box | None:
        """The box of line.text[start:end], or None where the characters on the page do not match the line's."""
        marks = [(c, box) for sign, box in self._characters(line) for c in clean(sign) if not c.isspace()]
        wanted = [c for c in line.text if not c.isspace()]
        if len(marks) != len(wanted):
            return None
        first = sum(not c.isspace() for c in line.text[:start])
        count = sum(not c.isspace() for c in line.text[start:end])
        return union([box for _, box in marks[first : first + count]])

    def _characters(self, line: Line) -> list[tuple[str, Box]]:
        if line.page not in self._pages:
            page = self._file.page(line.page)
            self._pages[line.page] = page.characters()
            page.close()
        x0, y0, x1, y1 = line.box
        inside = [(c, b) for c, b in self._pages[line.page] if x0 - 1 <= (b[0] + b[2]) / 2 <= x1 + 1 and y0 - 1 <= (b[1] + b[3]) / 2 <= y1 + 1]  # fmt: skip
        return sorted(inside, key=lambda item: item[1][0])
