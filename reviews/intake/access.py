"""An intake is seen by whoever brought the files: they may tell of papers that other organizers must not know."""

from django.db.models import QuerySet
from django.http import Http404

from reviews.intake.models import Claim, Intake
from submissions.accounts.models import User
from submissions.workshops.models import Workshop


def intakes_of(user: User, workshop: Workshop) -> QuerySet[Intake]:
    return Intake.objects.filter(workshop=workshop, by=user)


def intake_of(user: User, workshop: Workshop, ref: str) -> Intake:
    intake = intakes_of(user, workshop).select_related("workshop", "by").filter(ref=ref).first()
    if intake is None:
        raise Http404
    return intake


def claim_by_token(token: str) -> Claim:
    claim = Claim.objects.select_related("workshop").filter(token=token).first()
    if claim is None:
        raise Http404
    return claim
