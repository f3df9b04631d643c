"""Who comes: asked by mail, answered by one link, counted for the room; a free place goes to the next in the list."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reviews.attendance import services
from reviews.attendance.models import Attendance, Inquiry
from reviews.decisions.models import Decision
from submissions import clock
from submissions.models import Letter, Paper, User, Workshop
from tests.factories import DecisionFactory, ReleaseFactory, UserFactory
from tests.papers import add_review, complete_paper
from tests.personas import Persona
from tests.reviews.desk.bare import bare

pytestmark = pytest.mark.django_db


def let_out(paper: Paper, outcome: str = "talk") -> None:
    DecisionFactory.create(paper=paper, outcome=outcome, state="released", released_at=clock.now())


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/attendance/"


@pytest.fixture
def accepted(workshop: Workshop, paper: Paper) -> Paper:
    let_out(paper)
    ReleaseFactory.create(workshop=workshop)
    return paper


@pytest.fixture
def link(workshop: Workshop, accepted: Paper, organizer: Persona) -> str:
    services.ask(workshop=workshop, due_at=clock.now() + timedelta(days=9), by=organizer.user)
    return f"/{workshop.slug}/attendance/{accepted.attendance.token}/"


def said(**changes: object) -> dict[str, object]:
    return {"presenter": "amara.okonkwo-lind@example.org", "state": "yes", "version": 0, **changes}


def test_before_release_it_is_not_there(organizer: Persona, page: str, paper: Paper) -> None:
    assert organizer.get(page).status_code == 404
    assert organizer.post(f"{page}ask/", {"due": "2030-01-01"}).status_code == 404


def test_nobody_but_organizers_reads_the_ledger(
    outsider: Persona, author: Persona, reviewer: Persona, page: str, accepted: Paper
) -> None:
    assert [who.get(page).status_code for who in (outsider, author, reviewer)] == [404, 404, 404]


def test_each_author_of_each_accepted_paper_is_asked_once(
    organizer: Persona, workshop: Workshop, page: str, accepted: Paper
) -> None:
    refused = complete_paper(workshop, UserFactory.create())
    let_out(refused, "reject")
    assert "Ask about 1 paper" in organizer.get(page).text
    for _ in range(2):
        organizer.post(f"{page}ask/", {"due": "2030-01-01"})
    letters = Letter.objects.filter(kind="attendance")
    assert {letter.to for letter in letters} == set(accepted.authors.values_list("email", flat=True))
    assert letters.count() == 2
    assert all(letter.reply_to == [organizer.user.email] for letter in letters)
    assert accepted.attendance.token in letters[0].body


def test_a_date_that_is_none_is_refused_and_nobody_is_asked(
    organizer: Persona, page: str, accepted: Paper
) -> None:
    assert organizer.post(f"{page}ask/", {"due": "soon"}).status_code == 422
    assert not Letter.objects.filter(kind="attendance").exists()


def test_opening_the_link_changes_nothing_and_answering_needs_no_account(
    visitor: Client, link: str, accepted: Paper
) -> None:
    for _ in range(2):
        assert visitor.get(link).status_code == 200
    assert Attendance.objects.get().version == 0
    answer = visitor.post(link, said(state="registered", proof="IJCAI-4711"), follow=True)
    assert "Thank you, that is noted." in answer.text
    row = Attendance.objects.get()
    assert (row.presenter_name, row.state, row.proof) == ("Amara Okonkwo-Lind", "registered", "IJCAI-4711")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"presenter": ""}, "Say who presents, or that nobody can come."),
        ({"state": "registered"}, "Give the number of the registration"),
        ({"state": "perhaps"}, "Select a valid choice"),
        ({"presenter": "else", "presenter_name": " "}, "Say who presents"),
    ],
)
def test_an_incomplete_answer_says_what_is_missing(
    visitor: Client, link: str, changes: dict[str, object], words: str
) -> None:
    answer = visitor.post(link, said(remark="Kept.", **changes))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Kept." in answer.text
    assert Attendance.objects.get().version == 0


def test_two_authors_who_answer_at_once_do_not_overwrite_each_other(visitor: Client, link: str) -> None:
    visitor.post(link, said())
    answer = visitor.post(link, said(state="cannot"))
    assert answer.status_code == 409
    assert "a co-author answered" in answer.text
    assert Attendance.objects.get().state == "yes"


def test_a_link_of_a_withdrawn_paper_is_void(visitor: Client, link: str, accepted: Paper) -> None:
    Paper.objects.filter(pk=accepted.pk).update(state="withdrawn", withdrawn_at=clock.now())
    assert (
        visitor.get(link).status_code == visitor.get(link.replace(link[-9:-1], "zzzzzzzz")).status_code == 404
    )


def test_the_invitation_letter_is_for_whoever_presents(visitor: Client, link: str, accepted: Paper) -> None:
    assert visitor.get(f"{link}invitation.txt").status_code == 404
    visitor.post(link, said(state="visa"))
    text = visitor.get(f"{link}invitation.txt").text
    assert "Amara Okonkwo-Lind (" in text
    assert accepted.title in text
    assert "{" not in text


def test_the_ledger_counts_for_the_room(organizer: Persona, visitor: Client, page: str, link: str) -> None:
    visitor.post(link, said())
    text = organizer.get(page).text
    assert "1 of 1" in text
    assert "comes in person" in text


def test_a_handler_notes_what_authors_said_by_another_way(
    organizer: Persona, organizer_in_conflict: Persona, page: str, link: str, accepted: Paper
) -> None:
    url = f"{page}papers/{accepted.ref}/"
    assert (
        organizer_in_conflict.get(url).status_code
        == organizer_in_conflict.post(url, said()).status_code
        == 404
    )
    organizer.post(url, said(presenter="else", presenter_name="A Colleague"))
    row = Attendance.objects.get()
    assert (row.presenter_name, row.presenter_email) == ("A Colleague", "")


def test_only_those_who_have_not_answered_are_reminded_once_a_day(
    organizer: Persona, visitor: Client, workshop: Workshop, page: str, link: str
) -> None:
    other = complete_paper(workshop, UserFactory.create())
    let_out(other, "poster")
    organizer.post(f"{page}ask/", {"due": "2030-01-01"})
    visitor.post(link, said())
    for _ in range(2):
        organizer.post(f"{page}ask/", {"do": "remind"})
    assert [letter.paper for letter in Letter.objects.filter(kind="attendance_reminder")] == [other]


def test_one_reminder_goes_by_itself_three_days_before(workshop: Workshop, link: str) -> None:
    assert services.remind_in_time() == 0
    Inquiry.objects.update(due_at=clock.now() + timedelta(days=2))
    assert [services.remind_in_time() for _ in range(2)] == [1, 0]


def test_a_paper_that_withdraws_frees_its_place_for_the_next_on_the_waiting_list(
    organizer: Persona, workshop: Workshop, page: str, accepted: Paper
) -> None:
    weak, strong = (complete_paper(workshop, UserFactory.create()) for _ in range(2))
    for paper, overall in ((weak, 2), (strong, 5)):
        add_review(paper, UserFactory.create(), overall=overall)
        let_out(paper, "wait")
    assert "Offer the free" not in organizer.get(page).text
    Paper.objects.filter(pk=accepted.pk).update(state="withdrawn", withdrawn_at=clock.now())
    text = bare(organizer.get(page))
    assert f"withdrawn: #{accepted.number}" in text or "No paper is accepted" in text
    url = f"{page}papers/{strong.ref}/offer/"
    assert organizer.get(page).context["waiting"][0].number == strong.number
    organizer.post(url, {"outcome": "talk"})
    assert Decision.objects.get(paper=strong).outcome == "talk"
    (letter,) = Letter.objects.filter(paper=strong)
    assert "is accepted as a talk" in letter.subject
    assert "not on the waiting list any more" in organizer.post(url, {"outcome": "talk"}, follow=True).text
    assert Letter.objects.filter(paper=strong).count() == 1


def test_its_queries_do_not_grow(
    organizer: Persona, workshop: Workshop, accepted: Paper, page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for at in range(9):
        let_out(complete_paper(workshop, UserFactory.create()), "poster" if at % 2 else "wait")
    services.ask(workshop=workshop, due_at=clock.now(), by=User.objects.get(pk=organizer.user.pk))
    with django_assert_max_num_queries(12):
        organizer.get(page)
