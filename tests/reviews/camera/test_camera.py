from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.accepted.selectors import accepted_papers
from reviews.camera import services
from reviews.models import Agreement, Final, Stage
from submissions import clock
from submissions.jobs import services as jobs
from submissions.models import Job, Letter, Paper, Workshop
from tests.factories import DecisionFactory, ReleaseFactory
from tests.papers import small_pdf
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(workshop: Workshop, paper: Paper, own_paper: Paper) -> Paper:
    for each in (paper, own_paper):
        DecisionFactory.create(paper=each, outcome="talk", state="released", released_at=clock.now())
    ReleaseFactory.create(workshop=workshop)
    return paper


@pytest.fixture
def desk(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/camera-ready/"


@pytest.fixture
def page(workshop: Workshop, accepted: Paper, organizer: Persona, desk: str) -> str:
    """Final versions are asked for."""
    answer = organizer.post(
        desk, {"due_at": "2099-07-01T23:59", "preset": "", "licence": "We agree to share."}
    )
    assert answer.status_code == 302
    return f"/{workshop.slug}/papers/{accepted.ref}/camera-ready/"


def upload(client: Persona, page: str, text: str) -> int:
    return client.post(page, {"pdf": SimpleUploadedFile("final.pdf", small_pdf(text))}).status_code


def checked() -> None:
    for row in Job.objects.filter(kind=services.KIND, state="queued"):
        job = jobs.claim(row.pk)
        assert job
        services.check(job)


def test_authors_are_asked_once_by_mail(page: str, organizer: Persona, desk: str) -> None:
    assert Letter.objects.filter(kind="camera_ready").count() == 3
    assert Stage.objects.get().due_at.isoformat() == "2099-07-02T11:59:00+00:00"
    organizer.post(desk, {"due_at": "2099-08-01T23:59", "preset": "", "licence": "We agree to share."})
    assert Letter.objects.filter(kind="camera_ready").count() == 3


def test_a_wrong_title_and_missing_names_are_caught(page: str, author: Persona) -> None:
    assert upload(author, page, "Another Title Altogether") == 302
    assert "being checked" in author.get(page).text
    checked()
    text = author.get(page).text
    assert "Names missing under the title" in text
    assert "Title differs from the form" in text
    assert "to fix in the PDF and the licence agreement" in text


def test_the_licence_is_agreed_to_as_it_is_worded(
    page: str, author: Persona, co_author: Persona, organizer: Persona, desk: str
) -> None:
    for person in (author, co_author):
        person.post(page, {"do": "agree"})
    said = Agreement.objects.get()
    assert (said.words, said.by) == ("We agree to share.", author.user)
    Stage.objects.update(reminded_at=clock.now())
    organizer.post(desk, {"due_at": "2099-07-01T23:59", "preset": "", "licence": "Something else."})
    assert "to earlier words" in organizer.get(desk).text
    assert Stage.objects.get().reminded_at is None
    assert "read and agree again" in co_author.get(page).text
    co_author.post(page, {"do": "agree"})
    assert Agreement.objects.get().by == co_author.user
    assert "to earlier words" not in organizer.get(desk).text


def changed_at(paper: Paper) -> datetime:
    return next(row.changed_at for row in accepted_papers(paper.workshop) if row.number == paper.number)


def test_a_handler_puts_a_title_right_and_the_pdf_is_compared_with_it(
    page: str, author: Persona, organizer: Persona, organizer_in_conflict: Persona, desk: str, accepted: Paper
) -> None:
    upload(author, page, "A Better Title")
    checked()
    assert "Title differs from the form" in author.get(page).text
    before = changed_at(accepted)
    wish = {"do": "title", "paper": accepted.ref, "title": "A Better Title"}
    assert organizer_in_conflict.post(desk, wish).status_code == 404
    assert "needs a title" in organizer.post(desk, wish | {"title": " "}, follow=True).text
    assert "its new title" in organizer.post(desk, wish | {"title": "A Better\r\n Title"}, follow=True).text
    checked()
    assert "Title differs from the form" not in author.get(page).text
    assert "A Better Title" in organizer.get(f"/{accepted.workshop.slug}/accepted/").text
    assert changed_at(accepted) > before, "the host is told"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 a Word file"])
def test_what_is_no_pdf_is_refused_in_words(page: str, author: Persona, data: bytes) -> None:
    answer = author.post(page, {"pdf": SimpleUploadedFile("final.docx", data)})
    assert answer.status_code == 422
    assert not Final.objects.exists()


def test_the_same_bytes_count_once(page: str, author: Persona) -> None:
    for text in ("One", "One", "Two"):
        upload(author, page, text)
    assert list(Final.objects.values_list("number", flat=True)) == [2, 1]


def test_organizers_see_who_is_late_and_remind(
    page: str, author: Persona, organizer: Persona, desk: str
) -> None:
    upload(author, page, "Final")
    author.post(page, {"do": "agree"})
    Final.objects.update(errors=0, report={"findings": [{"severity": "warning"}]})
    text = organizer.get(desk).text
    assert "1 paper lacks something" in text
    assert "1 to look at" in text
    organizer.post(f"{desk}remind/")
    assert [letter.to for letter in Letter.objects.filter(kind="camera_ready_reminder")] == [
        "oscar.nakagawa@example.org"
    ]


def test_an_organizer_in_conflict_sees_a_number_only(
    page: str, author: Persona, organizer_in_conflict: Persona, desk: str, accepted: Paper
) -> None:
    upload(author, page, "Final")
    text = organizer_in_conflict.get(desk).text
    assert accepted.title not in text
    final = Final.objects.get()
    address = f"/{accepted.workshop.slug}/desk/finals/{final.ref}.pdf"
    assert organizer_in_conflict.get(address).status_code == 404


def test_files_go_to_authors_and_handlers(
    page: str, author: Persona, organizer: Persona, outsider: Persona, accepted: Paper
) -> None:
    upload(author, page, "Final")
    final = Final.objects.get()
    own, handled = (
        f"/{accepted.workshop.slug}/{place}/{final.ref}.pdf" for place in ("papers/finals", "desk/finals")
    )
    assert author.get(own).getvalue() == organizer.get(handled).getvalue() == small_pdf("Final")
    assert outsider.get(own).status_code == author.get(handled).status_code == 404


def test_before_anybody_asks_there_is_no_page(workshop: Workshop, accepted: Paper, author: Persona) -> None:
    assert author.get(f"/{workshop.slug}/papers/{accepted.ref}/camera-ready/").status_code == 404


def test_a_reminder_goes_out_three_days_before_and_once(page: str, workshop: Workshop) -> None:
    assert services.remind_in_time() == 0
    Stage.objects.update(due_at=clock.now() + timedelta(days=2))
    assert services.remind_in_time() == 1
    assert services.remind_in_time() == 0
    assert Letter.objects.filter(kind="camera_ready_reminder").count() == 3
