"""What comes with a paper: taken in with care, given out with care."""

import stat
import zipfile
from io import BytesIO

import pytest

from submissions.jobs.models import Job
from submissions.models import Call, Paper, Supplement, Workshop
from submissions.supplements import services
from tests.papers import small_pdf
from tests.personas import Persona
from tests.responses import body
from tests.submissions.papers.forms import pdf_file


def archive(*names: str, data: bytes = b"x = 1\n", link: bool = False) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFLNK if link else stat.S_IFREG) << 16
            made.writestr(entry, data)
    return file.getvalue()


@pytest.fixture(autouse=True)
def _takes_any(workshop: Workshop) -> None:
    Call.objects.update(supplement=Call.Supplement.ANY)


def send(client: Persona, paper: Paper, data: bytes, name: str = "more.zip") -> tuple[int, str]:
    url = f"/{paper.workshop.slug}/papers/{paper.ref}/supplement/"
    response = client.post(url, {"file": pdf_file(data, name)})
    return response.status_code, response.content.decode()


def test_an_archive_is_listed_and_said_to_be_unchecked(author: Persona, paper: Paper) -> None:
    send(author, paper, archive("code/train.py", "README"))
    page = author.get(f"/{paper.workshop.slug}/papers/{paper.ref}/supplement/").content.decode()

    assert [name for name, _ in Supplement.objects.get().names] == ["code/train.py", "README"]
    assert "Nobody has checked this archive." in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (archive("../../etc/cron.d/evil"), "outside its folder"),
        (archive("/etc/passwd"), "outside its folder"),
        (archive("C:\\windows\\x.dll"), "outside its folder"),
        (archive("passwd", link=True), "is a link"),
        (archive("bomb", data=b"0" * 30_000_000), "unpacks to 200 times"),
        (archive(*(f"f{n}" for n in range(5001))), "holds 5001 files"),
        (b"PK\x03\x04 and nothing more", "no ZIP archive that can be read"),
        (b"<html><script>alert(1)</script></html>", "a web page, not a PDF or ZIP archive"),
    ],
)
def test_what_would_hurt_whoever_opens_it_is_refused_in_words(
    author: Persona, paper: Paper, data: bytes, words: str
) -> None:
    status, page = send(author, paper, data)

    assert (status, words in page) == (422, True)
    assert not Supplement.objects.exists()


def test_a_refused_one_leaves_the_earlier_one(author: Persona, paper: Paper) -> None:
    send(author, paper, archive("good.py"))
    send(author, paper, archive("../bad.py"))

    assert [name for name, _ in Supplement.objects.get().names] == ["good.py"]


@pytest.mark.parametrize(("megabytes", "most"), [(2, 1), (21, 20)])
def test_one_that_is_too_large_is_told_how_large_it_may_be(
    author: Persona, paper: Paper, megabytes: int, most: int
) -> None:
    """Also where it is larger than any file of this site, whose end is thrown away on its way in."""
    Call.objects.update(supplement_mb=most if most < 20 else 50)
    send(author, paper, archive("good.py"))
    for start in (b"PK\x03\x04", b"%PDF-1.7"):
        status, page = send(author, paper, start + b"0" * (megabytes * 1024 * 1024))
        assert (status, f"{megabytes} MB; at most {most} MB" in page) == (422, True)

    assert [name for name, _ in Supplement.objects.get().names] == ["good.py"]


def test_a_call_that_takes_none_has_no_such_page(author: Persona, paper: Paper) -> None:
    Call.objects.update(supplement=Call.Supplement.NONE)

    assert send(author, paper, archive("a.py"))[0] == 404


def test_reviewers_get_a_sanitised_pdf_once_it_is_made(
    author: Persona, reviewer: Persona, paper: Paper, workshop: Workshop
) -> None:
    send(author, paper, small_pdf("Proofs."), "okonkwo-proofs.pdf")
    assignment = paper.assignments.get()
    url = f"/{workshop.slug}/reviews/{assignment.ref}/supplement/"
    before = reviewer.get(url).status_code
    job = Job.objects.get(kind=services.KIND)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, claim="c" * 16)
    job.refresh_from_db()
    services.make_copy(job)
    answer = reviewer.get(f"{url}file/")

    assert (before, reviewer.get(url).status_code) == (404, 200)
    assert body(answer).startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="{workshop.slug}-paper-1-supplement.pdf"'
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "okonkwo" not in reviewer.get(url).content.decode()


@pytest.mark.parametrize("who", ["outsider", "reviewer_elsewhere", "organizer_in_conflict"])
def test_nobody_else_gets_it(
    who: str, author: Persona, reviewer: Persona, paper: Paper, request: pytest.FixtureRequest
) -> None:
    send(author, paper, archive("a.py"))
    client: Persona = request.getfixturevalue(who)
    slug, assignment = paper.workshop.slug, paper.assignments.get()

    assert {
        client.get(url).status_code
        for url in (
            f"/{slug}/papers/{paper.ref}/supplement/file/",
            f"/{slug}/reviews/{assignment.ref}/supplement/file/",
            f"/{slug}/desk/papers/{paper.ref}/supplement/",
        )
    } == {404}
