"""A paper that every organizer wrote or is in conflict with goes to a guest, who sees it and nothing else."""

import re
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reviews.committee.handing import TRIES
from submissions.mail.models import Letter
from submissions.models import Conflict, Entry, Handover, Membership, Paper, Workshop
from submissions.papers.access import handled_by, handlers_of
from tests.papers import add_review, complete_paper
from tests.personas import Persona, member

PAGES = (
    "desk",
    "desk-papers",
    "deskcheck",
    "deskcheck-sheet",
    "assignment",
    "decisions",
    "history",
    "outbox",
)
OF_ONE = ("desk-paper", "desk-paper-check", "desk-paper-reviews", "desk-paper-history", "assignment-paper")
FOR_ORGANIZERS = ("people", "release")


@pytest.fixture
def address(workshop: Workshop, own_paper: Paper) -> str:
    return reverse("handover", args=[workshop.slug, own_paper.number])


@pytest.fixture
def guest(address: str, organizer_author: Persona, outsider: Persona) -> Persona:
    answer = organizer_author.post(address, {"email": outsider.user.email}, follow=True)
    assert "handles #" in answer.content.decode()
    return outsider


def test_the_desk_names_what_nobody_can_handle_and_leads_to_the_guest(
    workshop: Workshop, own_paper: Paper, organizer_author: Persona, address: str, organizer: Persona
) -> None:
    Conflict.objects.create(paper=own_paper, user=organizer.user, kind="declared")
    desk = reverse("desk", args=[workshop.slug])
    for someone in (organizer_author, organizer):
        page = someone.get(desk).content.decode()
        assert "Nobody can handle this paper" in page
        assert address in page
        assert own_paper.title not in page
    assert organizer_author.get(address).status_code == 200


def test_as_long_as_somebody_handles_it_there_is_nothing_to_hand_over(
    organizer: Persona, organizer_author: Persona, address: str
) -> None:
    assert organizer.get(address).status_code == 404
    assert organizer_author.get(address).status_code == 404


def test_the_guest_sees_that_paper_alone_on_every_page(
    workshop: Workshop, own_paper: Paper, paper: Paper, guest: Persona
) -> None:
    for name in PAGES:
        page = guest.get(reverse(name, args=[workshop.slug]))
        assert page.status_code == 200, name
        assert paper.title not in page.content.decode()
    assert own_paper.title in guest.get(reverse("desk-papers", args=[workshop.slug])).content.decode()
    for name in OF_ONE:
        assert guest.get(reverse(name, args=[workshop.slug, own_paper.ref])).status_code == 200, name
        assert guest.get(reverse(name, args=[workshop.slug, paper.ref])).status_code == 404, name


def test_the_guest_does_not_run_the_workshop(workshop: Workshop, guest: Persona) -> None:
    for name in FOR_ORGANIZERS:
        assert guest.get(reverse(name, args=[workshop.slug])).status_code == 404, name


def test_a_guest_meets_no_link_and_no_button_that_does_not_open(
    workshop: Workshop, own_paper: Paper, guest: Persona, reviewer_elsewhere: Persona
) -> None:
    add_review(own_paper, reviewer_elsewhere.user)
    addresses = [
        *(reverse(name, args=[workshop.slug]) for name in (*PAGES, "conflicts", "progress")),
        *(reverse(name, args=[workshop.slug, own_paper.ref]) for name in OF_ONE),
    ]
    links, buttons = set[str](), set[str]()
    for address in addresses:
        page = guest.get(address).text
        links |= {urljoin(address, href) for href in re.findall(r'<a [^>]*href="([^"#?]+)', page)}
        buttons |= {urljoin(address, to) for to in re.findall(r'<form [^>]*action="([^"]+)', page)}
    desk = reverse("desk", args=[workshop.slug])
    answers = {each: guest.get(each) for each in links - set(addresses) if each.startswith(desk)}
    answers |= {each: guest.post(each) for each in buttons if each.startswith(desk)}
    for answer in answers.values():
        answer.close()
    assert [each for each, answer in answers.items() if answer.status_code == 404] == []


def test_the_guest_chooses_reviewers(
    workshop: Workshop, own_paper: Paper, guest: Persona, reviewer_elsewhere: Persona
) -> None:
    choose = reverse("assignment-paper", args=[workshop.slug, own_paper.ref])
    assert guest.post(choose, {"reviewer": reviewer_elsewhere.user.pk}).status_code == 302
    assert own_paper.assignments.get().reviewer == reviewer_elsewhere.user


def test_answers_about_the_paper_reach_the_guest_and_nobody_else(
    own_paper: Paper, guest: Persona, reviewer: Persona
) -> None:
    assert list(handlers_of(own_paper)) == [guest.user]
    assert {tuple(letter.reply_to) for letter in Letter.objects.filter(paper=own_paper)} == {
        (guest.user.email,)
    }


def test_what_the_guest_does_stays_hidden_from_those_in_conflict(
    workshop: Workshop, own_paper: Paper, guest: Persona, organizer_author: Persona, outsider: Persona
) -> None:
    desk = organizer_author.get(reverse("desk-papers", args=[workshop.slug])).content.decode()
    assert f"Handled by {guest.user.name}" in desk
    assert "Guest" not in organizer_author.get(reverse("outbox", args=[workshop.slug])).content.decode()
    assert (
        organizer_author.get(reverse("handover", args=[workshop.slug, own_paper.number])).status_code == 404
    )


def test_a_refusal_tells_no_reason_and_after_a_few_nothing_is_told(
    workshop: Workshop, own_paper: Paper, organizer_author: Persona, address: str, reviewer_elsewhere: Persona
) -> None:
    in_conflict = member(workshop, Membership.Role.GUEST, "Gil Harrow")
    Conflict.objects.create(paper=own_paper, user=in_conflict.user, kind="declared")
    pages = [
        organizer_author.post(address, {"email": who.user.email})
        for who in (in_conflict, reviewer_elsewhere, organizer_author)
    ]
    assert {page.status_code for page in pages} == {422}
    assert all("why is not told" in page.content.decode() for page in pages)
    assert not Handover.objects.exists()
    for _ in range(TRIES):
        last = organizer_author.post(address, {"email": in_conflict.user.email})
    assert "Five people could not" in last.content.decode()
    assert Entry.objects.filter(verb="handover.refused", paper=own_paper).count() == TRIES


def test_a_guest_who_turns_out_to_be_in_conflict_handles_it_no_more(
    workshop: Workshop, own_paper: Paper, guest: Persona, address: str, organizer_author: Persona
) -> None:
    Conflict.objects.create(paper=own_paper, user=guest.user, kind="declared")
    assert not handled_by(guest.user, workshop).exists()
    assert organizer_author.get(address).status_code == 200


def test_an_organizer_waits_while_a_conflict_is_only_proposed(
    workshop: Workshop, paper: Paper, organizer: Persona
) -> None:
    row = Conflict.objects.create(paper=paper, user=organizer.user, kind="coauthor", state="proposed")
    assert not handled_by(organizer.user, workshop).exists()
    Conflict.objects.filter(pk=row.pk).update(state="waived")
    assert list(handled_by(organizer.user, workshop)) == [paper]


def test_the_desk_of_a_guest_takes_twelve_queries_at_most(
    workshop: Workshop,
    own_paper: Paper,
    guest: Persona,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    add_review(own_paper, complete_paper(workshop, guest.user).creator)
    with django_assert_max_num_queries(12):
        guest.get(reverse("desk", args=[workshop.slug]))
