"""What is known about authors and about those who might judge them, as plain data."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from submissions.accounts.models import User
from submissions.accounts.selectors import known_addresses
from submissions.conflicts.folding import fold, name_parts, places_in
from submissions.conflicts.institutions import institutions_of
from submissions.conflicts.models import Alias, Tie
from submissions.publications.models import Publication
from submissions.workshops.models import Workshop

Name = tuple[str, str]


@dataclass(frozen=True)
class Authorship:
    """One author of one paper, as far as conflicts go. The creator of a paper counts as one."""

    paper_id: int
    email: str
    user_id: int | None
    name: str = ""
    affiliation: str = ""
    orcid: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Party:
    """A person as conflicts see one: an author, or a member of the workshop. `domains` are registrable."""

    user_id: int | None
    name: Name
    shown_name: str
    addresses: frozenset[str]
    domains: frozenset[str]
    places: frozenset[str]
    orcid: str

    def is_same(self, other: "Party") -> bool:
        return bool(
            (self.user_id is not None and self.user_id == other.user_id)
            or self.addresses & other.addresses
            or (self.orcid and self.orcid == other.orcid)
        )


@dataclass(frozen=True)
class Joint:
    """Something that a member wrote with somebody, by its title if it is from the member's own list."""

    partner: Party
    title: str = ""


@dataclass(frozen=True)
class Member:
    party: Party
    joints: tuple[Joint, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass
class Lines:
    """The authors of some papers, and whom these authors named."""

    by_paper: dict[int, list[Party]] = field(default_factory=lambda: defaultdict(list))
    ties: dict[int, list[Tie]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class Places:
    """Which domain an institution's name stands for in this workshop."""

    aliases: Mapping[str, str]

    def of(self, affiliation: str) -> tuple[set[str], set[str]]:
        """(domains, folded names)."""
        names = places_in(affiliation)
        return {self.aliases[name] for name in names if name in self.aliases}, names

    def joined(self, domains: set[str]) -> set[str]:
        """With what each domain stands for, where an organizer said that two are one institution's."""
        return domains | {self.aliases[name] for domain in domains if (name := fold(domain)) in self.aliases}


def places_of(workshop: Workshop) -> Places:
    return Places(dict(Alias.objects.filter(workshop=workshop).values_list("name", "domain")))


def lines_of(authorships: Iterable[Authorship], places: Places) -> Lines:
    """An author with an account has its addresses, ORCID and affiliation too."""
    rows = list(authorships)
    users = {user.pk: user for user in User.objects.filter(pk__in={row.user_id for row in rows})}
    known = known_addresses(users.values())
    found = Lines()
    for row in rows:
        user = users.get(row.user_id or 0)
        found.by_paper[row.paper_id].append(_author(row, user, known.get(row.user_id or 0, set()), places))
    for tie in Tie.objects.filter(paper__in=list(found.by_paper)):
        if tie.paper_id is not None:
            found.ties[tie.paper_id].append(tie)
    return found


def _author(row: Authorship, user: User | None, known: set[str], places: Places) -> Party:
    return _party(
        user,
        user_id=row.user_id,
        name=row.name or (user.name if user else ""),
        addresses={row.email.lower(), *known},
        orcid=row.orcid,
        affiliations=[row.affiliation],
        places=places,
    )


def members_of(
    users: Iterable[User], places: Places, history: Iterable[Authorship], *, since: datetime
) -> list[Member]:
    """`history` has all author lines of papers on this site that any of these people wrote."""
    people = list(users)
    known = known_addresses(people)
    joints = _listed(people, since)
    parties = [
        _party(user, user_id=user.pk, name=user.name, addresses=known[user.pk], places=places)
        for user in people
    ]
    for owner, joint in _written_here(parties, history, since, places):
        joints[owner].append(joint)
    ties: dict[int, list[Tie]] = defaultdict(list)
    for tie in Tie.objects.filter(user__in=people):
        ties[tie.user_id or 0].append(tie)
    return [
        Member(party, tuple(joints[party.user_id or 0]), tuple(ties[party.user_id or 0])) for party in parties
    ]


def stranger(user: User | None, *, name: str, email: str, affiliation: str, places: Places) -> Member:
    """Somebody who is only thought of: what was typed, and what an account with this address adds."""
    known = known_addresses([user])[user.pk] if user else set[str]()
    party = _party(
        user,
        user_id=user.pk if user else None,
        name=name or (user.name if user else ""),
        addresses={email.lower(), *known},
        affiliations=[affiliation],
        places=places,
    )
    ties = tuple(Tie.objects.filter(user=user)) if user else ()
    return Member(party, ties=ties)


def _party(
    user: User | None,
    *,
    user_id: int | None,
    name: str,
    addresses: set[str],
    places: Places,
    orcid: str = "",
    affiliations: Sequence[str] = (),
) -> Party:
    """What an account says is added to what was given."""
    domains, names = places.joined(institutions_of(addresses)), set()
    for affiliation in [*affiliations, user.affiliation if user else ""]:
        meant, named = places.of(affiliation)
        domains |= meant
        names |= named
    return Party(
        user_id=user_id,
        name=name_parts(name),
        shown_name=name,
        addresses=frozenset(addresses),
        domains=frozenset(domains),
        places=frozenset(names),
        orcid=orcid or (user.orcid if user else ""),
    )


def _listed(people: list[User], since: datetime) -> dict[int, list[Joint]]:
    """From the lists that people gave of their own papers. A paper without a year counts as recent."""
    found: dict[int, list[Joint]] = defaultdict(list)
    names = {user.pk: name_parts(user.name) for user in people}
    rows = Publication.objects.filter(user__in=people).values_list("user_id", "title", "year", "authors")
    for owner, title, year, authors in rows:
        if year is not None and year < since.year:
            continue
        when = f" ({year})" if year else ""
        for name in authors:
            parts = name_parts(name)
            if parts != names[owner]:
                nobody = frozenset[str]()
                partner = Party(None, parts, name, nobody, nobody, nobody, "")
                found[owner].append(Joint(partner, f"“{title[:120]}”{when}"))
    return found


def _written_here(
    members: list[Party], history: Iterable[Authorship], since: datetime, places: Places
) -> Iterable[tuple[int, Joint]]:
    papers: dict[int, list[Party]] = defaultdict(list)
    for row in history:
        if row.since is None or row.since >= since:
            papers[row.paper_id].append(_author(row, None, set(), places))
    for team in papers.values():
        for member in members:
            if any(member.is_same(author) for author in team):
                for author in team:
                    if not member.is_same(author):
                        yield member.user_id or 0, Joint(author)
