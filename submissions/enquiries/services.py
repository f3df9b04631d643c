"""Carries a question to those who may answer it, by mail; what they answer goes to whoever asked."""

from django.db import transaction

from submissions.mail.services import write_each
from submissions.papers.access import handlers_of
from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Membership, Workshop


@transaction.atomic
def ask(*, workshop: Workshop, name: str, email: str, words: str, paper: Paper | None = None) -> int:
    """About a paper it goes to its handlers and nobody else. Returns how many letters were written."""
    people = _people(workshop, paper)
    key = new_ref()
    write_each(
        "enquiry",
        to=people,
        key=key,
        context={"workshop": workshop, "paper": paper, "name": name, "email": email, "words": words},
        workshop_id=workshop.pk,
        paper_id=paper.pk if paper else None,
        reply_to=[email],
    )
    return len(people)


def _people(workshop: Workshop, paper: Paper | None) -> list[str]:
    if paper:
        return list(handlers_of(paper).values_list("email", flat=True))
    if workshop.enquiries:
        return [workshop.enquiries]
    organizers = workshop.memberships.filter(role=Membership.Role.ORGANIZER)
    return list(organizers.values_list("user__email", flat=True))
