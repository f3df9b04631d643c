"""Deciding together: what it would touch is listed first, and a wrong line in a sheet changes nothing."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reviews.decisions.figures import by_confidence, middle
from reviews.decisions.models import Decision
from reviews.reviewing.selectors import Scores
from submissions import clock
from submissions.models import Paper, Workshop
from tests.factories import DecisionFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/decisions/"


@pytest.fixture
def papers(workshop: Workshop) -> list[Paper]:
    return [complete_paper(workshop, UserFactory.create()) for _ in range(3)]


def listed(client: Persona, page: str, papers: list[Paper], act: str) -> dict[str, object]:
    """The second form, as the page with the list carries it."""
    refs = [paper.ref for paper in papers]
    plan = client.post(f"{page}bulk/", {"paper": refs, "act": act}).context["plan"]
    return {"paper": refs, "act": act, "do": "yes", "seen": plan.digest}


def test_a_bulk_act_lists_what_it_touches_and_what_not_and_why(
    organizer: Persona, page: str, papers: list[Paper]
) -> None:
    DecisionFactory.create(paper=papers[0], by=organizer.user, state="ready")
    answer = organizer.post(f"{page}bulk/", {"paper": [paper.ref for paper in papers], "act": "reject"})
    assert "Note as not accepted: 2 papers" in answer.text
    assert "its decision is ready; take it back first" in answer.text
    assert not Decision.objects.filter(outcome="reject").exists()


def test_it_does_what_was_listed(organizer: Persona, page: str, papers: list[Paper]) -> None:
    for act in ("wait", "ready", "undo"):
        organizer.post(f"{page}bulk/", listed(organizer, page, papers, act))
    assert list(Decision.objects.values_list("outcome", "state")) == [("wait", "draft")] * 3


def test_what_moved_meanwhile_is_listed_anew(organizer: Persona, page: str, papers: list[Paper]) -> None:
    form = listed(organizer, page, papers, "talk")
    DecisionFactory.create(paper=papers[0], by=organizer.user, state="ready", outcome="reject")
    answer = organizer.post(f"{page}bulk/", form)
    assert answer.status_code == 409
    assert Decision.objects.count() == 1


def test_nobody_selected_touches_nothing(organizer: Persona, page: str) -> None:
    answer = organizer.post(f"{page}bulk/", {"act": "talk"}, follow=True)
    assert "Nothing was changed: tick the papers first" in answer.text


def test_a_withheld_paper_is_not_there_to_be_ticked(
    organizer_in_conflict: Persona, page: str, paper: Paper
) -> None:
    answer = organizer_in_conflict.post(f"{page}bulk/", {"paper": [paper.ref], "act": "talk"})
    assert answer.context["plan"].touched == answer.context["plan"].left == ()


def sheet_of(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.csv", "\r\n".join(("number,decision,meta_review", *lines)).encode())


def test_the_sheet_that_was_taken_away_can_be_brought_back(
    organizer: Persona, workshop: Workshop, page: str, papers: list[Paper]
) -> None:
    DecisionFactory.create(paper=papers[0], by=organizer.user, outcome="talk", note="=Größe, 50 %")
    content = organizer.get(f"/{workshop.slug}/desk/decisions.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert rows[0]["meta_review"] == "'=Größe, 50 %"
    rows[1]["decision"] = "poster"
    out = io.StringIO()
    table = csv.DictWriter(out, rows[0], delimiter=";")
    table.writeheader()
    table.writerows(rows)
    answer = organizer.post(
        f"{page}sheet/", {"file": SimpleUploadedFile("s.csv", out.getvalue().encode())}, follow=True
    )
    assert "1 draft is as the sheet has them." in answer.text
    found = {row.paper_id: (row.outcome, row.note) for row in Decision.objects.all()}
    assert found == {papers[0].pk: ("talk", "=Größe, 50 %"), papers[1].pk: ("poster", "")}


def test_one_wrong_row_in_two_hundred_is_named_and_nothing_is_saved(
    organizer: Persona, page: str, papers: list[Paper]
) -> None:
    lines = [f"{paper.number},talk,\n" for paper in papers]
    answer = organizer.post(f"{page}sheet/", {"file": sheet_of(*lines[:2], f"{papers[2].number},tlak,")})
    assert answer.status_code == 422
    assert "“tlak” is no decision; write talk, poster, wait, reject, or nothing." in answer.text
    assert "Line 6" in answer.text or "Line 4" in answer.text
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["999,talk,"], "there is no submitted paper #999 that you may decide on."),
        (["{0},talk,", "{0},poster,"], "stands here a second time."),
        (["{1},talk,"], "is ready; take it back first."),
    ],
)
def test_other_slips_have_a_sentence_each(
    organizer: Persona, page: str, papers: list[Paper], lines: list[str], words: str
) -> None:
    DecisionFactory.create(paper=papers[1], by=organizer.user, state="ready", outcome="reject")
    numbered = [line.format(*(paper.number for paper in papers)) for line in lines]
    assert words in organizer.post(f"{page}sheet/", {"file": sheet_of(*numbered)}).text
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"a,b\n1,2\n",
        "number,decision\n1,größe".encode("latin-1"),
        b"\x00\xff",
        b"number,title,decision\n999,Short\n",
        b'number,decision\n1,"talk\n' + b"x" * 17_000_000,
    ],
    ids=["columns", "latin", "bytes", "short", "endless"],
)
def test_what_is_no_sheet_is_said_so(organizer: Persona, page: str, content: bytes) -> None:
    answer = organizer.post(f"{page}sheet/", {"file": SimpleUploadedFile("s.csv", content)})
    assert answer.status_code == 422
    assert "Nothing was saved." in answer.text


def test_a_withheld_paper_and_none_answer_a_sheet_alike(
    organizer_in_conflict: Persona, page: str, paper: Paper
) -> None:
    answer = organizer_in_conflict.post(f"{page}sheet/", {"file": sheet_of(f"{paper.number},talk,")})
    assert f"there is no submitted paper #{paper.number} that you may decide on." in answer.text


def test_a_decision_on_a_withdrawn_paper_is_answered_in_words(
    organizer: Persona, page: str, paper: Paper
) -> None:
    Paper.objects.filter(pk=paper.pk).update(state="withdrawn", withdrawn_at=clock.now())
    answer = organizer.post(f"{page}papers/{paper.ref}/", {"do": "ready", "outcome": "talk"})
    assert answer.status_code == 409
    assert f"#{paper.number} was withdrawn or rejected at the desk" in answer.text
    assert not Decision.objects.exists()


def test_the_room_is_compared_with_what_is_noted(organizer: Persona, page: str, papers: list[Paper]) -> None:
    organizer.post(f"{page}room/", {"talks": "1", "posters": ""})
    for paper in papers[:2]:
        DecisionFactory.create(paper=paper, by=organizer.user, outcome="talk")
    assert "2 of 1: more than fit" in organizer.get(page).text
    assert "as numbers" in organizer.post(f"{page}room/", {"talks": "many"}, follow=True).text


def test_a_sure_reviewer_counts_more_than_an_unsure_one() -> None:
    numbers = Scores(assigned=3, overalls=(2, 5), confidences=(1, 3))
    assert by_confidence(numbers) == pytest.approx(4.25)
    assert middle(numbers) == 3.5
    assert by_confidence(Scores(assigned=1, overalls=())) is None
