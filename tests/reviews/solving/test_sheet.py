import csv
import io

import pytest

from reviews.assignment.models import Assignment
from submissions.models import Conflict, Workshop
from tests.factories import AssignmentFactory
from tests.personas import Persona
from tests.reviews.assignment.people import papers, reviewers
from tests.reviews.solving.solved import solved

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/assignment/"


def test_the_assignment_goes_out_as_csv(workshop: Workshop, organizer: Persona, page: str) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    AssignmentFactory.create(paper=paper, reviewer=person)
    content = organizer.get(f"{page}pairs.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert (row["paper"], row["email"], row["state"]) == (str(paper.number), person.email, "published")


def test_who_could_step_in_stands_on_the_page_and_in_the_csv_and_is_not_brought_in_by_it(
    workshop: Workshop, organizer: Persona, page: str
) -> None:
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    Conflict.objects.create(paper=paper, user=people[0], kind="declared")
    run = solved(workshop, organizer, demand=2)
    (other,) = {person.pk for person in people[1:]} - {person for _, person, _ in run.pairs}
    stand_in = next(person for person in people if person.pk == other)
    assert f"Could step in: {stand_in.name}<" in organizer.get(page).text
    content = organizer.get(f"{page}pairs.csv").content.decode("utf-8-sig")
    assert {row["alternates"] for row in csv.DictReader(io.StringIO(content))} == {stand_in.email}
    assert "There is nothing to save." in organizer.post(f"{page}table/", {"text": content}).text


def test_a_table_is_previewed_line_by_line_and_then_saved(
    workshop: Workshop, organizer: Persona, page: str
) -> None:
    people, (paper, other) = reviewers(workshop, 4), papers(workshop, 2)
    Conflict.objects.create(paper=paper, user=people[2], kind="declared")
    told = AssignmentFactory.create(paper=paper, reviewer=people[3])
    gone = AssignmentFactory.create(paper=paper, reviewer=people[1], state="draft", published_at=None)
    kept = AssignmentFactory.create(paper=other, reviewer=people[1], state="draft", published_at=None)
    lines = [(paper.number, people[0].email), (paper.number, people[2].email), (99, people[0].email)]
    lines += [(paper.number, "nobody@example.org"), (paper.number, people[0].email)]
    text = "Paper,Email\n" + "\n".join(f"#{number},{address}" for number, address in lines)
    answer = organizer.post(f"{page}table/", {"text": text})
    for words in (
        "1 pair comes, 1 draft goes, 4 lines are left out",
        f"{people[0].name} comes onto #{paper.number}",
        f"{people[2].name} is in conflict with #{paper.number}",
        "there is no submitted paper #99 that you handle",
        "nobody reviews here under",
        "this pair stands here a second time",
    ):
        assert words in answer.text
    assert Assignment.objects.count() == 3
    answer = organizer.post(f"{page}table/", {"text": text, "seen": answer.context["seen"]}, follow=True)
    assert "1 pair came, 1 draft went" in answer.text
    stand = set(Assignment.objects.values_list("paper", "reviewer"))
    assert stand == {(paper.pk, people[0].pk), (paper.pk, people[3].pk), (other.pk, people[1].pk)}
    assert {told.pk, kept.pk} <= set(Assignment.objects.values_list("pk", flat=True))
    assert not Assignment.objects.filter(pk=gone.pk).exists()


def test_a_table_that_would_do_something_else_by_now_answers_409(
    workshop: Workshop, organizer: Persona, page: str
) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    text = f"paper,email\n{paper.number},{person.email}"
    answer = organizer.post(f"{page}table/", {"text": text, "seen": "something else"})
    assert answer.status_code == 409
    assert "nothing was saved" in answer.text
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "paper\n1"])
def test_what_is_no_such_table_is_refused_in_words(organizer: Persona, page: str, text: str) -> None:
    answer = organizer.post(f"{page}table/", {"text": text})
    assert answer.status_code == 422
    assert "The first line must name the columns" in answer.text


def test_a_file_is_read_as_well(workshop: Workshop, organizer: Persona, page: str) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    file = io.BytesIO(f"paper;email\n{paper.number};{person.email}".encode("utf-16"))
    answer = organizer.post(f"{page}table/", {"file": file})
    assert f"{person.name} comes onto #{paper.number}" in answer.text
