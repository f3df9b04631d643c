"""Finds the reasons why a person must not judge a paper; knows no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from submissions.conflicts.facts import Lines, Member, Party
from submissions.conflicts.folding import Likeness, fold, likeness, name_parts
from submissions.conflicts.models import Conflict, Tie

Kind = Conflict.Kind
State = Conflict.State
SURE = {Likeness.YES: State.ACTIVE, Likeness.MAYBE: State.PROPOSED}
SHORTEST_LABEL = 5


@dataclass(frozen=True)
class Reason:
    """What is not certain is proposed."""

    paper_id: int
    user_id: int
    kind: Kind
    state: State
    words: str

    @property
    def key(self) -> tuple[int, int, str, str]:
        return self.paper_id, self.user_id, self.kind, self.words


def reasons(members: Iterable[Member], lines: Lines) -> Iterator[Reason]:
    for member in members:
        for paper_id, authors in lines.by_paper.items():
            for kind, state, words in _between(member, authors, lines.ties[paper_id]):
                yield Reason(paper_id, member.party.user_id or 0, kind, state, words[:300])


Found = tuple[Kind, State, str]


def _between(member: Member, authors: list[Party], ties: list[Tie]) -> Iterator[Found]:
    """Whoever wrote the paper is in conflict by that, and no further reason is looked for."""
    if any(member.party.is_same(author) for author in authors):
        yield Kind.SELF, State.ACTIVE, "is an author"
        return
    for author in authors:
        yield from _institution(member.party, author)
        yield from _coauthor(member, author)
        yield from _relation(member, author)
    for tie in ties:
        if state := _named(tie, member.party):
            yield Kind.BY_AUTHOR, state, "named by the authors"


def _institution(person: Party, author: Party) -> Iterator[Found]:
    if shared := person.domains & author.domains or person.places & author.places:
        yield Kind.INSTITUTION, State.ACTIVE, f"both at {min(shared)}"
    elif label := _label(person, author) or _label(author, person):
        yield Kind.INSTITUTION, State.PROPOSED, f"both at {label}, it seems"


def _label(one: Party, other: Party) -> str:
    """The name in the one's domain, if it stands in what the other calls the institution."""
    words = {word for place in other.places for word in place.split()}
    labels = {domain.partition(".")[0] for domain in one.domains}
    return min((label for label in labels & words if len(label) >= SHORTEST_LABEL), default="")


def _coauthor(member: Member, author: Party) -> Iterator[Found]:
    """What was written here is not named: it may be withheld from whoever reads the reason."""
    for joint in member.joints:
        if joint.partner.is_same(author):
            yield Kind.COAUTHOR, State.ACTIVE, f"has written with {author.shown_name}"
        elif state := SURE.get(likeness(joint.partner.name, author.name)):
            who = (
                author.shown_name
                if state == State.ACTIVE
                else f"{joint.partner.shown_name}, perhaps {author.shown_name}"
            )
            yield (
                Kind.COAUTHOR,
                state,
                f"wrote {joint.title} with {who}" if joint.title else f"has written with {who}",
            )


def _relation(member: Member, author: Party) -> Iterator[Found]:
    for tie in member.ties:
        if state := _named(tie, author):
            yield Kind.RELATION, state, f"{tie.get_kind_display()}: {author.shown_name}"


def _named(tie: Tie, person: Party) -> State | None:
    """Does this line mean that person? Surely by address, institution or full name, perhaps by an initial."""
    if tie.email in person.addresses or tie.domain in person.domains or fold(tie.name) in person.places:
        return State.ACTIVE
    return SURE.get(likeness(name_parts(tie.name), person.name))
