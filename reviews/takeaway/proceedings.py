"""The accepted papers for a publisher: PDFs with speaking names, a CEUR-WS volume, what ACL's tools read."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, islice
from typing import IO, cast

import yaml
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string

from reviews.accepted.selectors import AcceptedPaper, accepted_papers
from reviews.camera.models import Final
from reviews.camera.selectors import licence_of, newest_of
from reviews.exchange.cells import csv_of
from reviews.exchange.writing import halves
from reviews.programme.selectors import numbers_by_session
from reviews.takeaway.packing import Pack, packing
from reviews.takeaway.sight import Sight
from submissions import clock
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop
from submissions.workshops.selectors import span

README = "README.txt"


@dataclass(frozen=True)
class Listed:
    """An accepted paper; `file` is the name of its PDF, or empty where this sight may not have it."""

    paper: AcceptedPaper
    name: str
    row: Paper | None
    final: Final | None = None
    pages: str = ""

    @property
    def source(self) -> FieldFile | None:
        """The final version; where there is none, the newest submitted one."""
        if self.row is None:
            return None
        kept = self.final or self.row.current
        return cast("FieldFile", kept.file) if kept else None

    @property
    def file(self) -> str:
        return self.name if self.source else ""

    @property
    def is_as_submitted(self) -> bool:
        """The authors owe the final version, and what is in its place bears no names."""
        return bool(self.file) and self.final is None

    @property
    def length(self) -> int:
        """In pages, as the check of the final version counted them; 0 where it did not."""
        return ((self.final and self.final.report) or {}).get("pages") or 0


def listed(sight: Sight, *also: str) -> list[Listed]:
    """The whole accept list, which everybody knows, in its order; the files of those papers that may be seen.

    `also` of these papers is fetched with them.
    """
    rows = {
        paper.number: paper
        for paper in sight.accepted().select_related("current", "agreement").prefetch_related(*also)
    }
    finals = newest_of(rows.values())
    papers = accepted_papers(sight.workshop)
    return [
        Listed(paper, f"{at:02}_{_name(paper)}.pdf", rows.get(paper.number), _final(rows, finals, paper))
        for at, paper in enumerate(papers, 1)
    ]


def sessions(workshop: Workshop, papers: list[Listed]) -> list[tuple[str, list[Listed]]]:
    """Those of the programme once every paper has its place there, until then talks and posters.

    Pages run through the volume up to the first paper whose length is not known.
    """
    groups = _as_planned(workshop, papers) or [
        ("Talks", [each for each in papers if each.paper.presentation == "talk"]),
        ("Posters", [each for each in papers if each.paper.presentation != "talk"]),
    ]
    paged = _paged([each for _, group in groups for each in group])
    return [(title, list(islice(paged, len(group)))) for title, group in groups]


def _as_planned(workshop: Workshop, papers: list[Listed]) -> list[tuple[str, list[Listed]]]:
    left = {each.paper.number: each for each in papers}
    groups = [
        (title, [left.pop(number) for number in numbers if number in left])
        for title, numbers in numbers_by_session(workshop)
    ]
    return [] if left else groups


def _paged(papers: list[Listed]) -> Iterator[Listed]:
    firsts = accumulate((each.length for each in papers), initial=1)
    known = True
    for each, first in zip(papers, firsts, strict=False):
        known = known and each.length > 0
        yield replace(each, pages=f"{first}-{first + each.length - 1}") if known else each


def _final(rows: dict[int, Paper], finals: dict[int, Final], paper: AcceptedPaper) -> Final | None:
    row = rows.get(paper.number)
    return finals.get(row.pk) if row else None


def write_pdfs(sight: Sight, out: IO[bytes]) -> None:
    """`NN_Surname_Title.pdf`, in the order of the accept list."""
    papers = listed(sight)
    with packing(sight, out) as pack:
        pack.add(README, about(sight, papers))
        _add_files(pack, papers, "")


def write_ceur(sight: Sight, out: IO[bytes]) -> None:
    """`index.html` with CEUR-WS's classes, the PDFs beside it, and a list of agreements to check."""
    papers, workshop = listed(sight), sight.workshop
    days = workshop.starts_on or clock.now(workshop).date()
    context = {
        "workshop": workshop,
        "year": days.year,
        "published": clock.now(workshop).date(),
        "full_title": proceedings_of(workshop),
        "when": span(*workshop.days),
        "editors": list(workshop.public_organizers.all()),
        "sessions": sessions(workshop, papers),
    }
    with packing(sight, out) as pack:
        pack.add(README, about(sight, papers))
        pack.add("agreements.csv", _agreements(papers, licence_of(workshop)))
        pack.add("index.html", render_to_string("reviews/takeaway/ceur.html", context))
        _add_files(pack, papers, "")


def write_acl(sight: Sight, out: IO[bytes]) -> None:
    """`papers.yml` and `conference_details.yml` as aclpub2 reads them, with the PDFs in `papers/`."""
    papers = listed(sight, "authors")
    with packing(sight, out) as pack:
        pack.add(README, about(sight, papers))
        pack.add("papers.yml", _yaml([_acl_paper(each) for each in papers]))
        pack.add("conference_details.yml", _yaml(_acl_details(sight)))
        _add_files(pack, papers, "papers/")


def _agreements(papers: list[Listed], licence: str) -> bytes:
    """Who agreed to the licence as it reads now; an empty cell is what is still to be asked for."""
    rows = []
    for each in papers:
        said = getattr(each.row, "agreement", None)
        cells = [said.name, f"{said.at:%Y-%m-%d}"] if said and said.words == licence else ["", ""]
        rows.append([str(each.paper.number), each.paper.title, *cells])
    return csv_of(("number", "title", "agreed", "on"), rows)


def about(sight: Sight, papers: Iterable[Listed] = ()) -> str:
    """What the archive is, and what is not in it or not final."""
    lines = [f"{sight.workshop.name}, {clock.now(sight.workshop):%d %B %Y %H:%M} UTC", ""]
    withheld = sight.withheld()
    if withheld:
        numbers = ", ".join(f"#{number}" for number in withheld)
        lines.append(f"Withheld from whoever made this, as an author or in conflict: {numbers}.")
        lines.append("Another organizer, or whoever runs the server, can make the whole of it.")
    missing = [each for each in papers if not each.file and each.paper.number not in withheld]
    if missing:
        lines.append(f"Without a file: {_numbers(missing)}.")
    if submitted := [each for each in papers if each.is_as_submitted]:
        lines.append(f"As submitted, without names, for want of a final version: {_numbers(submitted)}.")
    if len(lines) == 2:
        lines.append("Complete.")
    return "\n".join(lines) + "\n"


def _numbers(papers: Iterable[Listed]) -> str:
    return ", ".join(f"#{each.paper.number}" for each in papers)


def _add_files(pack: Pack, papers: list[Listed], folder: str) -> None:
    for each in papers:
        if each.source:
            with each.source.open("rb") as source:
                pack.copy(folder + each.file, source)


def _name(paper: AcceptedPaper) -> str:
    surname = halves(paper.authors[0].name)[1] if paper.authors else "Nobody"
    words = "".join(word[:1].upper() + word[1:] for word in _plain(paper.title).split()[:6])
    return f"{_plain(surname).replace(' ', '')}_{words[:60]}"


def _plain(text: str) -> str:
    """Letters and digits that every file system takes."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[A-Za-z0-9]+", ascii_text))


def _acl_paper(each: Listed) -> dict[str, object]:
    row = each.row
    contacts = {author.name: author for author in row.authors.all()} if row else {}
    authors = []
    for author in each.paper.authors:
        first, last = halves(author.name)
        entry = {"first_name": first, "last_name": last, "institution": author.affiliation}
        known = contacts.get(author.name)
        authors.append({**entry, "emails": known.email} if known else entry)
    return {
        "id": each.paper.number,
        "title": each.paper.title,
        "authors": authors,
        "file": each.file,
        "abstract": row.abstract if row else "",
        "decision": each.paper.presentation,
        "archival": True,
        "attributes": {"paper_type": each.paper.kind, "presentation_type": each.paper.presentation},
    }


def _acl_details(sight: Sight) -> dict[str, object]:
    workshop = sight.workshop
    editors = [dict(zip(("first_name", "last_name"), halves(each.name), strict=True)) for each in workshop.public_organizers.all()]  # fmt: skip
    return {
        "book_title": proceedings_of(workshop),
        "event_name": workshop.title,
        "cover_subtitle": "Proceedings of the Workshop",
        "anthology_venue_id": re.sub(r"\W", "", workshop.slug),
        "start_date": _date(workshop.starts_on),
        "end_date": _date(workshop.ends_on or workshop.starts_on),
        "isbn": "",
        "location": workshop.place,
        "editors": editors,
        "publisher": "",
        "volume_name": "1",
    }


def proceedings_of(workshop: Workshop) -> str:
    article = "" if workshop.title.lower().startswith("the ") else "the "
    return f"Proceedings of {article}{workshop.title}"


def _date(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yaml(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
