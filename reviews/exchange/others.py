"""HotCRP's, CMT's and OpenReview's files, read."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reviews.exchange.builder import ADDRESS, Builder, Wrong, address, full_name, person, whole
from reviews.exchange.bundle import Decided, Fault, Pair, Paper, Person, Review, Sheet
from reviews.exchange.markup import line, plain
from reviews.exchange.shapes import Shape
from reviews.exchange.tables import Row, Table


def read_users(builder: Builder, table: Table) -> None:
    """HotCRP: everybody; those without a role in the committee are left out."""

    def take(row: Row) -> None:
        roles = row.line("roles").lower().split()
        if roles and not {"pc", "chair", "sysadmin"} & set(roles):
            return
        found = person(row, "name") if row.line("name") else person(row, "first", "last")
        builder.add_member(Person(found.email, found.name, found.affiliation, is_chair="chair" in roles))

    builder.each(table.file, list(table.rows), take)


def read_hotcrp_papers(builder: Builder, file: str, data: Any) -> None:
    """A list of paper objects, or one of them."""
    papers = data.get("papers", [data]) if isinstance(data, dict) else data
    for at, each in enumerate(papers, 1):
        try:
            _take_hotcrp_paper(builder, each)
        except (ValueError, TypeError, AttributeError) as wrong:
            builder.bundle.faults.append(Fault(file, at, str(wrong)))
    columns = [("pid", "paper number"), ("title", "title"), ("abstract", "abstract"), ("authors", "authors")]
    columns += [("topics", "topics"), ("status", "withdrawn"), ("decision", "decision")]
    builder.bundle.sheets.append(Sheet(file, "HotCRP", "submissions", len(papers), tuple(columns)))


def _take_hotcrp_paper(builder: Builder, data: Any) -> None:
    if not isinstance(data, dict) or "pid" not in data:
        raise Wrong("it is no paper object with a pid")
    number, title = whole(str(data["pid"]), "paper"), line(str(data.get("title", "")))
    if not title:
        raise Wrong(f"paper #{number} has no title")
    if number in builder.bundle.papers:
        raise Wrong(f"paper #{number} stands there twice")
    status = str(data.get("status", ""))
    paper = Paper(
        number, title[:300], plain(str(data.get("abstract") or "")), is_deleted=status == "withdrawn"
    )
    topics = data.get("topics") or []
    paper.topics = [line(str(topic)) for topic in (topics if isinstance(topics, list) else topics.keys())]
    for author in data.get("authors") or []:
        found = _hotcrp_author(author)
        if all(each.email != found.email for each in paper.authors):
            paper.authors.append(found)
    builder.bundle.papers[number] = paper
    decision = line(str(data.get("decision") or "")) or (status if status in {"accepted", "rejected"} else "")
    if decision and decision.lower() not in {"unspecified", "none", "0"}:
        builder.bundle.decisions[number] = Decided(number, decision)


def _hotcrp_author(data: Mapping[str, Any]) -> Person:
    name = full_name(str(data.get("first") or ""), str(data.get("last") or "")) or line(
        str(data.get("name") or "")
    )
    return Person(address(str(data.get("email") or "")), name, line(str(data.get("affiliation") or ""))[:200])


def read_hotcrp_assignments(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        number, email, action = (
            builder.known_paper(row["paper"]),
            address(row["email"]),
            row.line("action").lower(),
        )
        if action == "conflict":
            builder.bundle.bids.append(Pair(number, email, "conflict"))
        elif action in {"primary", "secondary", "review", "pcreview", "external"}:
            builder.bundle.assignments.append(Pair(number, builder.member("", email)))

    builder.each(table.file, list(table.rows), take)


REVIEW_COLUMNS = {
    "paper",
    "title",
    "review",
    "email",
    "reviewername",
    "reviewer name",
    "reviewer",
    "round",
    "date",
}


def read_hotcrp_reviews(builder: Builder, table: Table) -> None:
    """A column whose cells begin with a number is a score; every other one is a text under its name."""

    def take(row: Row) -> None:
        number, email = builder.known_paper(row["paper"]), builder.member("", row.line("email"))
        given, texts = {}, []
        for name, column in zip(table.header, table.columns, strict=True):
            value = plain(row[column])
            if column in REVIEW_COLUMNS or not value:
                continue
            head = value.split(".", 1)[0]
            if head.lstrip("-").isdecimal() and len(head) < 4:
                given[name] = int(head)
            else:
                texts.append(f"----- {name} -----\n{value}")
        builder.bundle.reviews.append(Review(row.line("review"), number, email, "\n\n".join(texts), given))

    builder.each(table.file, list(table.rows), take)


def read_decisions(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        number = builder.known_paper(row["paper"])
        note = plain(row["comment"])
        builder.bundle.decisions[number] = Decided(number, row.line("decision"), note)

    builder.each(table.file, list(table.rows), take)


def read_openreview_people(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        found = person(row, "name", foreign="id", place="institution name")
        builder.add_member(found)

    builder.each(table.file, list(table.rows), take)


def read_cmt_people(builder: Builder, table: Table) -> None:
    builder.each(
        table.file,
        list(table.rows),
        lambda row: _ignore(builder.add_member(person(row, "first name", "middle initial", "last name"))),
    )


def _ignore(_: object) -> None:
    return None


WHO = {"email": "address", "name": "name", "first": "name", "last": "name", "affiliation": "affiliation"}
SHAPES = (
    Shape("HotCRP", "committee", frozenset({"email", "roles"}), {**WHO, "roles": "who is in the committee"}, read_users),
    Shape("HotCRP", "committee", frozenset({"email", "first", "last", "affiliation"}), WHO, read_users),
    Shape(
        *("OpenReview", "committee", frozenset({"id", "name", "email"})),
        {"id": "id there", "name": "name", "email": "address", "institution name": "affiliation"},
        read_openreview_people,
    ),
    Shape(
        *("CMT", "committee", frozenset({"first name", "middle initial", "last name", "email"})),
        {"first name": "name", "middle initial": "name", "last name": "name", "email": "address", "affiliation": "affiliation"},
        read_cmt_people,
    ),
    Shape(
        *("HotCRP", "assignments", frozenset({"paper", "action", "email"})),
        {"paper": "paper", "action": "assignment or conflict", "email": "reviewer"},
        read_hotcrp_assignments,
    ),
    Shape(
        *("HotCRP", "reviews", frozenset({"paper", "review", "email"})),
        {"paper": "paper", "review": "id there", "email": "reviewer"},
        read_hotcrp_reviews,
    ),
    Shape(
        *("OpenReview", "decisions", frozenset({"paper", "decision"})),
        {"paper": "paper", "decision": "decision", "comment": "note to the authors"},
        read_decisions,
    ),
)  # fmt: skip

CMT_HEADER = ["First Name", "Middle Initial", "Last Name", "Email", "Affiliation"]
DECISIONS_HEADER = ["paper", "decision", "comment"]
PEOPLE_HEADER = ["id", "name", "email", "institution name", "institution domain"]


def header_of(cells: Sequence[Sequence[str]]) -> list[str] | None:
    """The header that a table without one should have had, told by its first row; None where it has one."""
    first = [line(cell) for cell in cells[0]] if cells else []
    if len(first) >= 4 and ADDRESS.fullmatch(first[3].lower()) and first[0]:
        return CMT_HEADER
    if len(first) >= 3 and first[0].startswith("~") and ADDRESS.fullmatch(first[2].lower()):
        return PEOPLE_HEADER
    if (
        len(first) in {2, 3}
        and first[0].isdecimal()
        and first[1].lower().startswith(("accept", "reject", "desk"))
    ):
        return DECISIONS_HEADER
    return None


def parsed_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Wrong(f"is no readable JSON ({error})") from error
    except RecursionError as error:
        raise Wrong("is nested too deeply to be read") from error
