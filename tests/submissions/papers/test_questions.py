"""The organizers' own questions on the submission form, and which of several calls a paper goes to."""

from dataclasses import replace

import pytest

from submissions.models import Call, Paper, Workshop
from submissions.papers.blind import blind
from submissions.workshops.questions import Question
from tests.factories import CallFactory, KindFactory
from tests.personas import Persona
from tests.submissions.papers.forms import filled, pdf_file


@pytest.fixture
def code(workshop: Workshop) -> Question:
    return ask(
        workshop, Question("code", "Where is the code?", kind="url", is_required=True, for_reviewers=True)
    )


@pytest.fixture
def student(workshop: Workshop) -> Question:
    return ask(workshop, Question("student", "Student paper?", kind="choice", choices=("Yes", "No")))


def ask(workshop: Workshop, question: Question) -> Question:
    others = [each for each in workshop.asked if each.key != question.key]
    workshop.questions = [each.to_json() for each in [*others, question]]
    workshop.save(update_fields=["questions"])
    return question


def post(author: Persona, workshop: Workshop, **changes: object) -> int:
    answer = author.post(f"/{workshop.slug}/submit/", filled(workshop, pdf=pdf_file(), **changes))
    return answer.status_code


def test_answers_are_kept_and_reviewers_get_what_is_for_them(
    author: Persona, workshop: Workshop, code: Question, student: Question
) -> None:
    given = {code.field: "https://example.org/code", student.field: "Yes"}

    assert post(author, workshop, **given) == 302

    paper = Paper.objects.get()
    assert paper.state == "submitted"
    assert paper.answers == {"code": "https://example.org/code", "student": "Yes"}
    assert [answer.words for answer in blind(paper).answers] == ["Where is the code?"]


@pytest.mark.parametrize("given", ["", "no address"])
def test_a_question_that_must_be_answered_keeps_a_paper_a_draft(
    author: Persona, workshop: Workshop, code: Question, given: str
) -> None:
    post(author, workshop, **{code.field: given})

    paper = Paper.objects.get()
    assert paper.state == "draft"
    assert paper.draft
    assert paper.draft["texts"][code.field] == given
    assert paper.draft["missing"] == ["an answer to “Where is the code?”"]


def test_a_name_in_an_answer_for_reviewers_is_found_at_once(
    author: Persona, workshop: Workshop, code: Question
) -> None:
    post(author, workshop, **{code.field: "https://github.com/ada-brightwater/adapters"})

    page = author.get(f"/{workshop.slug}/papers/{Paper.objects.get().ref}/").text
    assert "Where is the code?" in page
    assert "github.com/ada-brightwater" in page


def test_a_question_that_is_no_longer_asked_keeps_its_answers(
    author: Persona, workshop: Workshop, student: Question
) -> None:
    post(author, workshop, **{student.field: "No"})
    ask(workshop, replace(student, is_asked=False))

    assert student.words not in author.get(f"/{workshop.slug}/submit/").text
    assert Paper.objects.get().answers == {"student": "No"}


@pytest.fixture
def industry(workshop: Workshop) -> Call:
    call: Call = CallFactory.create(workshop=workshop, slug="industry", name="Industry track")
    KindFactory.create(call=call, slug="case", name="Case study")
    return call


def test_a_paper_goes_to_the_call_that_its_address_names(
    author: Persona, workshop: Workshop, industry: Call
) -> None:
    address = f"/{workshop.slug}/submit/?call=industry"
    page = author.get(address).text
    form = filled_for(workshop, industry)

    answer = author.post(address, {**form, "pdf": pdf_file()})

    assert "Industry track" in page
    assert "Case study" in page
    assert answer.status_code == 302
    assert Paper.objects.get().call == industry


def filled_for(workshop: Workshop, call: Call) -> dict[str, object]:
    Call.objects.filter(workshop=workshop).exclude(pk=call.pk).delete()
    return filled(workshop)


def test_a_call_that_is_not_there_is_not_found(author: Persona, workshop: Workshop) -> None:
    assert author.get(f"/{workshop.slug}/submit/?call=nothing").status_code == 404
