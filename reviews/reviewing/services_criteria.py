"""Changing what a review asks. What was handed in keeps the form that it answered."""

from django.db import transaction

from reviews.reviewing.criteria import Criteria
from reviews.reviewing.models import Questionnaire
from reviews.reviewing.questionnaires import current, kept
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.workshops.models import Workshop


class CriteriaChangedError(Exception):
    """Another organizer has changed the form since the page was made; nothing was saved."""


@transaction.atomic
def change_criteria(*, workshop: Workshop, criteria: Criteria, seen: int, by: User) -> Questionnaire:
    """The next form of a workshop; `seen` is the number of the one that was changed. The same again changes nothing."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    before = kept(current(workshop))
    if before.number != seen:
        raise CriteriaChangedError
    if before.criteria == criteria:
        return before
    record("criteria.changed", workshop_id=workshop.pk, actor_id=by.pk, number=before.number + 1)
    return Questionnaire.objects.create(
        workshop=workshop,
        number=before.number + 1,
        rows=criteria.to_json(),
        made_by=by,
        made_at=clock.now(workshop),
    )
