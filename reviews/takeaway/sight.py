"""Whose eyes a take-away is made with: an organizer's, or those of whoever runs the server."""

from dataclasses import dataclass

from django.db.models import QuerySet

from reviews.decisions.models import Decision
from submissions.accounts.models import User
from submissions.papers.access import handled_by, withheld_from
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

ACCEPTED = (Decision.Outcome.TALK, Decision.Outcome.POSTER)


@dataclass(frozen=True)
class Sight:
    """`user` is None for whoever runs the server, who sees everything."""

    workshop: Workshop
    user: User | None = None

    def papers(self) -> QuerySet[Paper]:
        """Those that were ever submitted, as far as they may be seen, by number."""
        every = Paper.objects.filter(workshop=self.workshop)
        seen = every if self.user is None else handled_by(self.user, self.workshop)
        return seen.exclude(state=Paper.State.DRAFT).exclude(title="").order_by("number")

    def accepted(self) -> QuerySet[Paper]:
        """Accepted papers whose files this sight may have."""
        released = {"state": Decision.State.RELEASED, "outcome__in": ACCEPTED}
        decided = Decision.objects.filter(paper__workshop=self.workshop, **released)
        return self.papers().filter(pk__in=decided.values("paper"), state=Paper.State.SUBMITTED)

    def withheld(self) -> list[int]:
        """The numbers of papers that are left out."""
        if self.user is None:
            return []
        return list(
            withheld_from(self.user, self.workshop).order_by("number").values_list("number", flat=True)
        )
