"""What goes, what stays for how long and why, when somebody is erased."""

from dataclasses import dataclass

from django.db.models import Q

from reviews.attendance.access import accepted_in
from reviews.decisions.models import Decision
from submissions.accounts.models import User
from submissions.papers.access import written_by
from submissions.papers.models import Author, Paper
from submissions.retention.selectors import is_over
from submissions.workshops.models import Membership, Workshop


@dataclass(frozen=True)
class Stays:
    paper: Paper
    why: str


@dataclass(frozen=True)
class Standing:
    """`hindrances` are what somebody has to settle before."""

    hindrances: list[str]
    stays: list[Stays]


def standing(user: User) -> Standing:
    papers = list(written_by(user).exclude(state=Paper.State.DRAFT).select_related("workshop").order_by("pk"))
    kept = [Stays(paper, why) for paper in papers if (why := why_kept(paper))]
    return Standing(_hindrances(user), kept)


def why_kept(paper: Paper) -> str:
    """Empty where the person's line on this paper goes, too."""
    if not is_over(paper.workshop) and paper.state == Paper.State.SUBMITTED:
        return "the workshop is not over: organizers and co-authors have to know whose paper it is. Afterwards it is looked at again."
    if accepted_in(paper.workshop).filter(pk=paper.pk).exists():
        return "it was accepted, and who wrote it is public record. The address goes."
    return ""


def _hindrances(user: User) -> list[str]:
    found = []
    if user.is_operator and not User.objects.filter(is_operator=True, is_active=True).exclude(pk=user.pk):
        found.append("You run this site, and nobody else does. Let somebody else run it first.")
    role = Membership.Role.ORGANIZER
    for workshop in Workshop.objects.filter(memberships__user=user, memberships__role=role).order_by("pk"):
        others = workshop.memberships.filter(role=role).exclude(user=user)
        if not is_over(workshop) and not others.exists():
            found.append(f"You are the only organizer of {workshop.name}. Add another one first.")
    decided = Decision.objects.filter(state=Decision.State.RELEASED).values("paper")
    begun = Paper.objects.filter(creator=user, state=Paper.State.SUBMITTED).exclude(pk__in=decided)
    fellows = Author.objects.exclude(Q(user=user) | Q(email=user.email))
    alone = begun.exclude(authors__in=fellows).select_related("workshop")
    found += [
        f"Paper #{paper.number} at {paper.workshop.name} has no other author. Withdraw it first, or wait for its decision."
        for paper in alone.distinct()
        if not is_over(paper.workshop)
    ]
    return found
