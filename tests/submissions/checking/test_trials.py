"""A visitor's PDF: the real checks, and nothing left behind."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fedgenai_site.demo import world
from submissions import clock
from submissions.checking import trials
from submissions.models import Entry, Job, Letter, Paper, Trial, Version, Workshop
from tests.factories import JobFactory
from tests.papers import small_pdf
from tests.personas import Persona
from tests.responses import query_count
from tests.submissions.checking.working import work_off

LEAK = "Contact: amara@northfield.edu"


def send(client: Client, where: str = "/check/", pdf: bytes | None = None, **more: str) -> Any:
    file = SimpleUploadedFile("mine.pdf", small_pdf(LEAK) if pdf is None else pdf)
    return client.post(where, {"preset": "fedgenai-2025", "pdf": file, **more})


def stored() -> list[Path]:
    return list((Path(settings.MEDIA_ROOT) / "trials").glob("*"))


@pytest.fixture(autouse=True)
def no_files(db: None) -> None:
    for path in stored():
        path.unlink()


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_visitor_learns_what_the_check_finds(visitor: Client) -> None:
    where = send(visitor).headers["Location"]
    waiting = page(visitor, where)
    work_off()
    answer = page(visitor, where)

    assert "hx-get" in waiting
    assert "hx-get" not in answer
    for words in ("AN-002", "amara@northfield.edu", "<rect", "1 page checked"):
        assert words in answer


def test_the_pictures_are_of_the_pages_with_something_on_them(visitor: Client) -> None:
    where = send(visitor).headers["Location"]
    work_off()
    addresses = re.findall(r'<img src="([^"]+)"', page(visitor, where))
    picture = visitor.get(addresses[0])

    assert len(addresses) == 1
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/webp")
    assert picture.content[:4] == b"RIFF"
    assert "no-store" in picture.headers["Cache-Control"]


def test_a_picture_is_counted_among_all_pages_of_the_file(visitor: Client) -> None:
    where = send(visitor, pdf=world.pdf("paper-13-v1.pdf").read_bytes()).headers["Location"]
    work_off()
    answer = page(visitor, where)

    pages = re.findall(r"(\d+) pages checked", answer)
    assert answer.count("<img") < int(pages[0])
    assert re.findall(r"data-at[^>]*>\d+ / (\d+)<", answer) == pages


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_with_the_answer_and_the_answer_after_a_quarter_of_an_hour(visitor: Client) -> None:
    where = send(visitor).headers["Location"]
    assert len(stored()) == 1
    work_off()
    assert stored() == []

    Trial.objects.update(asked_at=clock.now() - timedelta(minutes=16))
    assert visitor.get(where).status_code == 404
    ref = Trial.objects.get().ref
    assert cache.get(f"trial:{ref}")
    assert trials.forget() == 1
    assert cache.get(f"trial:{ref}") is None
    assert visitor.get(f"/check/{ref}/pages/1.webp").status_code == 404
    assert not Trial.objects.exists()


def test_what_nobody_checked_is_deleted_too(visitor: Client) -> None:
    send(visitor)
    Trial.objects.update(asked_at=clock.now() - timedelta(minutes=16))
    trials.forget()

    assert stored() == []
    assert work_off() == [("check.trial", "done")]


def test_it_is_no_submission(visitor: Client, workshop: Workshop) -> None:
    send(visitor, f"/{workshop.slug}/check/")
    entries = Entry.objects.count()
    work_off()

    assert not Paper.objects.exists()
    assert not Version.objects.exists()
    assert not Letter.objects.exists()
    assert Entry.objects.count() == entries


def test_under_a_workshop_its_calls_rules_apply(visitor: Client, workshop: Workshop) -> None:
    workshop.calls.update(preset="acl")
    form = page(visitor, f"/{workshop.slug}/check/")
    where = send(visitor, f"/{workshop.slug}/check/").headers["Location"]

    assert "ACL: 8 pages" in form
    assert where.startswith(f"/{workshop.slug}/check/")
    assert Trial.objects.get().preset == "acl"
    assert "ACL: 8 pages" in page(visitor, where)


def test_elsewhere_the_rules_are_chosen(visitor: Client) -> None:
    send(visitor, preset="lncs")

    assert Trial.objects.get().preset == "lncs"


@pytest.mark.parametrize(
    ("pdf", "words"), [(b"PK\x03\x04 a docx", "a Word document"), (b"", "This file is empty")]
)
def test_what_is_no_pdf_is_refused_in_words(visitor: Client, pdf: bytes, words: str) -> None:
    answer = send(visitor, pdf=pdf)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert stored() == []


def test_unknown_rules_and_a_missing_file_are_refused(visitor: Client) -> None:
    assert send(visitor, preset="made-up").status_code == 422
    assert visitor.post("/check/", {"preset": "acl"}).status_code == 422
    assert not Trial.objects.exists()


def test_a_damaged_file_gets_an_answer(visitor: Client) -> None:
    where = send(visitor, pdf=b"%PDF-1.7\nbroken").headers["Location"]
    work_off()

    assert "1 thing to fix" in page(visitor, where)


def test_many_uploads_from_one_address_have_to_wait(visitor: Client) -> None:
    statuses = [send(visitor).status_code for _ in range(trials.PER_ADDRESS)]
    too_many = send(visitor)
    elsewhere = visitor.post(
        "/check/",
        {"preset": "acl", "pdf": SimpleUploadedFile("a.pdf", small_pdf())},
        REMOTE_ADDR="203.0.113.9",
    )

    assert set(statuses) == {302}
    assert too_many.status_code == 429
    assert 0 < int(too_many.headers["Retry-After"]) <= trials.WINDOW
    assert "try again in" in too_many.content.decode()
    assert elsewhere.status_code == 302


def test_a_full_queue_takes_no_more(visitor: Client) -> None:
    for number in range(trials.AT_ONCE):
        Trial.objects.create(preset="acl", file=f"trials/missing-{number}.pdf")

    assert send(visitor).status_code == 429


def test_it_says_when_others_are_before(visitor: Client) -> None:
    JobFactory.create(kind="check.pdf")
    where = send(visitor).headers["Location"]

    assert "it waits for a checker" in page(visitor, where)


def test_a_check_that_broke_off_says_so(visitor: Client) -> None:
    where = send(visitor).headers["Location"]
    Job.objects.filter(kind="check.trial").update(state="failed", finished_at=clock.now())

    answer = page(visitor, where)
    assert "The check broke off" in answer
    assert "hx-get" not in answer


@pytest.mark.parametrize("where", ["/check/", "/{}/check/"])
def test_an_address_that_nobody_got_holds_nothing(visitor: Client, workshop: Workshop, where: str) -> None:
    assert visitor.get(where.format(workshop.slug) + "z" * 16 + "/").status_code == 404


def test_a_workshop_that_is_not_there_checks_nothing(visitor: Client) -> None:
    assert visitor.get("/made-up/check/").status_code == 404
    assert send(visitor, "/made-up/check/").status_code == 404


def test_the_fragment_is_no_whole_page(visitor: Client) -> None:
    where = send(visitor).headers["Location"]
    fragment = visitor.get(where, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in fragment
    assert 'id="answer"' in fragment


def test_the_call_and_the_header_lead_a_visitor_there(visitor: Client, workshop: Workshop) -> None:
    call = page(visitor, f"/{workshop.slug}/")

    assert call.count(f'href="/{workshop.slug}/check/"') == 2


def test_whoever_is_signed_in_may_check_as_well(author: Persona, workshop: Workshop) -> None:
    assert send(author, f"/{workshop.slug}/check/").status_code == 302


def test_the_answer_takes_few_queries(visitor: Client, workshop: Workshop) -> None:
    where = send(visitor, f"/{workshop.slug}/check/").headers["Location"]
    work_off()

    assert query_count(visitor, where) <= 6
