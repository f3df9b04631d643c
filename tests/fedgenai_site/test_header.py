import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import resolve
from pytest_django import DjangoAssertNumQueries

from fedgenai_site.hats import OWN_TABS, Hat, hat_of_page
from fedgenai_site.header import Header, build
from reviews.models import Assignment
from submissions.accounts.models import User
from submissions.models import Call, Membership, Paper, Workshop
from submissions.workshops.services import add_member, move_dates
from tests.factories import ReleaseFactory
from tests.personas import Persona

CALL = "/fedgenai-ijcai-25/"
SUBMIT = "/fedgenai-ijcai-25/submit/"
REVIEWS = "/fedgenai-ijcai-25/reviews/"


def header_of(user: User | AnonymousUser, path: str = CALL) -> Header:
    request = RequestFactory().get(path)
    request.user = user
    request.resolver_match = resolve(path)
    return build(request)


def labels(header: Header) -> tuple[list[str], list[str], list[str]]:
    """(tabs, hats, what is current of either)."""
    links = [*header.tabs, *header.hats]
    return (
        [tab.label for tab in header.tabs],
        [hat.label for hat in header.hats],
        [link.label for link in links if link.current],
    )


def move(workshop: Workshop, days: float) -> None:
    move_dates(workshop=workshop, by=timedelta(days=days))


def test_a_visitor_sees_the_call_and_its_deadline(workshop: Workshop) -> None:
    header = header_of(AnonymousUser())
    assert labels(header) == (["Call", "Check a PDF"], [], ["Call"])
    assert (header.phase, header.due_label) == ("Call open", "papers due")
    assert header.due == workshop.calls.get().due_at


def test_whoever_is_signed_in_may_become_an_author_while_the_call_is_open(
    workshop: Workshop, outsider: Persona
) -> None:
    assert labels(header_of(outsider.user)) == (["Call", "My papers"], ["Author"], ["Call", "Author"])


def test_nobody_becomes_an_author_after_closing(workshop: Workshop, outsider: Persona) -> None:
    move(workshop, -11)
    assert labels(header_of(outsider.user)) == (["Call", "Check a PDF"], [], ["Call"])


def test_an_author_stays_one_after_closing(workshop: Workshop, paper: Paper, co_author: Persona) -> None:
    move(workshop, -11)
    assert labels(header_of(co_author.user))[1] == ["Author"]


def test_the_hat_follows_the_page(workshop: Workshop, reviewer: Persona) -> None:
    add_member(workshop=workshop, user=reviewer.user, role=Membership.Role.ORGANIZER)
    assert labels(header_of(reviewer.user, SUBMIT)) == (
        ["Call", "My papers"],
        ["Organizer", "Reviewer", "Author"],
        ["My papers", "Author"],
    )
    assert labels(header_of(reviewer.user, REVIEWS))[2] == ["My reviews", "Reviewer"]
    assert labels(header_of(reviewer.user, CALL))[2] == ["Organizer"]


def test_an_organizer_has_the_desk(workshop: Workshop, organizer: Persona) -> None:
    header = header_of(organizer.user, "/fedgenai-ijcai-25/desk/papers/")
    places = ["Desk", "Papers", "People", "Assignment", "Reviews", "Decisions", "Mail", "Workshop"]
    assert labels(header) == (places, ["Organizer", "Author"], ["Papers", "Organizer"])


def test_pages_that_share_a_place_stand_in_a_second_row(workshop: Workshop, organizer: Persona) -> None:
    header = header_of(organizer.user, "/fedgenai-ijcai-25/desk/checks/")
    assert [part.label for part in header.parts] == ["Papers", "Desk check", "Dual submission"]
    assert [part.label for part in header.parts if part.current] == ["Desk check"]
    assert "Papers" in labels(header)[2]
    assert header_of(organizer.user, "/fedgenai-ijcai-25/desk/").parts == []


def test_a_page_of_another_role_gives_nobody_that_hat(workshop: Workshop, author: Persona) -> None:
    assert labels(header_of(author.user, REVIEWS))[1:] == (["Author"], ["Author"])


def test_a_reviewer_works_towards_the_reviews(workshop: Workshop, reviewer: Persona) -> None:
    header = header_of(reviewer.user, REVIEWS)
    assert (header.due_label, header.due) == ("reviews due", workshop.calls.get().reviews_due_at)


def test_authors_do_not_learn_when_reviews_are_due(workshop: Workshop, author: Persona) -> None:
    move(workshop, -15)
    assert header_of(author.user, SUBMIT).due_label == "decisions expected"


def test_an_organizer_works_towards_whatever_is_next(workshop: Workshop, organizer: Persona) -> None:
    assert header_of(organizer.user).due_label == "papers due"
    move(workshop, -15)
    assert header_of(organizer.user).due_label == "reviews due"
    move(workshop, -20)
    assert header_of(organizer.user).due_label == "decisions expected"


def test_only_those_who_may_know_see_that_papers_are_assigned(
    workshop: Workshop, author: Persona, reviewer: Persona, organizer: Persona
) -> None:
    move(workshop, -15)
    assert header_of(organizer.user).phase == "In review"
    assert header_of(reviewer.user).phase == "In review"
    assert header_of(author.user).phase == "Call closed"
    assert header_of(AnonymousUser()).phase == "Call closed"


def test_an_assignment_on_a_withheld_paper_does_not_show(
    workshop: Workshop, reviewer: Persona, organizer_in_conflict: Persona
) -> None:
    move(workshop, -15)
    assert Assignment.objects.count() == 1
    assert header_of(organizer_in_conflict.user).phase == "Call closed"


def test_a_reviewer_learns_nothing_of_others_assignments(
    workshop: Workshop, reviewer: Persona, reviewer_elsewhere: Persona
) -> None:
    move(workshop, -15)
    assert header_of(reviewer_elsewhere.user).phase == "Call closed"


def test_the_accept_list_has_a_tab_once_decisions_are_out(
    workshop: Workshop, author: Persona, organizer: Persona
) -> None:
    move(workshop, -40)
    for user in (AnonymousUser(), author.user, organizer.user):
        assert "Accepted" not in labels(header_of(user))[0]
    ReleaseFactory.create(workshop=workshop)
    for user in (AnonymousUser(), author.user, organizer.user):
        assert "Accepted" in labels(header_of(user))[0]
        assert header_of(user).phase == "Decisions are out"
    assert header_of(AnonymousUser()).accepted_url == "/fedgenai-ijcai-25/accepted/"


def test_a_rehearsal_stands_where_its_own_clock_says(workshop: Workshop) -> None:
    workshop.clock_offset = timedelta(days=11)
    workshop.save()
    assert header_of(AnonymousUser()).phase == "Call closed"


def test_a_page_without_a_workshop_leads_home(workshop: Workshop, outsider: Persona) -> None:
    header = header_of(outsider.user, "/accounts/login/")
    assert (header.home_url, header.workshop, header.tabs, header.hats) == ("/", None, [], [])


def test_a_missing_page_has_a_header_too(workshop: Workshop, visitor: Client) -> None:
    assert visitor.get("/no/such/page").status_code == 404
    response = visitor.get("/nobody-knows/")
    assert response.status_code == 404
    assert 'href="/">Workshops</a>' in response.text


@pytest.mark.parametrize("path", [CALL, SUBMIT])
def test_it_asks_at_most_three_times(
    workshop: Workshop,
    paper: Paper,
    organizer_author: Persona,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
) -> None:
    for days in (0, -15):
        move(workshop, days)
        with django_assert_max_num_queries(3):
            header_of(organizer_author.user, path)


def test_every_tab_is_current_on_its_own_page_and_on_no_other() -> None:
    for hat, tabs in OWN_TABS.items():
        for tab in tabs:
            assert [other.label for other in tabs if other.holds(tab.url_name)] == [tab.label]
            assert hat_of_page(tab.url_name) == (Hat.ORGANIZER if hat == Hat.GUEST else hat)
    assert hat_of_page("call") is None
    assert hat_of_page("invitation") is None
    assert hat_of_page("desk-paper-pdf") == Hat.ORGANIZER
    assert hat_of_page("outcome") == Hat.AUTHOR


def test_the_page_says_it_in_words(workshop: Workshop, reviewer: Persona) -> None:
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reviewer.get(REVIEWS).text))
    assert "Call open · reviews due in 3" in text
    assert "Your role: Reviewer" in text


def test_of_several_calls_the_one_that_is_meant_is_named(workshop: Workshop) -> None:
    call = workshop.calls.get()
    Call.objects.create(
        workshop=workshop,
        slug="demos",
        opens_at=call.opens_at,
        due_at=call.closes_at,
        closes_at=call.closes_at,
    )
    assert header_of(AnonymousUser()).phase == "Papers: call open"
