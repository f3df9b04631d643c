"""Writes: a workshop's own words for a kind of letter."""

from django.db import transaction

from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.mail.models import OwnText
from submissions.mail.texts import Editable
from submissions.workshops.models import Workshop


@transaction.atomic
def save_text(*, workshop: Workshop, editable: Editable, subject: str, body: str, by: User) -> None:
    """From now on letters of this kind are worded so. Raises ValidationError for an unknown placeholder."""
    editable.check(subject, body)
    OwnText.objects.update_or_create(
        workshop=workshop,
        kind=editable.kind,
        defaults={"subject": subject, "body": body, "by": by, "saved_at": clock.now(workshop)},
    )
    record("text.saved", workshop_id=workshop.pk, actor_id=by.pk, kind=editable.label)


@transaction.atomic
def drop_text(*, workshop: Workshop, editable: Editable, by: User) -> None:
    """Back to the site's own words."""
    gone, _ = OwnText.objects.filter(workshop=workshop, kind=editable.kind).delete()
    if gone:
        record("text.dropped", workshop_id=workshop.pk, actor_id=by.pk, kind=editable.label)
