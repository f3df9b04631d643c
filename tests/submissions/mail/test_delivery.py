"""A letter is sent once, tried again after an outage, and recorded as failed when it is refused."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_string

import pytest
import time_machine
from pytest_django import Settings

from submissions import clock
from submissions.jobs import tasks
from submissions.mail import delivery, services, throttle
from submissions.models import Job, Letter
from tests.factories import LetterFactory
from tests.services import free_port
from tests.submissions.mail import smtp

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[smtp.Server]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp.running() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def write(key: str = "1", to: str = "Jana@Northfield.example") -> Letter:
    context = {
        "by": {"name": "Jana Lindqvist", "email": "jana@northfield.example"},
        "workshop": {"name": "A & B"},
        "paper": {"number": 7, "title": "Less <is> More"},
        "url": "http://localhost/",
    }
    return services.write("withdrawn", to=to, key=key, context=context, reply_to=["chair@example.org"])


def work(letter: Letter, *, after: timedelta = timedelta()) -> Letter:
    """Let a worker come by after this time; return the letter as it then is."""
    with time_machine.travel(clock.now() + after, tick=True):
        for job in Job.objects.filter(kind="mail.send", object_id=letter.pk):
            tasks.run_job(job.pk)
    return Letter.objects.get(pk=letter.pk)


def test_a_letter_is_sent_with_its_headers(server: smtp.Server) -> None:
    assert work(write()).state == Letter.State.SENT
    message = message_from_string(server.mails[0])
    assert message["To"] == "jana@northfield.example"
    assert message["Reply-To"] == "chair@example.org"
    assert message["Auto-Submitted"] == "auto-generated"


def test_plain_text_is_not_written_as_html(server: smtp.Server) -> None:
    assert "Less <is> More" in write().body


def test_the_same_letter_twice_is_one(server: smtp.Server) -> None:
    first, second = write(), write()
    work(first)
    work(second)
    assert first == second
    assert len(server.mails) == 1


def test_long_keys_that_differ_are_two_letters() -> None:
    key = "k" * 300
    assert write(f"{key}1") != write(f"{key}2")


def test_a_sent_letter_is_not_sent_again_by_a_second_job(server: smtp.Server) -> None:
    letter = work(write())
    Job.objects.create(kind="mail.send", object_id=letter.pk)
    work(letter)
    assert len(server.mails) == 1
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_a_refused_address_is_recorded_at_once(server: smtp.Server) -> None:
    server.answer_to_recipient = "550 no such user"
    letter = work(write())
    assert letter.state == Letter.State.FAILED
    assert letter.error == "The mail server does not take letters to this address: 550 no such user"
    assert letter.events.get().detail == letter.error
    assert Job.objects.get().state == Job.State.FAILED


def test_a_busy_server_is_asked_again(server: smtp.Server) -> None:
    server.answer_to_recipient = "451 greylisted, come back"
    assert work(write()).state == Letter.State.QUEUED
    server.answer_to_recipient = "250 ok"
    assert work(Letter.objects.get(), after=timedelta(seconds=20)).state == Letter.State.SENT
    assert len(server.mails) == 1


def test_an_outage_of_a_day_loses_no_letter(server: smtp.Server, settings: Settings) -> None:
    settings.EMAIL_PORT = free_port()
    letter = write()
    for hours in range(24):
        assert work(letter, after=timedelta(hours=hours)).state == Letter.State.QUEUED
    letter.refresh_from_db()
    assert letter.error == "The mail server cannot be reached: connection refused"
    settings.EMAIL_PORT = server.port
    assert work(letter, after=timedelta(hours=25)).state == Letter.State.SENT
    assert len(server.mails) == 1


def test_waits_grow_and_end_after_two_days(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    letter = write()
    ages = (timedelta(), timedelta(minutes=10), timedelta(hours=5))
    waits = []
    for age in ages:
        with time_machine.travel(letter.created_at + age, tick=False):
            waits.append(delivery.wait_after(letter))
    assert waits == [timedelta(seconds=15), timedelta(minutes=5), timedelta(hours=1)]
    assert work(letter, after=timedelta(hours=49)).state == Letter.State.FAILED


def test_a_letter_keeps_its_message_id_and_the_id_counts_nothing() -> None:
    one, other = LetterFactory.build(pk=1, key="a"), LetterFactory.build(pk=2, key="a")
    message_ids = [delivery.message_of(letter).extra_headers["Message-ID"] for letter in (one, other)]
    assert message_ids[0] == message_ids[1]


def test_a_letter_whose_job_has_failed_is_failed_too() -> None:
    letter, waiting = write("1"), write("2")
    Job.objects.filter(object_id=letter.pk).update(state=Job.State.FAILED, finished_at=clock.now())
    delivery.settle()
    letter.refresh_from_db()
    waiting.refresh_from_db()
    assert (letter.state, waiting.state) == (Letter.State.FAILED, Letter.State.QUEUED)


def test_it_carries_plain_text_and_html_in_which_nothing_typed_is_a_tag(server: smtp.Server) -> None:
    work(write())
    message = message_from_string(server.mails[0])
    plain, html = (part.get_payload(decode=True).decode() for part in message.get_payload())  # type: ignore[union-attr]
    assert "Less <is> More" in plain
    assert "Less &lt;is&gt; More" in html


def test_a_digest_can_be_unsubscribed_with_one_click(server: smtp.Server) -> None:
    letter = LetterFactory.build(key="d", unsubscribe_url="https://example.org/off/")
    headers = delivery.message_of(letter).message()
    assert headers["List-Unsubscribe"] == "<https://example.org/off/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("state", ["held", "draft", "withdrawn"])
def test_a_letter_that_is_not_to_go_stays(server: smtp.Server, state: str) -> None:
    letter = write()
    Letter.objects.update(state=state)
    assert work(letter).state == state
    assert server.mails == []


def test_an_hours_limit_makes_the_rest_wait_and_loses_none(server: smtp.Server, settings: Settings) -> None:
    settings.MAIL_PER_HOUR = 2
    letters = [write(str(number)) for number in range(5)]
    for letter in letters:
        work(letter)
    assert len(server.mails) == 2
    assert throttle.done_by(3, clock.now()) == pytest.approx(
        clock.now() + timedelta(hours=1), abs=timedelta(seconds=9)
    )
    for hours in (1.1, 2.2):
        for letter in letters:
            work(letter, after=timedelta(hours=hours))
    assert len(server.mails) == 5


def test_a_worker_that_died_in_the_middle_leaves_a_line_in_the_letters_log(server: smtp.Server) -> None:
    letter = write()
    Letter.objects.update(taken_at=clock.now() - timedelta(minutes=1))
    assert work(letter).state == Letter.State.SENT
    assert [event.verb for event in letter.events.all()] == ["interrupted"]


def test_a_letter_replaced_while_a_server_refused_it_for_now_is_not_tried_again(server: smtp.Server) -> None:
    server.answer_to_recipient = "451 come back"
    letter = write()
    Letter.objects.update(matter="decision:1", taken_at=clock.now())
    newer = LetterFactory.create(matter="decision:1", to=letter.to)
    assert work(letter).state == Letter.State.WITHDRAWN
    assert newer.state == Letter.State.QUEUED
