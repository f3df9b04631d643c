"""EasyChair's CSV bundle, read. The order of SHAPES is the order in which tables are read."""

from dataclasses import replace

from reviews.exchange import scores
from reviews.exchange.builder import Builder, Wrong, address, full_name, person, whole
from reviews.exchange.bundle import Decided, Pair, Paper, Review
from reviews.exchange.markup import line, plain
from reviews.exchange.shapes import Shape
from reviews.exchange.tables import Row, Table, instant

KIND_FIELDS = {"kind", "type", "track", "category", "submission type", "paper type", "kind of contribution"}
NO_ZONE = "Times there carry no zone; they are read as UTC."
OLD_VERSIONS = "Some reviews stand there in several versions; the last one counts."


def is_yes(text: str) -> bool:
    return line(text).lower() in {"yes", "y", "true", "1", "✔", "x"}


def read_committee(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        found = person(row, "first name", "last name")
        kept = builder.add_member(replace(found, is_chair="chair" in row.line("role").lower()))
        builder.members[row.line("#")] = kept.email

    builder.each(table.file, list(table.rows), take)


def read_committee_topics(builder: Builder, table: Table) -> None:
    topics: dict[str, list[str]] = {}

    def take(row: Row) -> None:
        topics.setdefault(builder.member(row.line("member #")), []).append(row.line("topic"))

    builder.each(table.file, list(table.rows), take)
    builder.bundle.committee = [
        replace(each, topics=tuple(topics.get(each.email, each.topics))) for each in builder.bundle.committee
    ]


def read_submissions(builder: Builder, table: Table) -> None:
    known = set(SUBMISSION) | {"title"}

    def take(row: Row) -> None:
        number, title = whole(row["#"], "paper"), row.line("title")
        if not title:
            raise Wrong(f"paper #{number} has no title")
        if number in builder.bundle.papers:
            raise Wrong(f"paper #{number} stands there twice")
        fields = {name: row.line(name) for name in table.columns if name not in known and row.line(name)}
        paper = Paper(
            number=number,
            title=title[:300],
            abstract=plain(row["abstract"]),
            keywords=", ".join(row["keywords"].split("\n")).strip(),
            fields=fields,
            kind=next((fields[name] for name in fields if name in KIND_FIELDS), ""),
            submitted_at=instant(row["submitted"]),
            is_deleted=is_yes(row["deleted"]),
        )
        if paper.submitted_at:
            builder.note(NO_ZONE)
        builder.bundle.papers[number] = paper
        if words := row.line("decision"):
            notified = is_yes(row["notified"])
            builder.bundle.decisions[number] = Decided(number, words, is_notified=notified)

    builder.each(table.file, list(table.rows), take)


def read_authors(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        paper, found = builder.paper(row["submission #"]), person(row, "first name", "last name")
        if any(each.email == found.email for each in paper.authors):
            raise Wrong(f"{found.email} stands twice among the authors of paper #{paper.number}")
        paper.authors.append(found)
        if is_yes(row["corresponding"]):
            paper.sender = found.email

    builder.each(table.file, list(table.rows), take)


def read_topics_of_papers(builder: Builder, table: Table) -> None:
    builder.each(
        table.file,
        list(table.rows),
        lambda row: builder.paper(row["submission #"]).topics.append(row.line("topic")),
    )


def read_fields(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        paper, name, value = builder.paper(row["submission #"]), row.line("field name"), row.line("value")
        paper.fields[name] = value
        if name.lower() in KIND_FIELDS:
            paper.kind = value

    builder.each(table.file, list(table.rows), take)


def read_bids(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        value = row.line("bid").lower()
        if value not in {"yes", "maybe", "no", "conflict"}:
            raise Wrong(f"“{value[:40]}” is no bid")
        number = builder.known_paper(row["submission #"])
        builder.bundle.bids.append(Pair(number, builder.member(row.line("member #")), value))

    builder.each(table.file, list(table.rows), take)


def read_assignments(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        number = builder.known_paper(row["submission #"])
        builder.bundle.assignments.append(Pair(number, builder.member(row.line("member #"))))

    builder.each(table.file, list(table.rows), take)


def read_reviews(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        number = builder.known_paper(row["submission #"])
        email = builder.member(row.line("member #"), row.line("reviewer email"))
        at = instant(f"{row.line('date')} {row.line('time')}")
        own, aside = row.line("reviewer email").lower(), ""
        if own and own != email:
            by = full_name(row["reviewer first name"], row["reviewer last name"])
            aside = f"Written by {by} ({address(own)}) for this reviewer."
        given, version = scores.parsed(plain(row["scores"])), int(row.line("version") or 1)
        review = Review(row.line("#"), number, email, plain(row["text"]), given, aside, version, at)
        _keep_last(builder, review)

    builder.each(table.file, list(table.rows), take)


def _keep_last(builder: Builder, review: Review) -> None:
    key = (review.paper, review.email, "")
    at = builder.reviews.get(key)
    if at is None:
        builder.reviews[key] = len(builder.bundle.reviews)
        builder.bundle.reviews.append(review)
        return
    builder.note(OLD_VERSIONS)
    if review.version >= builder.bundle.reviews[at].version:
        builder.bundle.reviews[at] = review


def read_metareviews(builder: Builder, table: Table) -> None:
    def take(row: Row) -> None:
        number, decisions = builder.known_paper(row["submission #"]), builder.bundle.decisions
        known = decisions.get(number, Decided(number, row.line("recommendation")))
        note = "\n\n".join(filter(None, (known.note, plain(row["text"]))))
        aside = "\n\n".join(filter(None, (known.aside, plain(row["pc-only part"]))))
        decisions[number] = Decided(number, known.words, note, known.is_notified, aside)

    builder.each(table.file, list(table.rows), take)


def ignore(builder: Builder, table: Table) -> None:
    """A table that repeats what others say."""


NAMES = {"first name": "name", "last name": "name", "email": "address", "affiliation": "affiliation"}
SUBMISSION = {
    "#": "paper number",
    "title": "title",
    "authors": "left out: author.csv has them with their addresses",
    "submitted": "time of submission",
    "last updated": "left out",
    "form fields": "left out: submission_field_value.csv has them",
    "keywords": "another topic",
    "decision": "decision",
    "notified": "whether the decision is out",
    "reviews sent": "left out",
    "abstract": "abstract",
    "deleted": "withdrawn",
}
AUTHOR = {
    "submission #": "paper",
    **NAMES,
    "country": "country",
    "person #": "id there",
    "corresponding": "sender",
}
MEMBER = {"#": "id there", "person #": "id there", **NAMES, "role": "chairs are named, not given a role"}
REVIEW = {
    "#": "id there",
    "submission #": "paper",
    "member #": "reviewer",
    "version": "the last one counts",
    "text": "the four texts, by its headings",
    "scores": "the five scores",
    "date": "time",
    "time": "time",
    "reviewer email": "named to the organizers where it is somebody else",
}
META = {
    "submission #": "paper",
    "recommendation": "decision, where there is none",
    "text": "note to the authors",
    "pc-only part": "aside to the handlers",
}
PAIR = {"member #": "reviewer", "submission #": "paper"}


def _shape(table: str, needs: str, becomes: dict[str, str], read: object) -> Shape:
    return Shape("EasyChair", table, frozenset(needs.split(", ")), becomes, read)  # type: ignore[arg-type]


SHAPES = (
    _shape("topics", "topic, header", {"topic": "a topic, once a paper or a member has it"}, ignore),
    _shape("committee", "#, first name, last name, email, role", MEMBER, read_committee),
    _shape("committee topics", "member #, topic", {**PAIR, "topic": "topic"}, read_committee_topics),
    _shape("submissions", "#, title, authors", SUBMISSION, read_submissions),
    _shape("authors", "submission #, first name, last name, email, person #", AUTHOR, read_authors),
    _shape("topics of papers", "submission #, topic", {**PAIR, "topic": "topic"}, read_topics_of_papers),
    _shape(
        "fields of papers",
        "submission #, field name, value",
        {"field name": "kind", "value": "kind"},
        read_fields,
    ),
    _shape("bids", "member #, submission #, bid", {**PAIR, "bid": "bid"}, read_bids),
    _shape("assignments", "member #, submission #", PAIR, read_assignments),
    _shape("reviews", "submission #, member #, text, scores", REVIEW, read_reviews),
    _shape("metareviews", "submission #, recommendation, text", META, read_metareviews),
)
