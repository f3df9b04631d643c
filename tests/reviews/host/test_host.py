"""The hand-over: the host's dates, what is missing, and what has changed since the list was handed over."""

import hashlib
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from reviews.accepted.selectors import accepted_papers
from reviews.attendance import services as attending
from reviews.host.models import Delivery, HostDate
from submissions import clock
from submissions.models import AuthorLink, Paper, Workshop
from submissions.papers.authors import confirm
from tests.factories import DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/hand-over/"


def accept(paper: Paper) -> None:
    DecisionFactory.create(paper=paper, state="released", released_at=clock.now())


@pytest.fixture
def accepted(workshop: Workshop, paper: Paper) -> Paper:
    accept(paper)
    ReleaseFactory.create(workshop=workshop)
    return paper


def test_the_last_change_counts_a_corrected_name(accepted: Paper, workshop: Workshop) -> None:
    told = accepted_papers(workshop)[0].changed_at
    link = AuthorLink.objects.create(paper=accepted, email=accepted.authors.all()[0].email)
    with clock.replaying(told + timedelta(days=3)):
        confirm(link=link, name="Åsa Lindqvist", affiliation="Northfield", by=None)
    after = accepted_papers(workshop)[0]
    assert (after.authors[0].name, after.changed_at) == ("Åsa Lindqvist", told + timedelta(days=3))


def test_it_is_for_organizers(
    outsider: Persona, author: Persona, reviewer: Persona, page: str, accepted: Paper
) -> None:
    for who in (outsider, author, reviewer):
        assert who.get(page).status_code == 404
        assert who.post(f"{page}done/").status_code == 404
        assert who.post(f"{page}dates/", {"what": "x", "on": "2030-01-01"}).status_code == 404


def test_before_release_it_has_the_dates_and_no_list(organizer: Persona, page: str, paper: Paper) -> None:
    accept(paper)
    assert "Nothing to hand over yet" in organizer.get(page).text
    assert organizer.post(f"{page}done/").status_code == 404


def test_a_date_is_added_ticked_reopened_and_dropped(organizer: Persona, page: str) -> None:
    organizer.post(f"{page}dates/", {"what": "Accept list", "on": "2030-06-06", "owner": "Olga"})
    row = HostDate.objects.get()
    assert "6 June 2030: Accept list" in organizer.get(page).text
    url = f"{page}dates/{row.pk}/"
    organizer.post(url, {"do": "done"})
    assert "ticked by Olga Ferreira-Holm" in organizer.get(page).text
    organizer.post(url, {"do": "open"})
    row.refresh_from_db()
    assert row.done_at is None
    organizer.post(url, {"do": "drop"})
    assert organizer.post(url, {"do": "done"}).status_code == 404


def test_a_date_that_is_none_is_said_so_and_what_was_typed_is_kept(organizer: Persona, page: str) -> None:
    answer = organizer.post(f"{page}dates/", {"what": "Accept list", "on": "soon"})
    assert answer.status_code == 422
    assert "Accept list" in answer.text


def test_a_date_of_another_workshop_is_not_there(organizer: Persona, page: str) -> None:
    from tests.factories import WorkshopFactory

    row = HostDate.objects.create(workshop=WorkshopFactory.create(), what="x", on="2030-01-01")
    assert organizer.post(f"{page}dates/{row.pk}/", {"do": "drop"}).status_code == 404
    assert HostDate.objects.exists()


def test_what_is_missing_is_named_with_its_papers(organizer: Persona, page: str, accepted: Paper) -> None:
    assert f"No answer about who comes: #{accepted.number}" in organizer.get(page).text


def test_what_was_handed_over_is_known_by_its_hash_and_changes_since_are_told(
    organizer: Persona, organizer_in_conflict: Persona, workshop: Workshop, page: str, accepted: Paper
) -> None:
    content = organizer.get(f"/{workshop.slug}/desk/accepted.json").content
    for _ in range(2):
        organizer.post(f"{page}done/")
    delivery = Delivery.objects.get()
    assert delivery.sha256 == hashlib.sha256(content).hexdigest()
    assert "Since then nothing has changed." in organizer.get(page).text
    attending.answer(
        paper=accepted, state="yes", presenter_name="Amara", presenter_email="", proof="", remark="",
        version=0, by=None,
    )  # fmt: skip
    other = complete_paper(workshop, UserFactory.create(), title="A Late Paper")
    accept(other)
    for client in (organizer, organizer_in_conflict):
        text = client.get(page).text
        assert f"#{accepted.number}: presenter, in-person state" in text
        assert f"#{other.number} came: A Late Paper" in text
    Paper.objects.filter(pk=accepted.pk).update(state="withdrawn", withdrawn_at=clock.now())
    assert f"#{accepted.number} went:" in organizer.get(page).text


def test_its_queries_do_not_grow(
    organizer: Persona, workshop: Workshop, accepted: Paper, page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(9):
        accept(complete_paper(workshop, UserFactory.create()))
    organizer.post(f"{page}done/")
    with django_assert_max_num_queries(12):
        organizer.get(page)
