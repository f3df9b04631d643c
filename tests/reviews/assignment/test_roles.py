"""Reviewing and handling exclude each other: who handles a paper has seen its authors."""

from reviews.assignment.pool import pool
from submissions.models import Membership, Paper, Workshop
from submissions.papers.access import handled_by, withheld_from
from submissions.workshops.services import add_member
from tests.personas import Persona


def test_an_organizer_is_not_in_the_pool_of_reviewers(
    workshop: Workshop, organizer: Persona, reviewer: Persona, paper: Paper
) -> None:
    add_member(workshop=workshop, user=organizer.user, role=Membership.Role.REVIEWER)

    assert [member.pk for member in pool(workshop)] == [reviewer.user.pk]


def test_a_reviewer_who_becomes_an_organizer_stays_blind_on_the_paper_to_review(
    workshop: Workshop, reviewer: Persona, paper: Paper, own_paper: Paper
) -> None:
    add_member(workshop=workshop, user=reviewer.user, role=Membership.Role.ORGANIZER)

    assert list(handled_by(reviewer.user, workshop)) == [own_paper]
    assert list(withheld_from(reviewer.user, workshop)) == [paper]
    assert reviewer.get(f"/{workshop.slug}/desk/papers/{paper.ref}/").status_code == 404
    assert paper.authors.all()[0].name not in reviewer.get(f"/{workshop.slug}/desk/papers/").content.decode()
