import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from submissions.conflicts.institutions import institution_of
from submissions.conflicts.models import Conflict
from submissions.conflicts.services import Authorship, detect_for_member, detect_for_paper
from submissions.models import Paper, Workshop
from submissions.papers.selectors import authorships, authorships_of
from tests.personas import Persona


def found(paper: Paper, who: Persona) -> list[tuple[str, str]]:
    return list(Conflict.objects.filter(paper=paper, user=who.user).values_list("kind", "state"))


@pytest.mark.parametrize(
    ("address", "institution"),
    [
        ("a@cs.northfield.ac.uk", "northfield.ac.uk"),
        ("a@northfield.ac.uk", "northfield.ac.uk"),
        ("a@MAIL.Southmere.edu", "southmere.edu"),
        ("a@gmail.com", None),
        ("a@example.org", None),
        ("a@ac.uk", None),
        ("no address", None),
    ],
)
def test_an_institution_is_the_registrable_domain(address: str, institution: str | None) -> None:
    assert institution_of(address) == institution


def test_an_author_with_a_role_is_in_conflict(
    paper: Paper, reviewer_elsewhere: Persona, workshop: Workshop
) -> None:
    detect_for_paper(paper.pk, workshop, [Authorship(paper.pk, "x@y.example", reviewer_elsewhere.user.pk)])

    assert found(paper, reviewer_elsewhere) == [("self", "active")]


def test_an_unproved_second_address_is_enough(
    paper: Paper, reviewer_elsewhere: Persona, workshop: Workshop
) -> None:
    EmailAddress.objects.create(user=reviewer_elsewhere.user, email="Second@Lake.example", verified=False)
    detect_for_paper(paper.pk, workshop, [Authorship(paper.pk, "second@lake.example", None)])

    assert found(paper, reviewer_elsewhere) == [("self", "active")]


def test_a_conflict_goes_with_the_author_that_caused_it(
    paper: Paper, reviewer_elsewhere: Persona, workshop: Workshop
) -> None:
    detect_for_paper(paper.pk, workshop, [Authorship(paper.pk, reviewer_elsewhere.user.email, None)])
    detect_for_paper(paper.pk, workshop, [Authorship(paper.pk, "x@y.example", None)])

    assert found(paper, reviewer_elsewhere) == []


def test_a_waiver_and_a_declared_conflict_are_remembered(
    paper: Paper, reviewer_elsewhere: Persona, workshop: Workshop
) -> None:
    EmailAddress.objects.create(user=reviewer_elsewhere.user, email="e@lake.example", verified=True)
    line = Authorship(paper.pk, "f@lake.example", None)
    detect_for_paper(paper.pk, workshop, [line])
    Conflict.objects.filter(kind="institution").update(state="waived")
    Conflict.objects.create(paper=paper, user=reviewer_elsewhere.user, kind="declared")
    detect_for_paper(paper.pk, workshop, [line])

    assert sorted(found(paper, reviewer_elsewhere)) == [("declared", "active"), ("institution", "waived")]


def test_somebody_new_is_compared_with_all_papers(
    paper: Paper, outsider: Persona, workshop: Workshop
) -> None:
    EmailAddress.objects.create(user=outsider.user, email="u@northfield.example", verified=True)
    paper.authors.create(position=9, name="Q", email="q@cs.northfield.example", affiliation="Northfield")
    detect_for_member(outsider.user, authorships(workshop))

    assert found(paper, outsider) == [("institution", "active")]


def test_the_creator_counts_as_an_author(paper: Paper, author: Persona, workshop: Workshop) -> None:
    paper.authors.all().delete()

    assert authorships_of(paper) == [Authorship(paper.pk, author.user.email, author.user.pk)]


def test_detection_takes_the_same_queries_for_any_number_of_members(
    paper: Paper, workshop: Workshop, organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    with CaptureQueriesContext(connection) as queries:
        detect_for_paper(paper.pk, workshop, [Authorship(paper.pk, "x@y.example", None)])

    assert len(queries) == 3
