"""From pasted text to publications: BibTeX, or titles one a line."""

import re
from dataclasses import dataclass, field

from submissions.publications.models import Publication

YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
LOOKS_LIKE_BIBTEX = re.compile(r"@\s*\w+\s*[{(]")
SHORTEST_TITLE = 8
EDGES = " \t\"'“”‘’«».,;:*•-–—[]"  # noqa: RUF001 - people paste lists of every kind
YEAR_AT_THE_END = re.compile(rf"[\s,.;(\[]*{YEAR.pattern}[)\].\s]*$")
NUMBERED = re.compile(r"^\s*[\[(]?\d{1,3}[\]).]\s+")


@dataclass(frozen=True)
class Work:
    title: str
    text: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    source: str = Publication.Source.TITLE


@dataclass(frozen=True)
class Read:
    """`skipped` are the lines or entries that could not be read, as they were pasted."""

    works: list[Work] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def read(text: str) -> Read:
    return _bibtex(text) if LOOKS_LIKE_BIBTEX.search(text) else _titles(text)


def _titles(text: str) -> Read:
    found = Read()
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        years = YEAR.findall(line)
        title = YEAR_AT_THE_END.sub("", NUMBERED.sub("", line)).strip(EDGES)
        if len(title) < SHORTEST_TITLE:
            found.skipped.append(line[:100])
        else:
            found.works.append(Work(title[:300], year=int(years[-1]) if years else None))
    return found


def _bibtex(text: str) -> Read:
    # The library takes a fifth of a second to load, for a page that is opened once by each reviewer.
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors

    found = Read()
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware(), SeparateCoAuthors()])
    for entry in library.entries:
        fields = {name.lower(): item.value for name, item in entry.fields_dict.items()}
        title = _plain(str(fields.get("title", "")))
        if not title:
            found.skipped.append(f"{entry.key}: no title")
            continue
        years = YEAR.findall(str(fields.get("year") or fields.get("date") or ""))
        names = fields.get("author", [])
        found.works.append(
            Work(
                title=title[:300],
                text=_plain(str(fields.get("abstract", "")))[:20_000],
                authors=tuple(_plain(name)[:200] for name in names if name != "others")
                if isinstance(names, list)
                else (),
                year=int(years[0]) if years else None,
                source=Publication.Source.BIBTEX,
            )
        )
    found.skipped.extend((block.raw or "").strip().split("\n")[0][:100] for block in library.failed_blocks)
    return found


def _plain(text: str) -> str:
    return " ".join(text.replace("{", "").replace("}", "").split())
