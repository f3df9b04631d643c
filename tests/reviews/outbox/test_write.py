"""Writing to a group: every letter is seen and counted before it goes, and a second press sends nothing twice."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from submissions import clock
from submissions.models import Call, Letter, Paper, Workshop
from tests.factories import DecisionFactory, UserFactory
from tests.papers import add_review, complete_paper
from tests.personas import Persona

pytestmark = pytest.mark.django_db
TEXT = {"subject": "About #{number}", "body": "Dear {name},\n\n{title}: see {url}\n"}


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/mail/write/"


def form(client: Persona, url: str, **fields: object) -> dict[str, object]:
    return {**TEXT, "ref": client.get(url).context["form"].initial["ref"], **fields}


def keys(client: Persona, url: str, data: dict[str, object]) -> list[str]:
    previews = client.post(url, {**data, "do": "preview"}).context["previews"]
    return [draft.recipient.key for draft, _ in previews]


def test_each_reader_gets_the_letter_that_was_previewed(organizer: Persona, page: str, paper: Paper) -> None:
    url = f"{page}?group=submitted"
    data = form(organizer, url)
    answer = organizer.post(url, {**data, "do": "preview"})
    assert "Send 2 letters" in answer.text
    assert "Dear Bastien Kowalczuk," in answer.text
    chosen = keys(organizer, url, data)
    organizer.post(url, {**data, "do": "send", "count": 2, "to": chosen})
    letters = Letter.objects.filter(kind="group").order_by("to")
    assert [letter.body.splitlines()[0] for letter in letters] == [
        "Dear Amara Okonkwo-Lind,",
        "Dear Bastien Kowalczuk,",
    ]
    assert {letter.subject for letter in letters} == {f"About #{paper.number}"}
    assert all(letter.paper == paper and letter.reply_to == [organizer.user.email] for letter in letters)


def test_nobody_selected_mails_nobody(organizer: Persona, page: str, paper: Paper) -> None:
    url = f"{page}?group=submitted"
    answer = organizer.post(url, form(organizer, url, do="send", count=2))
    assert answer.status_code == 409
    assert "Nobody is chosen, so nobody gets a letter." in answer.text
    assert not Letter.objects.exists()


def test_a_choice_other_than_the_buttons_number_is_counted_again_first(
    organizer: Persona, page: str, paper: Paper
) -> None:
    url = f"{page}?group=submitted"
    data = form(organizer, url)
    first = keys(organizer, url, data)[:1]
    answer = organizer.post(url, {**data, "do": "send", "count": 2, "to": first})
    assert "Send 1 letter<" in answer.text
    assert not Letter.objects.exists()
    organizer.post(url, {**data, "do": "send", "count": 1, "to": first})
    assert Letter.objects.count() == 1


def test_a_second_press_sends_nothing_twice(organizer: Persona, page: str, paper: Paper) -> None:
    url = f"{page}?group=submitted"
    data = form(organizer, url)
    sending = {**data, "do": "send", "count": 2, "to": keys(organizer, url, data)}
    organizer.post(url, sending)
    answer = organizer.post(url, sending, follow=True)
    assert "nothing was sent twice" in answer.text
    assert Letter.objects.count() == 2


def test_kept_as_drafts_they_wait_for_somebody_to_let_them_go(
    organizer: Persona, page: str, paper: Paper
) -> None:
    url = f"{page}?group=submitted"
    data = form(organizer, url)
    organizer.post(url, {**data, "do": "draft", "count": 2, "to": keys(organizer, url, data)})
    assert set(Letter.objects.values_list("state", flat=True)) == {"draft"}


def test_an_unknown_placeholder_is_refused_with_what_was_typed(
    organizer: Persona, page: str, paper: Paper
) -> None:
    url = f"{page}?group=submitted"
    answer = organizer.post(url, form(organizer, url, body="Dear {reviewer},", do="preview"))
    assert answer.status_code == 422
    assert "{reviewer} is no placeholder" in answer.text


def test_before_the_release_nobody_is_accepted(organizer: Persona, page: str, paper: Paper) -> None:
    decision = DecisionFactory.create(paper=paper, state="ready")
    assert organizer.get(f"{page}?group=accepted").context["total"] == 0
    decision.state, decision.released_at = "released", clock.now()
    decision.save()
    assert organizer.get(f"{page}?group=accepted").context["total"] == 2


def test_late_reviewers_are_those_who_owe(
    organizer: Persona, reviewer: Persona, page: str, paper: Paper
) -> None:
    add_review(paper, UserFactory.create(name="Done Already"))
    assert organizer.get(f"{page}?group=late").context["total"] == 0
    Call.objects.update(reviews_due_at=clock.now() - timedelta(days=1))
    url = f"{page}?group=late"
    text = organizer.post(url, form(organizer, url, do="preview")).text
    assert "Ravi Tessaro" in text
    assert "Done Already" not in text
    assert "Amara" not in text.split("Words</h2>")[1]


def test_people_of_a_withheld_paper_cannot_be_written_to(
    organizer_in_conflict: Persona, reviewer: Persona, page: str, paper: Paper
) -> None:
    for group in ("submitted", "owing"):
        answer = organizer_in_conflict.get(f"{page}?group={group}")
        assert answer.context["total"] == 0
        assert f"People of #{paper.number} are not among them" in answer.text


def test_its_queries_do_not_grow(
    organizer: Persona, workshop: Workshop, page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(9):
        add_review(complete_paper(workshop, UserFactory.create()), UserFactory.create())
    with django_assert_max_num_queries(12):
        organizer.get(page)
    with django_assert_max_num_queries(12):
        organizer.get(f"{page}?group=submitted")
