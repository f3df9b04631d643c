"""One paper, one's own review of it, and whether it can be written now: what the review's page is made from."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from reviews.assignment.access import AssignedPaper, assigned_paper
from reviews.reviewing import mine, services
from reviews.reviewing.criteria import Criteria
from reviews.reviewing.forms import Texts
from reviews.reviewing.models import Review
from reviews.reviewing.questionnaires import criteria_of
from reviews.reviewing.writing import Draft, known_text
from submissions.accounts.models import User
from submissions.web import SignedInRequest, arrived_at


@dataclass(frozen=True)
class Desk:
    user: User
    assigned: AssignedPaper
    review: Review | None
    window: mine.Window
    at: datetime
    criteria: Criteria
    is_text_view: bool

    @cached_property
    def pages(self) -> list[mine.PageView]:
        return mine.pages_of(self.assigned.paper, self.assigned.assignment.ref)

    @property
    def saved_texts(self) -> Texts:
        return services.texts_of(self.review)

    def draft(self, texts: Texts) -> Draft:
        paper = self.assigned.paper
        known = known_text([paper.title, paper.abstract, *(page.text for page in self.pages)])
        return Draft(self.criteria, texts, self.user, known)


def desk_of(request: SignedInRequest, slug: str, ref: str) -> Desk:
    """Raises Http404 for everybody but the paper's reviewer."""
    assigned = assigned_paper(request.user, slug, ref)
    workshop = assigned.assignment.paper.workshop
    own = mine.review_of(assigned.assignment)
    at = arrived_at(request, workshop)
    return Desk(
        user=request.user,
        assigned=assigned,
        review=own,
        window=mine.window(assigned.assignment, own, at, released=mine.is_released(workshop)),
        at=at,
        criteria=criteria_of(own, workshop),
        is_text_view=request.GET.get("view") == "text",
    )
