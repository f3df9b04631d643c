"""An EasyChair bundle as EasyChair writes it, with every trap that its exports hold. All of it is invented."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.papers import small_pdf

BOM = "\ufeff"
COLUMNS = {
    "submission.csv": "#,title,authors,submitted,last updated,form fields,keywords,decision,notified,reviews sent,abstract,deleted?",
    "author.csv": "submission #,first name,last name,email,country,affiliation,Web page,person #,corresponding?",
    "committee.csv": "#,person #,first name,last name,email,country,affiliation,Web page,role",
    "committee_topic.csv": "member #,member name,topic",
    "topics.csv": "topic,header?",
    "submission_topic.csv": "submission #,topic",
    "submission_field_value.csv": "submission #,field id,field name,value",
    "bidding.csv": "member #,member name,submission #,bid",
    "assignment.csv": "member #,member name,submission #",
    "review.csv": (
        "#,submission #,member #,member name,number,version,text,scores,total score,reviewer first name,"
        "reviewer last name,reviewer email,reviewer person #,date,time,attachment?"
    ),
    "metareview.csv": "submission #,member #,member name,recommendation,text,PC-only part,date,time",
}
DECISIONS = ("accept", "ACCEPT AS POSTER", "reject", "accept?")
PRAISE = "(STRENGTHS)\nIt is <b>clear</b> &amp; short."
BLAME = "(WEAKNESSES)\nFew baselines: a < b."
ASIDE = "(CONFIDENTIAL REMARKS FOR THE PROGRAM COMMITTEE)\nI know the authors' lab."


@dataclass
class Made:
    """The tables as lists of rows, to be changed by a test before they are packed."""

    tables: dict[str, list[list[str]]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    pdfs: dict[str, bytes] = field(default_factory=dict)

    def packed(self, only: Sequence[str] = ()) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in only or COLUMNS:
                archive.writestr(name, as_csv(COLUMNS[name].split(","), self.tables[name]))
            for name, data in self.pdfs.items():
                archive.writestr(name, data)
        return out.getvalue()


def as_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return BOM + out.getvalue()


def bundle(papers: int = 300, *, own: str = "", with_pdfs: int = 0) -> Made:
    """`own` is the address of an organizer who wrote paper #2."""
    made = Made()
    members = max(6, papers // 10)
    _committee(made, members)
    for number in range(1, papers + 1):
        _paper(made, number, own)
        _seats(made, number, members)
    _traps(made, papers, with_pdfs)
    return made


def _committee(made: Made, members: int) -> None:
    rows = made.tables["committee.csv"]
    for n in range(1, members + 1):
        first = "" if n == 3 else f"Member{n}"  # a single name
        rows.append(
            [
                str(n),
                str(500 + n),
                first,
                f"Reviewerson{n}",
                mail(n),
                "Canada",
                f"College {n}",
                "",
                "PC member",
            ]
        )
        made.tables["committee_topic.csv"].append([str(n), first, f"Topic {n % 4}"])
    last = members + 1
    # The same person number under a second address, the same address under a second number, and a chair.
    rows.append(
        [str(last), "501", "Member1", "Reviewerson1", "first@elsewhere.example", "", "", "", "PC member"]
    )
    rows.append([str(last + 1), "999", "Member2", "Reviewerson2", mail(2), "", "", "", "PC member"])
    rows.append([str(last + 2), "998", "Cleo", "Chairwoman", "cleo@chairs.example", "", "", "", "chair"])


def mail(member: int) -> str:
    return f"member{member}@college{member}.example"


def _paper(made: Made, number: int, own: str) -> None:
    decision = DECISIONS[number % 4]
    is_deleted = "yes" if number % 50 == 49 else "no"
    title = f"On <i>invented</i> matters &amp; others, part {number}"
    abstract = f'<p>We invent matter {number}.</p><p>It is "new",\nand a < b.</p>'
    row = [
        str(number),
        title,
        "A and B",
        "2025-05-01 13:37",
        "2025-05-02 08:00",
        "",
        "matter\nothers",
        decision,
    ]
    made.tables["submission.csv"].append([*row, "yes" if number % 4 < 3 else "no", "", abstract, is_deleted])
    first = own if number == 2 and own else f"author{number}@lab{number}.example"
    for at, email in enumerate((first, f"second{number}@lab{number}.example"), 1):
        name = ["", "Solo"] if at == 2 and number % 7 == 0 else [f"Ann{number}", f"Author{at}"]
        place = ["Germany", f"Lab {number}", "", str(1000 + number * 2 + at), "yes" if at == 1 else "no"]
        made.tables["author.csv"].append([str(number), *name, email.upper() if at == 2 else email, *place])
    made.tables["submission_topic.csv"].append([str(number), f"Topic {number % 4}"])
    made.tables["submission_field_value.csv"].append([str(number), "1", "Kind", "Original research"])


def _seats(made: Made, number: int, members: int) -> None:
    for k in range(2):
        n = (number + k * 3) % members + 1
        who = [str(n), f"Member{n} Reviewerson{n}"]
        made.tables["assignment.csv"].append([*who, str(number)])
        made.tables["bidding.csv"].append([*who, str(number), "yes"])
        if number % 5:
            for version in ("1", "2") if k == 0 and number % 3 == 0 else ("1",):
                made.tables["review.csv"].append(_review(number, k, n, version))
    made.tables["metareview.csv"].append(
        [str(number), "1", "M", "accept", "Well done.", "Hm.", "2025-06-01", "10:00"]
    )


def _review(number: int, k: int, n: int, version: str) -> list[str]:
    overall, confidence = (number + k) % 7 - 3, number % 5 + 1
    text = f"{PRAISE}\n\n{BLAME} Version {version}.\n\n{ASIDE}"
    scores = f"Overall evaluation: {overall}\nReviewer's confidence: {confidence}"
    head = [str(number * 10 + k), str(number), str(n), f"Member{n}", str(k + 1), version, text, scores]
    return [
        *head,
        str(overall),
        f"Member{n}",
        f"Reviewerson{n}",
        mail(n),
        str(500 + n),
        "2025-05-20",
        "09:30",
        "no",
    ]


def _traps(made: Made, papers: int, with_pdfs: int) -> None:
    """A reviewer who is an author of paper #4, a conflict that was declared, PDFs with and without a paper."""
    made.tables["author.csv"].append(["4", "Member", "Two", mail(2), "", "", "", "77", "no"])
    made.tables["assignment.csv"].append(["2", "Member2", "4"])
    made.tables["bidding.csv"].append(["1", "Member1", "6", "conflict"])
    for number in range(1, with_pdfs + 1):
        made.pdfs[f"pdfs/Invented_2025_paper_{number}.pdf"] = small_pdf(f"Paper {number}.")
    if with_pdfs:
        made.pdfs[f"pdfs/Invented_2025_paper_{papers + 7}.pdf"] = small_pdf("A stray.")
