"""Reasons are found from what is known, proposed where they are guesses, and what people said is remembered."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from submissions.conflicts.institutions import institution_of
from submissions.conflicts.models import Alias, Conflict, Rules, Tie
from submissions.conflicts.services import NotYours, declare, set_by_organizer, settle
from submissions.models import Author, Paper, Workshop
from submissions.papers.conflicts import refresh_member, refresh_paper, refresh_person, refresh_workshop
from tests.factories import PublicationFactory
from tests.papers import complete_paper
from tests.personas import Persona


def found(paper: Paper, who: Persona) -> list[tuple[str, str]]:
    rows = Conflict.objects.filter(paper=paper, user=who.user).order_by("kind")
    return list(rows.values_list("kind", "state"))


def author_line(paper: Paper, **fields: object) -> None:
    """The paper's second author becomes this one."""
    Author.objects.filter(paper=paper, position=2).update(**{"user": None, "email": "x@y.example", **fields})
    refresh_paper(paper)


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


def test_an_author_with_a_role_is_in_conflict(paper: Paper, reviewer_elsewhere: Persona) -> None:
    author_line(paper, user=reviewer_elsewhere.user)
    assert found(paper, reviewer_elsewhere) == [("self", "active")]


def test_an_unproved_second_address_is_enough(paper: Paper, reviewer_elsewhere: Persona) -> None:
    EmailAddress.objects.create(user=reviewer_elsewhere.user, email="Second@Lake.example", verified=False)
    author_line(paper, email="second@lake.example")
    assert found(paper, reviewer_elsewhere) == [("self", "active")]


def test_an_orcid_is_enough(paper: Paper, reviewer_elsewhere: Persona) -> None:
    reviewer_elsewhere.user.orcid = "0000-0002-1825-0097"
    reviewer_elsewhere.user.save()
    author_line(paper, orcid="0000-0002-1825-0097")
    assert found(paper, reviewer_elsewhere) == [("self", "active")]


def test_a_conflict_goes_with_the_author_that_caused_it(paper: Paper, reviewer_elsewhere: Persona) -> None:
    author_line(paper, email=reviewer_elsewhere.user.email)
    author_line(paper)
    assert found(paper, reviewer_elsewhere) == []


@pytest.mark.parametrize(
    ("theirs", "mine", "state"),
    [
        ("Lake University", "Lake University", "active"),
        ("Dept. of Law, Lake University", "LAKE UNIVERSITY, Lakeside", "active"),
        ("Université de Montréal", "Universite de Montreal", "active"),
        ("Univ. of the Lake", "Lake University", "active"),
        ("Northfield Medical School", "", "proposed"),
        ("Independent researcher", "Independent Researcher", ""),
        ("Department of Computer Science, A", "Department of Computer Science, B", ""),
    ],
)
def test_institutions_are_compared_by_name_alias_and_domain(
    paper: Paper, reviewer_elsewhere: Persona, theirs: str, mine: str, state: str
) -> None:
    user = reviewer_elsewhere.user
    for name in ("univ of the lake", "lake university"):
        Alias.objects.create(workshop=paper.workshop, name=name, domain="lake.example")
    EmailAddress.objects.create(user=user, email="e@cs.northfield.ac.uk", verified=True)
    user.affiliation = mine
    user.save()
    author_line(paper, email="x@gmail.com", affiliation=theirs)
    assert found(paper, reviewer_elsewhere) == ([("institution", state)] if state else [])


def test_who_has_written_together_here_is_in_conflict_and_only_for_some_years(
    paper: Paper, reviewer_elsewhere: Persona, co_author: Persona, workshop: Workshop
) -> None:
    earlier = complete_paper(workshop, reviewer_elsewhere.user, co_author.user)
    refresh_paper(paper)
    assert found(paper, reviewer_elsewhere) == [("coauthor", "active")]

    Paper.objects.filter(pk=earlier.pk).update(created_at=workshop.created_at.replace(year=2015))
    refresh_paper(paper)
    assert found(paper, reviewer_elsewhere) == []


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Bastien Kowalczuk", "active"),
        ("Kowalczuk, Bastien", "active"),
        ("B. Kowalczuk", "proposed"),
        ("C. Kowalczuk", ""),
    ],
)
def test_the_list_of_ones_own_papers_names_co_authors(
    paper: Paper, reviewer_elsewhere: Persona, name: str, state: str
) -> None:
    PublicationFactory.create(user=reviewer_elsewhere.user, authors=["Elke Wanjiru", name], year=None)
    PublicationFactory.create(user=reviewer_elsewhere.user, authors=["Amara Okonkwo-Lind"], year=1999)
    refresh_paper(paper)
    assert found(paper, reviewer_elsewhere) == ([("coauthor", state)] if state else [])


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ({"email": "bastien.kowalczuk@example.org"}, "active"),
        ({"name": "Bastien Kowalczuk"}, "active"),
        ({"name": "B. Kowalczuk"}, "proposed"),
        ({"domain": "lake.example"}, ""),
    ],
)
def test_whom_a_reviewer_names_is_kept_apart(
    paper: Paper, reviewer_elsewhere: Persona, line: dict[str, str], state: str
) -> None:
    Tie.objects.create(user=reviewer_elsewhere.user, kind="family", **line)
    refresh_person(reviewer_elsewhere.user)
    assert found(paper, reviewer_elsewhere) == ([("relation", state)] if state else [])


def test_whom_the_authors_name_is_kept_apart(paper: Paper, reviewer_elsewhere: Persona) -> None:
    Tie.objects.create(paper=paper, name="E. Wanjiru")
    Tie.objects.create(paper=paper, email=reviewer_elsewhere.user.email)
    refresh_paper(paper)
    assert found(paper, reviewer_elsewhere) == [("by_author", "active")]


def test_what_was_waived_does_not_come_back_and_another_reason_does(
    paper: Paper, reviewer_elsewhere: Persona, organizer: Persona
) -> None:
    EmailAddress.objects.create(user=reviewer_elsewhere.user, email="e@lake.example", verified=True)
    author_line(paper, email="f@lake.example")
    settle(conflict=Conflict.objects.get(), by=organizer.user, holds=False)
    refresh_paper(paper)
    assert found(paper, reviewer_elsewhere) == [("institution", "waived")]

    EmailAddress.objects.create(user=reviewer_elsewhere.user, email="e@sea.example", verified=True)
    author_line(paper, email="f@sea.example")
    assert found(paper, reviewer_elsewhere) == [("institution", "waived"), ("institution", "active")]


def test_a_dismissed_guess_can_be_taken_up_again(
    paper: Paper, reviewer_elsewhere: Persona, organizer: Persona
) -> None:
    PublicationFactory.create(user=reviewer_elsewhere.user, authors=["B. Kowalczuk"])
    refresh_paper(paper)
    for holds, state in ((False, "waived"), (True, "active")):
        settle(conflict=Conflict.objects.get(), by=organizer.user, holds=holds)
        refresh_paper(paper)
        assert found(paper, reviewer_elsewhere) == [("coauthor", state)]


def test_what_people_said_stays_when_authors_change(
    paper: Paper, reviewer_elsewhere: Persona, organizer: Persona
) -> None:
    about = {"paper_id": paper.pk, "workshop_id": paper.workshop_id, "user": reviewer_elsewhere.user}
    declare(**about, reason="A neighbour.")  # type: ignore[arg-type]
    set_by_organizer(**about, reason="They share a grant.", by=organizer.user)  # type: ignore[arg-type]
    author_line(paper)
    assert found(paper, reviewer_elsewhere) == [("declared", "active"), ("organizer", "active")]


def test_nobody_settles_a_conflict_of_ones_own(paper: Paper, organizer: Persona) -> None:
    row = declare(paper_id=paper.pk, workshop_id=paper.workshop_id, user=organizer.user, reason="A cousin.")
    with pytest.raises(NotYours):
        settle(conflict=row, by=organizer.user, holds=False)
    with pytest.raises(NotYours):
        set_by_organizer(
            paper_id=paper.pk,
            workshop_id=paper.workshop_id,
            user=organizer.user,
            reason="",
            by=organizer.user,
        )


def test_an_author_is_never_waived_neither_by_service_nor_by_row(
    paper: Paper, reviewer_elsewhere: Persona, organizer: Persona
) -> None:
    author_line(paper, user=reviewer_elsewhere.user)
    row = Conflict.objects.get()
    with pytest.raises(NotYours):
        settle(conflict=row, by=organizer.user, holds=False)
    with pytest.raises(IntegrityError, match="self_conflict_is_never_waived"):
        Conflict.objects.filter(pk=row.pk).update(state="waived")


def test_somebody_new_is_compared_with_all_papers(
    paper: Paper, outsider: Persona, workshop: Workshop
) -> None:
    EmailAddress.objects.create(user=outsider.user, email="u@northfield.example", verified=True)
    paper.authors.create(position=9, name="Q", email="q@cs.northfield.example", affiliation="Northfield")
    refresh_member(outsider.user, workshop)
    assert found(paper, outsider) == [("institution", "active")]


def test_the_creator_counts_as_an_author(paper: Paper, author: Persona, reviewer_elsewhere: Persona) -> None:
    paper.authors.all().delete()
    Paper.objects.filter(pk=paper.pk).update(creator=reviewer_elsewhere.user)
    refresh_paper(Paper.objects.get(pk=paper.pk))
    assert found(paper, reviewer_elsewhere) == [("self", "active")]


def test_a_changed_rule_holds_for_the_whole_workshop(
    paper: Paper, reviewer_elsewhere: Persona, workshop: Workshop
) -> None:
    PublicationFactory.create(
        user=reviewer_elsewhere.user, authors=["Bastien Kowalczuk"], year=workshop.created_at.year - 6
    )
    Rules.objects.create(workshop=workshop, coauthor_years=10)
    refresh_workshop(workshop)
    assert found(paper, reviewer_elsewhere) == [("coauthor", "active")]


def test_detection_takes_the_same_queries_for_any_number_of_members_and_papers(
    paper: Paper, workshop: Workshop, organizer: Persona, reviewer_elsewhere: Persona, author: Persona
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            refresh_workshop(workshop)
        return len(queries)

    before = asked()
    complete_paper(workshop, author.user)
    assert asked() == before
