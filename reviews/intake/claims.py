"""Authors of papers that were brought in get a link each, in a step of its own: it makes the papers theirs."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from reviews.intake.models import Claim, Origin
from reviews.intake.wording import CLAIM
from submissions import clock
from submissions.accounts.models import User
from submissions.accounts.selectors import account_of
from submissions.log.services import record
from submissions.mail.models import Letter
from submissions.mail.services import write
from submissions.papers.access import handled_by
from submissions.papers.conflicts import refresh_member
from submissions.papers.models import Author, Paper
from submissions.papers.selectors import reply_to
from submissions.papers.services import claim_authorships
from submissions.workshops.models import Workshop

KIND = CLAIM.kind


def waiting(workshop: Workshop) -> QuerySet[Author]:
    """Lines of papers that were brought in whose authors have no proved account and no letter about this paper yet."""
    origin = Origin.objects.filter(paper=OuterRef("paper"), kind=Origin.Kind.PAPER)
    told = Letter.objects.filter(paper=OuterRef("paper"), to=OuterRef("email"), kind=KIND)
    proved = EmailAddress.objects.filter(email=OuterRef("email"), verified=True)
    papers = Paper.objects.filter(workshop=workshop, state=Paper.State.SUBMITTED)
    lines = (
        Author.objects.filter(Exists(origin), paper__in=papers).exclude(Exists(told)).exclude(Exists(proved))
    )
    return lines.select_related("paper__workshop").order_by("paper__number", "position")


def waiting_for(user: User, workshop: Workshop) -> QuerySet[Author]:
    """Those on papers that this organizer handles: what is shown, and counted."""
    return waiting(workshop).filter(paper__in=handled_by(user, workshop))


@transaction.atomic
def send(*, workshop: Workshop, by: User) -> int:
    """A letter for each author and paper, filed under the paper. Returns how many `by` may know of."""
    seen = set(waiting_for(by, workshop).values_list("pk", flat=True))
    lines = list(waiting(workshop))
    for line in lines:
        claim, _ = Claim.objects.get_or_create(workshop=workshop, email=line.email.lower())
        tell(line, claim)
    if seen:
        record("claims.sent", workshop_id=workshop.pk, actor_id=by.pk)
    return len(seen)


def tell(line: Author, claim: Claim) -> None:
    paper = line.paper
    write(
        KIND,
        to=line.email,
        key=f"{paper.ref}:{claim.token}",
        context={
            "workshop": paper.workshop,
            "name": line.name,
            "paper": paper,
            "url": settings.SITE_URL + reverse("claim", args=[claim.token]),
        },
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        reply_to=reply_to(paper),
    )


def needs_sign_in(claim: Claim) -> bool:
    """Whether the address belongs to an account that somebody has used: a link must not hand it over."""
    account = account_of(claim.email)
    return account is not None and (account.last_login is not None or account.has_usable_password())


@transaction.atomic
def take(*, claim: Claim) -> User | None:
    """The mailed link proves its address: the account is its owner's, and the papers with it. None: sign in first."""
    claim = Claim.objects.select_for_update().select_related("workshop").get(pk=claim.pk)
    if needs_sign_in(claim):
        return None
    user = _own(claim.email)
    claim_authorships(user)
    if claim.workshop.memberships.filter(user=user).exists():
        refresh_member(user, claim.workshop)
    Claim.objects.filter(pk=claim.pk).update(claimed_at=clock.now(claim.workshop))
    record("claim.taken", workshop_id=claim.workshop_id, actor_id=user.pk)
    return user


def _own(email: str) -> User:
    line = Author.objects.filter(email=email).order_by("-pk").first()
    user = account_of(email) or User.objects.create_user(
        email, name=line.name if line else "", affiliation=line.affiliation if line else ""
    )
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user
