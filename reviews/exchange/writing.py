"""A bundle as EasyChair writes it."""

from collections.abc import Iterator, Sequence

from reviews.exchange.bundle import Bundle, Paper, Person, Review
from reviews.exchange.cells import csv_of

FILES = {
    "submission.csv": (
        *("#", "title", "authors", "submitted", "last updated", "form fields", "keywords", "decision"),
        *("notified", "reviews sent", "abstract", "deleted?"),
    ),
    "author.csv": (
        *(
            "submission #",
            "first name",
            "last name",
            "email",
            "country",
            "affiliation",
            "Web page",
            "person #",
        ),
        "corresponding?",
    ),
    "committee.csv": (
        *("#", "person #", "first name", "last name", "email", "country", "affiliation", "Web page", "role"),
    ),
    "committee_topic.csv": ("member #", "member name", "topic"),
    "topics.csv": ("topic", "header?"),
    "submission_topic.csv": ("submission #", "topic"),
    "submission_field_value.csv": ("submission #", "field id", "field name", "value"),
    "bidding.csv": ("member #", "member name", "submission #", "bid"),
    "assignment.csv": ("member #", "member name", "submission #"),
    "review.csv": (
        *(
            "#",
            "submission #",
            "member #",
            "member name",
            "number",
            "version",
            "text",
            "scores",
            "total score",
        ),
        *("reviewer first name", "reviewer last name", "reviewer email", "reviewer person #", "date", "time"),
        "attachment?",
    ),
    "metareview.csv": (
        *(
            "submission #",
            "member #",
            "member name",
            "recommendation",
            "text",
            "PC-only part",
            "date",
            "time",
        ),
    ),
}
Rows = Iterator[Sequence[str]]


def easychair(bundle: Bundle) -> dict[str, bytes]:
    """By the file's name."""
    return {name: csv_of(FILES[name], WRITERS[name](bundle)) for name in FILES}


def halves(name: str) -> tuple[str, str]:
    """First names and the last name."""
    first, _, last = name.strip().rpartition(" ")
    return first, last


def _submissions(bundle: Bundle) -> Rows:
    for paper in bundle.papers.values():
        said = bundle.decisions.get(paper.number)
        at = _stamp(paper.submitted_at)
        decision = (said.words, _yes(said.is_notified)) if said else ("", "no")
        names = " and ".join(author.name for author in paper.authors)
        head = (str(paper.number), paper.title, names, at, at, "", paper.keywords)
        yield (
            *head,
            *decision,
            _yes(bool(said and said.is_notified)),
            paper.abstract,
            _yes(paper.is_deleted),
        )


def _authors(bundle: Bundle) -> Rows:
    people = _numbered(author for paper in bundle.papers.values() for author in paper.authors)
    for paper in bundle.papers.values():
        for author in paper.authors:
            row = (*halves(author.name), author.email, author.country, author.affiliation, "")
            yield (str(paper.number), *row, str(people[author.email]), _yes(author.email == paper.sender))


def _committee(bundle: Bundle) -> Rows:
    for at, person in enumerate(bundle.committee, 1):
        row = (*halves(person.name), person.email, person.country, person.affiliation, "")
        yield (str(at), str(at), *row, "chair" if person.is_chair else "PC member")


def _committee_topics(bundle: Bundle) -> Rows:
    for at, person in enumerate(bundle.committee, 1):
        yield from ((str(at), person.name, topic) for topic in person.topics)


def _topics(bundle: Bundle) -> Rows:
    names = [topic for paper in bundle.papers.values() for topic in paper.topics]
    names += [topic for person in bundle.committee for topic in person.topics]
    yield from ((topic, "no") for topic in dict.fromkeys(names))


def _topics_of_papers(bundle: Bundle) -> Rows:
    for paper in bundle.papers.values():
        yield from ((str(paper.number), topic) for topic in paper.topics)


def _fields(bundle: Bundle) -> Rows:
    for paper in bundle.papers.values():
        yield from _fields_of(paper)


def _fields_of(paper: Paper) -> Rows:
    fields = {"Kind": paper.kind, **paper.fields}
    for at, (name, value) in enumerate(fields.items(), 1):
        if value:
            yield str(paper.number), str(at), name, value


def _bids(bundle: Bundle) -> Rows:
    numbers = _members(bundle)
    for bid in bundle.bids:
        if bid.email in numbers:
            yield (*numbers[bid.email], str(bid.paper), bid.value)


def _assignments(bundle: Bundle) -> Rows:
    numbers = _members(bundle)
    for seat in bundle.assignments:
        yield (*numbers[seat.email], str(seat.paper))


def _reviews(bundle: Bundle) -> Rows:
    numbers = _members(bundle)
    counts: dict[int, int] = {}
    for at, review in enumerate(bundle.reviews, 1):
        counts[review.paper] = counts.get(review.paper, 0) + 1
        yield _review(at, counts[review.paper], review, numbers[review.email])


def _review(at: int, number: int, review: Review, member: tuple[str, str]) -> Sequence[str]:
    scores = "\n".join(f"{name}: {value}" for name, value in review.scores.items())
    date, _, time = _stamp(review.at).partition(" ")
    head = (str(at), str(review.paper), *member, str(number), str(review.version), review.text, scores)
    who = (*halves(member[1]), review.email, member[0])
    return (*head, str(review.scores.get("Overall", "")), *who, date, time, "no")


def _metareviews(bundle: Bundle) -> Rows:
    for said in bundle.decisions.values():
        if said.note or said.aside:
            yield (str(said.paper), "", "", said.words, said.note, said.aside, "", "")


def _members(bundle: Bundle) -> dict[str, tuple[str, str]]:
    return {person.email: (str(at), person.name) for at, person in enumerate(bundle.committee, 1)}


def _numbered(people: Iterator[Person]) -> dict[str, int]:
    return {email: at for at, email in enumerate(dict.fromkeys(person.email for person in people), 1)}


def _stamp(at: object) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else ""


def _yes(is_so: bool) -> str:  # noqa: FBT001 - what is said, not an option
    return "yes" if is_so else "no"


WRITERS = {
    "submission.csv": _submissions,
    "author.csv": _authors,
    "committee.csv": _committee,
    "committee_topic.csv": _committee_topics,
    "topics.csv": _topics,
    "submission_topic.csv": _topics_of_papers,
    "submission_field_value.csv": _fields,
    "bidding.csv": _bids,
    "assignment.csv": _assignments,
    "review.csv": _reviews,
    "metareview.csv": _metareviews,
}
