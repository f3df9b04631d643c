"""Which form a review answers: the workshop's newest one, until it is handed in."""

from reviews.reviewing.criteria import ALWAYS, DEFAULT, Criteria
from reviews.reviewing.models import Questionnaire, Review
from submissions.workshops.models import Workshop


def current(workshop: Workshop) -> Questionnaire:
    """The newest form of a workshop; the usual one, not saved, where nobody has changed anything."""
    return Questionnaire.objects.filter(workshop=workshop).first() or Questionnaire(
        workshop=workshop, number=1, rows=DEFAULT.to_json()
    )


def kept(questionnaire: Questionnaire) -> Questionnaire:
    """The same, as a row that a review can point at."""
    if questionnaire.pk:
        return questionnaire
    return Questionnaire.objects.get_or_create(
        workshop=questionnaire.workshop,
        number=questionnaire.number,
        defaults={"rows": questionnaire.rows},
    )[0]


def answered_by(review: Review | None, workshop: Workshop) -> Questionnaire:
    """What was handed in keeps the form that it answered; everything else follows the newest one."""
    if review is not None and review.submitted_at is not None:
        return review.questionnaire
    return current(workshop)


def criteria_of(review: Review | None, workshop: Workshop) -> Criteria:
    return answered_by(review, workshop).criteria


def compared(workshop: Workshop) -> Criteria:
    """The scales that a workshop has of its own, beside those of every form."""
    return Criteria(each for each in current(workshop).criteria.scales if each.key not in ALWAYS)
