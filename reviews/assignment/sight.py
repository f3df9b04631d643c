"""What an organizer is told of the papers withheld: their numbers, and who handles them."""

from dataclasses import dataclass

from django.db.models import Value

from submissions.accounts.models import User
from submissions.papers.access import handlers_of, withheld_from
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Withheld:
    number: int
    handlers: tuple[str, ...]

    @property
    def words(self) -> str:
        return f"Withheld: you are an author or in conflict. {self.handled_by}"

    @property
    def handled_by(self) -> str:
        if not self.handlers:
            return "Nobody can handle it yet: every organizer is an author or in conflict."
        return f"Handled by {', '.join(self.handlers)}."


def withheld(user: User, workshop: Workshop) -> tuple[Withheld, ...]:
    """By number, whatever has become of them. One query, and one more where there are any."""
    papers = list(withheld_from(user, workshop).only("number", "creator_id", "workshop_id"))
    names = _handlers(papers) if papers else {}
    return tuple(Withheld(paper.number, tuple(names[paper.pk])) for paper in papers)


def _handlers(papers: list[Paper]) -> dict[int, list[str]]:
    per_paper = [handlers_of(paper).order_by().annotate(of=Value(paper.pk)) for paper in papers]
    first, *others = [people.values_list("of", "name", "email") for people in per_paper]
    names: dict[int, list[str]] = {paper.pk: [] for paper in papers}
    for pk, name, email in sorted(first.union(*others), key=lambda row: row[1:]):
        names[pk].append(name or email)
    return names
