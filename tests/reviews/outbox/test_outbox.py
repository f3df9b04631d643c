"""The outbox: what an organizer sees of it, and what can be done to a letter before it goes."""

import pytest

from submissions import clock
from submissions.mail import services as mail
from submissions.models import Job, Letter, LetterEvent, Paper, Workshop
from tests.factories import LetterFactory
from tests.personas import Persona
from tests.reviews.desk.bare import bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/mail/"


@pytest.fixture
def letter(workshop: Workshop, paper: Paper) -> Letter:
    found: Letter = LetterFactory.create(
        workshop=workshop,
        paper=paper,
        subject="Please look",
        body="Dear all,\n\nsee http://localhost/invitations/abc123secret/ soon.\n",
    )
    return found


def url(page: str, letter: Letter) -> str:
    return f"{page}letters/{letter.ref}/"


def words(letter: Letter, **changes: object) -> dict[str, object]:
    return {"subject": letter.subject, "body": letter.body, "version": letter.version, **changes}


def test_states_are_counted_and_filter_the_list(organizer: Persona, page: str, workshop: Workshop) -> None:
    LetterFactory.create(workshop=workshop, subject="One that waits")
    LetterFactory.create(
        workshop=workshop, subject="One that came back", state="bounced", sent_at=clock.now()
    )
    text = organizer.get(page).text
    assert "queued 1" in text
    assert "bounced 1" in text
    for show in ("bounced", "lost"):
        text = organizer.get(f"{page}?show={show}").text
        assert "One that came back" in text
        assert "One that waits" not in text


@pytest.mark.parametrize("sought", ["{number}", "please LOOK", "{to}"])
def test_a_letter_is_found_by_paper_subject_and_address(
    organizer: Persona, page: str, letter: Letter, workshop: Workshop, sought: str
) -> None:
    LetterFactory.create(workshop=workshop, subject="Something else", to="other@example.org")
    assert letter.paper
    words = sought.format(number=f"#{letter.paper.number}", to=letter.to)
    found = organizer.get(page, {"q": words}).context["batches"]
    assert [batch.letters for batch in found] == [(letter,)]
    assert "No letter like that" in organizer.get(page, {"q": "#999"}).text


def test_a_letter_of_a_withheld_paper_is_in_no_list_and_no_count(
    organizer_in_conflict: Persona, page: str, letter: Letter
) -> None:
    assert organizer_in_conflict.get(url(page, letter)).status_code == 404
    before = bare(organizer_in_conflict.get(page))
    Letter.objects.filter(pk=letter.pk).delete()
    assert bare(organizer_in_conflict.get(page)) == before


def test_a_letter_is_edited_and_its_private_link_survives_unseen(
    organizer: Persona, page: str, letter: Letter
) -> None:
    answer = organizer.get(url(page, letter))
    assert "abc123secret" not in answer.text
    shown = answer.context["form"].initial["body"]
    assert "/invitations/…/" in shown
    changed = shown.replace("Dear all", "Dear both")
    organizer.post(url(page, letter), words(letter, body=changed, subject="Please look again"))
    letter.refresh_from_db()
    assert letter.subject == "Please look again"
    assert letter.body == "Dear both,\n\nsee http://localhost/invitations/abc123secret/ soon.\n"


def test_two_who_edit_at_once_do_not_overwrite_each_other(
    organizer: Persona, page: str, letter: Letter
) -> None:
    organizer.post(url(page, letter), words(letter, body="The first wins."))
    answer = organizer.post(url(page, letter), words(letter, body="The second is kept in the form."))
    assert answer.status_code == 409
    assert "The second is kept in the form." in answer.text
    letter.refresh_from_db()
    assert letter.body == "The first wins.\n"
    assert answer.context["form"].data["version"] == letter.version


@pytest.mark.parametrize(("state", "taken"), [("sent", True), ("queued", True), ("withdrawn", False)])
def test_what_has_gone_or_is_going_cannot_be_changed(
    organizer: Persona, page: str, letter: Letter, state: str, *, taken: bool
) -> None:
    sent = clock.now() if state == "sent" else None
    Letter.objects.filter(pk=letter.pk).update(
        state=state, taken_at=clock.now() if taken else None, sent_at=sent
    )
    assert organizer.post(url(page, letter), words(letter, body="Too late")).status_code == 409
    assert organizer.post(f"{url(page, letter)}act/", {"do": "withdraw"}).status_code == 409
    letter.refresh_from_db()
    assert letter.body != "Too late\n"


def test_a_letter_is_held_let_go_and_withdrawn_and_its_log_says_so(
    organizer: Persona, page: str, letter: Letter
) -> None:
    for verb, state in (("hold", "held"), ("go", "queued"), ("withdraw", "withdrawn")):
        organizer.post(f"{url(page, letter)}act/", {"do": verb})
        letter.refresh_from_db()
        assert letter.state == state
    assert [event.verb for event in LetterEvent.objects.all()] == ["held", "let go", "withdrawn"]
    text = organizer.get(url(page, letter)).text
    assert text.index("Written") < text.index("Held") < text.index("Let go") < text.index("Withdrawn")
    assert organizer.user.name in text


def test_one_letter_to_several_people_is_one_line_and_each_of_them_is_reached(
    organizer: Persona, page: str, workshop: Workshop
) -> None:
    alike = LetterFactory.create_batch(6, workshop=workshop, subject="To all of you")
    answer = organizer.get(page)
    assert [len(batch.letters) for batch in answer.context["batches"]] == [6]
    assert "and 2 more" in answer.text
    assert all(url(page, letter) in answer.text for letter in alike)


def lost(letter: Letter, **changes: object) -> Letter:
    words = {"state": "failed", "error": "550 No such user", "body": "It is a talk.", **changes}
    Letter.objects.filter(pk=letter.pk).update(**words)
    letter.refresh_from_db()
    return letter


def send_to(organizer: Persona, page: str, letter: Letter, to: str) -> str:
    answer = organizer.post(f"{url(page, lost(letter))}to/", {"to": to}, follow=True)
    letter.refresh_from_db()
    return answer.text


def test_a_letter_that_did_not_arrive_goes_to_another_address_and_the_log_says_which(
    organizer: Persona, page: str, letter: Letter
) -> None:
    before = letter.to
    assert "Enter a valid email address" in send_to(organizer, page, letter, "nobody")
    assert letter.state == "failed"
    text = send_to(organizer, page, letter, "Right@Example.org")
    assert (letter.to, letter.state, letter.error) == ("right@example.org", "queued", "")
    assert f"{before} → right@example.org" in text
    assert Job.objects.filter(kind="mail.send", object_id=letter.pk, state="queued").count() == 1


def test_the_desk_asks_about_a_letter_that_did_not_arrive_until_it_is_let_be(
    organizer: Persona, organizer_in_conflict: Persona, page: str, letter: Letter, workshop: Workshop
) -> None:
    desk, title = f"/{workshop.slug}/desk/", "Mail did not arrive"
    assert title not in organizer.get(desk).text
    lost(letter)
    assert title in organizer.get(desk).text
    assert title not in organizer_in_conflict.get(desk).text
    organizer.post(f"{url(page, letter)}act/", {"do": "aside"})
    assert title not in organizer.get(desk).text
    assert "Set aside" in organizer.get(url(page, letter)).text


def test_a_letter_that_arrived_goes_nowhere_else(organizer: Persona, page: str, letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=clock.now(), body="It is a talk.")
    answer = organizer.post(f"{url(page, letter)}to/", {"to": "right@example.org"})
    assert answer.status_code == 409
    assert Letter.objects.get().to == letter.to


def test_a_private_link_goes_to_no_other_address(organizer: Persona, page: str, letter: Letter) -> None:
    lost(letter, body=letter.body)
    assert "so it goes to no other" in organizer.get(url(page, letter)).text
    answer = organizer.post(f"{url(page, letter)}to/", {"to": "me@example.org"})
    assert answer.status_code == 409
    assert Letter.objects.get().to == letter.to


def test_a_letter_that_failed_does_not_follow_the_one_that_took_its_place(
    organizer: Persona, page: str, letter: Letter
) -> None:
    LetterFactory.create(matter="decision:1", to=letter.to, key="newer")
    LetterFactory.create(matter="decision:1", to="also@example.org", key="other")
    lost(letter, matter="decision:1")
    assert organizer.post(f"{url(page, letter)}act/", {"do": "go"}).status_code == 409
    for to in ("right@example.org", "also@example.org"):
        assert "another letter about the same matter" in send_to(organizer, page, letter, to)
    assert letter.state == "failed"


def test_an_act_that_does_not_exist_changes_nothing(organizer: Persona, page: str, letter: Letter) -> None:
    assert organizer.post(f"{url(page, letter)}act/", {"do": "explode"}).status_code == 422


def test_of_letters_about_one_matter_only_the_newest_waits(workshop: Workshop) -> None:
    for key in ("accept", "reject"):
        mail.write(
            "group",
            to="a@example.org",
            key=key,
            context={"name": "A"},
            text="decision_wait",
            matter="decision:1",
        )
    states = dict(Letter.objects.values_list("key", "state"))
    assert states == {"group:accept:a@example.org": "withdrawn", "group:reject:a@example.org": "queued"}


def test_the_time_at_which_a_limited_queue_is_done_counts_visible_letters_only(
    organizer: Persona, organizer_in_conflict: Persona, page: str, letter: Letter, settings: object
) -> None:
    settings.MAIL_PER_HOUR = 1  # type: ignore[attr-defined] # pytest-django's own
    assert "1 letter waits" in organizer.get(page).text
    assert "waits" not in organizer_in_conflict.get(page).text


def test_nobody_else_reads_it(
    outsider: Persona, author: Persona, reviewer: Persona, page: str, letter: Letter
) -> None:
    places = ("texts/", "texts/decision_accept/", "write/")
    for address in (page, url(page, letter), *(page + place for place in places)):
        for who in (outsider, author, reviewer):
            assert who.get(address).status_code == 404, (address, who.user.name)
