import hashlib
import zipfile
from io import BytesIO

import pytest
from django.conf import settings

from submissions.models import Job, Letter, Paper, Version, Workshop
from submissions.papers import uploads
from tests.papers import small_pdf
from tests.personas import Persona
from tests.responses import body
from tests.submissions.papers.forms import pdf_file


def upload(client: Persona, paper: Paper, data: bytes, name: str = "paper.pdf") -> str:
    """Post a file from the paper's page; return what the page then says."""
    url = f"/{paper.workshop.slug}/papers/{paper.ref}/upload/"
    response = client.post(url, {"pdf": pdf_file(data, name)}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


def test_a_new_file_becomes_the_next_version_and_the_earlier_one_is_kept(
    author: Persona, paper: Paper
) -> None:
    first = paper.current
    data = small_pdf("Second thoughts.")
    upload(author, paper, data)

    paper.refresh_from_db()
    assert paper.current is not None
    assert [version.number for version in paper.versions.all()] == [2, 1]
    assert paper.current != first
    assert paper.current.sha256 == hashlib.sha256(data).hexdigest()
    with paper.current.file.open() as file:
        assert file.read() == data


def test_a_new_version_is_checked_and_receipted(author: Persona, paper: Paper) -> None:
    upload(author, paper, small_pdf("Second thoughts."))

    paper.refresh_from_db()
    assert Job.objects.filter(kind="check.pdf", object_id=paper.current_id or 0).count() == 1
    assert Letter.objects.get(kind="receipt").to == author.user.email


def test_the_stored_name_tells_nothing(author: Persona, paper: Paper) -> None:
    upload(author, paper, small_pdf("Second thoughts."), name="okonkwo-final-FINAL.pdf")

    paper.refresh_from_db()
    assert paper.current is not None
    assert "okonkwo" not in paper.current.file.name


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(), "a Word document or another ZIP archive, not a PDF"),
        (b"\\documentclass{article}", "a LaTeX source, not a PDF"),
        (b"<html><script>alert(1)</script></html>", "a web page, not a PDF"),
        (b"", "file is empty"),
        (b"plain words", "of another kind, not a PDF"),
    ],
)
def test_what_is_no_pdf_is_refused_in_words_and_the_earlier_one_kept(
    author: Persona, paper: Paper, data: bytes, words: str
) -> None:
    page = upload(author, paper, data)

    assert words in page
    assert "The earlier PDF is kept." in page
    assert Version.objects.filter(paper=paper).count() == 1


def test_a_file_over_the_limit_is_drained_and_refused_in_words(author: Persona, paper: Paper) -> None:
    page = upload(author, paper, b"%PDF-1.7" + b"0" * (settings.MAX_UPLOAD_BYTES + 5_000_000))

    assert "This file is 25 MB; at most 20 MB can be taken." in page
    assert Version.objects.filter(paper=paper).count() == 1


def test_without_a_file_it_asks_for_one(author: Persona, paper: Paper) -> None:
    response = author.post(f"/{paper.workshop.slug}/papers/{paper.ref}/upload/", follow=True)

    assert "Choose a PDF first." in response.content.decode()


def test_on_a_full_disk_it_refuses_kindly_and_keeps_the_rest(
    author: Persona, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FULL", 0.0)
    page = upload(author, paper, small_pdf("No room."))

    assert "the disk of this site is nearly full" in page
    assert Version.objects.filter(paper=paper).count() == 1


def test_a_co_author_may_upload(co_author: Persona, paper: Paper) -> None:
    upload(co_author, paper, small_pdf("From the co-author."))

    paper.refresh_from_db()
    assert paper.current is not None
    assert paper.current.uploaded_by == co_author.user


@pytest.mark.parametrize("who", ["outsider", "reviewer", "organizer"])
def test_nobody_else_may(who: str, paper: Paper, request: pytest.FixtureRequest) -> None:
    client: Persona = request.getfixturevalue(who)
    response = client.post(f"/{paper.workshop.slug}/papers/{paper.ref}/upload/", {"pdf": pdf_file()})

    assert response.status_code == 404
    assert Version.objects.filter(paper=paper).count() == 1


def test_it_serves_an_own_version_as_a_neutral_attachment(
    author: Persona, paper: Paper, workshop: Workshop
) -> None:
    assert paper.current is not None
    response = author.get(f"/{workshop.slug}/papers/versions/{paper.current.ref}.pdf")

    assert body(response).startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{workshop.slug}-paper-1-v1.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("who", ["outsider", "reviewer", "organizer_in_conflict"])
def test_the_original_is_for_its_authors(who: str, paper: Paper, request: pytest.FixtureRequest) -> None:
    client: Persona = request.getfixturevalue(who)
    assert paper.current is not None

    assert client.get(f"/{paper.workshop.slug}/papers/versions/{paper.current.ref}.pdf").status_code == 404
