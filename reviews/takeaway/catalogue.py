"""Everything that can be taken away, in one table: the page, the downloads and `manage.py export` read it.

Whoever adds something adds a row. A row writes into an open file, so that a volume of PDFs needs no memory.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO

from reviews.accepted import exports as accepted
from reviews.accepted.selectors import accepted_papers
from reviews.exchange.writing import easychair
from reviews.programme import exports as programme
from reviews.takeaway import proceedings, tables
from reviews.takeaway.gathering import gather
from reviews.takeaway.packing import packing
from reviews.takeaway.sight import Sight
from reviews.takeaway.tables import Sheet

ZIP, CSV, JSON = "application/zip", "text/csv; charset=utf-8", "application/json"
ENDINGS = {"bibtex": ".bib", "bibtex-latex": "-latex.bib"}
Write = Callable[[Sight, IO[bytes]], None]


@dataclass(frozen=True)
class Exporter:
    """`needs_release`: it is there once decisions are out. `with_files`: it holds PDFs."""

    what: str
    form: str
    media_type: str
    write: Write
    needs_release: bool = False

    def file_name(self, slug: str) -> str:
        return f"{slug}-{self.what}{ENDINGS.get(self.form, f'.{self.form}')}"


@dataclass(frozen=True)
class Offer:
    """A line of the page; `forms` have their label."""

    what: str
    title: str
    words: str
    forms: tuple[tuple[str, str], ...]
    needs_release: bool


def _bytes(make: Callable[[Sight], bytes]) -> Write:
    def write(sight: Sight, out: IO[bytes]) -> None:
        out.write(make(sight))

    return write


def _accepted(form: str, sight: Sight) -> bytes:
    papers = accepted_papers(sight.workshop)
    return accepted.export(sight.workshop, papers, form=form, with_contacts=True)


def _programme(form: str, sight: Sight) -> bytes:
    _, make = programme.FORMATS[form]
    return make(sight.workshop)


def _csv(make: Callable[[Sight], Sheet], sight: Sight) -> bytes:
    return make(sight).as_csv()


def _json(what: str, make: Callable[[Sight], Sheet], sight: Sight) -> bytes:
    return make(sight).as_json(what, sight)


def _easychair(sight: Sight, out: IO[bytes]) -> None:
    with packing(sight, out) as pack:
        pack.add(proceedings.README, proceedings.about(sight))
        for name, data in easychair(gather(sight)).items():
            pack.add(name, data)


SHEETS = {"reviews": tables.reviews, "scores": tables.means, "log": tables.log}
EXPORTERS = (
    *(
        Exporter("accepted", form, each.content_type, _bytes(partial(_accepted, form)), needs_release=True)
        for form, each in accepted.FORMATS.items()
    ),
    Exporter("easychair", "zip", ZIP, _easychair),
    *(Exporter(what, "csv", CSV, _bytes(partial(_csv, make))) for what, make in SHEETS.items()),
    *(Exporter(what, "json", JSON, _bytes(partial(_json, what, make))) for what, make in SHEETS.items()),
    *(
        Exporter("programme", form, media, _bytes(partial(_programme, form)), needs_release=True)
        for form, (media, _) in programme.FORMATS.items()
    ),
    Exporter("pdfs", "zip", ZIP, proceedings.write_pdfs, needs_release=True),
    Exporter("ceur", "zip", ZIP, proceedings.write_ceur, needs_release=True),
    Exporter("acl", "zip", ZIP, proceedings.write_acl, needs_release=True),
)
BY_NAME = {(each.what, each.form): each for each in EXPORTERS}
FORMS = {what: tuple(each.form for each in EXPORTERS if each.what == what) for what, _ in BY_NAME}
LABELS = {"ics": "Calendar", **{form: each.label for form, each in accepted.FORMATS.items()}}
TITLES = {
    "accepted": ("Accept list", "Titles, authors in order, talk or poster, and whom to write to."),
    "pdfs": ("PDFs of the accepted papers", "Named NN_Surname_Title.pdf, in the order of the accept list."),
    "ceur": ("CEUR-WS volume", "index.html with its classes, and the PDFs beside it."),
    "acl": ("ACL's papers.yml", "With conference_details.yml and the PDFs, as aclpub2 reads them."),
    "programme": ("Programme", "Days, sessions and who speaks when; a page, a text, a table, a calendar."),
    "easychair": ("EasyChair's CSV bundle", "Everything, in the columns that other tools know. It can be brought in again."),
    "reviews": ("Reviews", "One row a review, with the reviewer's name."),
    "scores": ("Scores", "One row a paper: how many reviews, their means, how far they are apart."),
    "log": ("Log", "Who did what, and when."),
}  # fmt: skip


def offers() -> list[Offer]:
    return [
        Offer(
            what,
            title,
            words,
            tuple((form, LABELS.get(form, form.upper())) for form in FORMS[what]),
            BY_NAME[what, FORMS[what][0]].needs_release,
        )
        for what, (title, words) in TITLES.items()
    ]
