"""A page's text as running text: its lines end where a column ended, and a phone's ends elsewhere."""

import re

HEADING = re.compile(r"(\d+|[A-Z])(\.\d+)*\.?\s+[A-Z]")
FULL = 0.8
"""Of the usual width: a line this long goes on in the next one."""
SCRAP = 12
"""Letters; shorter ones that follow each other are pieces of a formula."""


def paragraphs(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    width = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    found: list[str] = []
    last = ""
    for line in lines:
        if last and _goes_on(last, line, width):
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
        last = line
    return found


def _goes_on(last: str, line: str, width: int) -> bool:
    if HEADING.match(line) and len(line) < FULL * width:
        return False
    return len(last) >= FULL * width or max(len(last), len(line)) < SCRAP


def _joined(before: str, line: str) -> str:
    """A word that was parted at the end of its line is whole again."""
    is_parted = before[-2:-1].isalpha() and before.endswith("-") and line[0].islower()
    return before[:-1] + line if is_parted else f"{before} {line}"
