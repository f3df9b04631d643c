"""What the API says, as types: answers are made from them, and the document is written from them."""

from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from msgspec import Meta, Struct

SeenAs = Annotated[
    Literal["author", "handler", "reviewer"],
    Meta(description="As whom you see it; what you are told depends on that."),
]
Ref = Annotated[
    str, Meta(description="The paper's address for you: a reviewer has another one than its authors.")
]
Number = Annotated[int, Meta(description="The number by which people call the paper.", ge=1)]
Row = TypeVar("Row")


class Shape(Struct, frozen=True):
    pass


class Page(Shape, Generic[Row], frozen=True):
    """A page of a list, 50 rows at most."""

    rows: list[Row]
    next: Annotated[str | None, Meta(description="The address of the next page; null on the last one.")]


class Problem(Shape, frozen=True, kw_only=True):
    """Why there is no answer (RFC 9457)."""

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int
    detail: Annotated[str, Meta(description="What happened and what to do, for people.")]


class KeyInfo(Shape, frozen=True):
    """The token that was sent."""

    name: str
    scopes: list[str]
    workshop: Annotated[str | None, Meta(description="The one workshop that it is for; null where for all.")]
    expires_at: datetime


class Me(Shape, frozen=True):
    """Whose token this is."""

    name: str
    email: str
    token: KeyInfo


class Workshop(Shape, frozen=True):
    slug: str
    name: str
    title: str
    place: str
    starts_on: date | None
    ends_on: date | None
    roles: Annotated[list[str], Meta(description="Yours: organizer, guest, reviewer.")]


class Call(Shape, frozen=True):
    """A track with its own dates."""

    slug: str
    name: str
    opens_at: datetime
    due_at: datetime
    decisions_at: datetime | None
    camera_ready_at: datetime | None


class WorkshopDetail(Workshop, frozen=True):
    calls: list[Call]
    is_released: Annotated[bool, Meta(description="Whether decisions are out.")]
    withheld: Annotated[
        list[int],
        Meta(description="Numbers of papers that are left out: you wrote them, or are in conflict."),
    ]


class Answer(Shape, frozen=True):
    """An answer to a question of the organizers'."""

    question: str
    answer: str


class Paper(Shape, frozen=True):
    ref: Ref
    number: Number
    seen_as: SeenAs
    state: Literal["draft", "submitted", "withdrawn"]
    call: str
    title: str
    abstract: str
    kind: str
    topics: list[str]
    other_topic: str
    answers: list[Answer]
    submitted_at: datetime | None


class File(Shape, frozen=True):
    """`blind` is the copy that reviewers get; handlers see it, too."""

    kind: Literal["original", "blind", "final", "supplement"]
    version: int
    size: int | None
    sha256: str | None
    uploaded_at: datetime
    url: str


class PaperDetail(Paper, frozen=True):
    language_models: Annotated[str, Meta(description="What the authors say of their use of them.")]
    files: list[File]


class Author(Shape, frozen=True):
    """A line of an author list."""

    paper: Ref
    number: Number
    position: int
    name: str
    email: str
    affiliation: str
    country: Annotated[str, Meta(description="Two letters (ISO 3166), or empty.")]
    orcid: str


class Score(Shape, frozen=True):
    label: str
    value: int
    words: str


class Text(Shape, frozen=True):
    label: str
    text: str


class Review(Shape, frozen=True):
    """Authors get it once the decision is out, without name and time."""

    paper: Ref
    number: Number
    seen_as: SeenAs
    reviewer: Annotated[str | None, Meta(description="A name, for the paper's handlers and the reviewer.")]
    submitted_at: datetime | None
    scores: list[Score]
    texts: list[Text]


class Decision(Shape, frozen=True):
    paper: Ref
    number: Number
    seen_as: SeenAs
    outcome: Literal["talk", "poster", "wait", "reject"]
    state: Annotated[Literal["ready", "released"], Meta(description="Ready ones are their handlers' alone.")]
    note: Annotated[str | None, Meta(description="To the authors; not for reviewers.")]
    aside: Annotated[str | None, Meta(description="Among the handlers.")]
    released_at: datetime | None


class Assigned(Shape, frozen=True):
    """A paper that you review, without its authors."""

    ref: Ref
    number: Number
    state: Literal["submitted", "withdrawn"]
    title: str
    abstract: str
    kind: str
    topics: list[str]
    other_topic: str
    answers: list[Answer]
    due_at: Annotated[
        datetime | None, Meta(description="Until when the review can be changed; null: no more.")
    ]
    review: Literal["open", "begun", "submitted"]
    file: Annotated[str | None, Meta(description="The address of the reviewers' copy.")]


class ListedAuthor(Shape, frozen=True):
    name: str
    affiliation: str


class Accepted(Shape, frozen=True):
    """A line of the public accept list."""

    number: Number
    title: str
    abstract: str
    kind: str
    presentation: Literal["talk", "poster"]
    authors: list[ListedAuthor]


class Slot(Shape, frozen=True):
    starts_at: datetime
    ends_at: datetime
    title: str
    authors: list[str]
    number: int | None


class Session(Shape, frozen=True):
    kind: Literal["talks", "posters", "break", "other"]
    title: str
    room: str
    chair: str
    starts_at: datetime
    ends_at: datetime
    slots: list[Slot]


class Programme(Shape, frozen=True):
    """As it was published, in the time of the place."""

    zone: str
    sessions: list[Session]
