"""Reviews written without a line: the ZIP, the forms in it, and their way back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.assignment.models import Assignment
from reviews.reviewing.criteria import DEFAULT, Criteria
from reviews.reviewing.models import Questionnaire, Review
from submissions import clock
from submissions.models import Call, Workshop
from tests.factories import AssignmentFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona
from tests.responses import body


@pytest.fixture
def upload(workshop: Workshop) -> str:
    return f"/{workshop.slug}/reviews/upload/"


@pytest.fixture
def form(reviewer: Persona, workshop: Workshop) -> str:
    """The one form of the reviewer's ZIP."""
    data = body(reviewer.get(f"/{workshop.slug}/reviews/my-papers.zip"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (text,) = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")]
    return text


def fill(form: str, **answers: object) -> str:
    for key, answer in answers.items():
        head = next(line for line in form.splitlines() if line.startswith(f"==== {key} |"))
        form = form.replace(head, f"{head}\n{answer}")
    return form


WHOLE = {
    **dict.fromkeys(("novelty", "quality", "impact", "overall", "confidence"), 4),
    "strengths": "Written on a train,\n\nin two paragraphs.",
    "weaknesses": "The tunnel.",
}


def sent(text: str, encoding: str = "utf-8") -> dict[str, object]:
    return {"forms": SimpleUploadedFile("review.txt", text.encode(encoding), "text/plain")}


def taken(person: Persona, upload: str, text: str, do: str = "submit", seen: int = 0) -> str:
    row = Assignment.objects.get(reviewer=person.user)
    typed = {"text": text, "do": do, f"seen-{row.ref}": seen}
    return person.post(upload, typed, follow=True).content.decode()


def test_the_zip_has_each_sanitised_paper_and_its_form(
    reviewer: Persona, workshop: Workshop, form: str, author: Persona
) -> None:
    data = body(reviewer.get(f"/{workshop.slug}/reviews/my-papers.zip"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [name for name in archive.namelist() if name.endswith(".pdf")] == [
            f"{workshop.slug}-paper-1.pdf"
        ]
    assert author.user.name not in form
    assert "3 = solid step" in form


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_form_that_is_filled_in_is_previewed_then_submitted(
    encoding: str, reviewer: Persona, upload: str, form: str
) -> None:
    text = fill(form, **WHOLE).replace("tunnel", "tunnel is déjà vu")
    page = reviewer.post(upload, sent(text.replace("\n", "\r\n"), encoding)).content.decode()
    assert "Complete" in page
    assert "déjà vu" in page
    assert not Review.objects.exists()
    assert "submitted. Thank you" in taken(reviewer, upload, text)
    review = Review.objects.get()
    assert (review.overall, review.said["strengths"]) == (4, WHOLE["strengths"])


def test_a_half_filled_form_is_a_draft_and_says_what_is_missing(
    reviewer: Persona, upload: str, form: str
) -> None:
    text = fill(form, novelty=2, strengths="So far, so good.")
    page = reviewer.post(upload, sent(text)).content.decode()
    assert "Half-filled" in page
    assert "Still missing: Technical quality" in page
    assert "kept as a draft" in taken(reviewer, upload, text)
    review = Review.objects.get()
    assert review.submitted_at is None
    assert review.draft is not None
    assert review.draft["strengths"] == "So far, so good."


def test_a_score_off_the_scale_is_named_and_left_open(reviewer: Persona, upload: str, form: str) -> None:
    page = reviewer.post(upload, sent(fill(form, novelty="4.5", impact="nine"))).content.decode()
    assert "“4.5” is no number from 1 to 5" in page
    assert "“nine” is no number from 1 to 5" in page


def test_another_papers_form_is_not_taken_and_tells_nothing(
    reviewer_elsewhere: Persona, reviewer: Persona, upload: str, form: str
) -> None:
    page = reviewer_elsewhere.post(upload, sent(fill(form, **WHOLE))).content.decode()
    assert "belongs to no paper that you review" in page
    reviewer_elsewhere.post(upload, {"text": fill(form, **WHOLE), "do": "submit"})
    assert not Review.objects.exists()


def test_an_older_form_gives_what_both_ask_and_names_the_rest(
    reviewer: Persona, upload: str, form: str, workshop: Workshop
) -> None:
    text = fill(form, **WHOLE, questions="Will this be asked?")
    rows = Criteria(each for each in DEFAULT if each.key != "questions").to_json()
    Questionnaire.objects.create(workshop=workshop, number=2, rows=rows)
    page = reviewer.post(upload, sent(text)).content.decode()
    assert "changed the form since" in page
    assert "No longer asked, and not taken: “Will this be asked?”" in page
    assert "submitted. Thank you" in taken(reviewer, upload, text)


def test_what_was_saved_meanwhile_is_shown_and_replaced_only_knowingly(
    reviewer: Persona, upload: str, form: str, url: str, typed: dict[str, str]
) -> None:
    reviewer.post(url, typed | {"do": "save", "strengths": "From the site."})
    text = fill(form, **WHOLE)
    page = reviewer.post(upload, sent(text)).content.decode()
    assert "saved something else on the site" in page
    assert "From the site." in page
    assert "Nothing was overwritten" in taken(reviewer, upload, text)
    assert "submitted. Thank you" in taken(reviewer, upload, text, seen=1)


def test_several_forms_at_once_do_not_run_into_each_other(
    reviewer: Persona, upload: str, form: str, workshop: Workshop
) -> None:
    other = complete_paper(workshop, UserFactory.create())
    AssignmentFactory.create(paper=other, reviewer=reviewer.user)
    ref = Assignment.objects.get(paper=other).ref
    second = form.replace("paper #1,", f"paper #{other.number},").replace(form.split("key ")[1][:16], ref)
    first = fill(form, **WHOLE, llm_use="None at all.").rpartition("==== end")[0]
    files = [SimpleUploadedFile(f"{n}.txt", text.encode()) for n, text in enumerate((first, second))]
    page = reviewer.post(upload, {"forms": files}).content.decode()
    assert "None at all." in page
    assert "Write below each line" not in page.partition("What the file brings")[2]
    assert f"Review of #{other.number}" in page


@pytest.mark.parametrize("text", ["", "Dear all, my review is: good.", "%PDF-1.7\n\x00\x01"])
def test_what_is_no_form_is_refused_in_words(text: str, reviewer: Persona, upload: str) -> None:
    answer = reviewer.post(upload, sent(text) if text else {})
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode() or "No review form" in answer.content.decode()


def test_it_is_too_late_offline_as_online(
    reviewer: Persona, upload: str, form: str, url: str, typed: dict[str, str]
) -> None:
    reviewer.post(url, typed | {"do": "submit"})
    due = clock.now()
    Call.objects.update(due_at=due, closes_at=due, reviews_due_at=due)
    page = reviewer.post(upload, sent(fill(form, **WHOLE))).content.decode()
    assert "The time for reviews is over" in page
