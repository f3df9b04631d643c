"""What an organizer learns of a paper that is withheld: its number, and who handles it."""

from dataclasses import dataclass

from django.db.models import Value

from submissions.accounts.models import User
from submissions.papers.access import handlers_of, withheld_from
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


def withheld(user: User, workshop: Workshop) -> list[Withheld]:
    """By number, whatever has become of them. Two queries, and one more where there are any."""
    papers = list(withheld_from(user, workshop).only("number", "creator_id", "workshop_id"))
    if not papers:
        return []
    per_paper = [handlers_of(paper).order_by().annotate(of=Value(paper.pk)) for paper in papers]
    first, *others = [people.values_list("of", "name", "email") for people in per_paper]
    names: dict[int, list[str]] = {paper.pk: [] for paper in papers}
    for pk, name, email in sorted(first.union(*others), key=lambda row: row[1:]):
        names[pk].append(name or email)
    return [Withheld(paper.number, tuple(names[paper.pk])) for paper in papers]
