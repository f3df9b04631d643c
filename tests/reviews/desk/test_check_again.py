import pytest

from submissions import clock
from submissions.models import Job, Paper
from tests.personas import Persona


def url(paper: Paper) -> str:
    return f"/{paper.workshop.slug}/desk/papers/{paper.ref}/check/again/"


def give_up(paper: Paper) -> None:
    """What three lost workers leave behind."""
    Job.objects.create(
        kind="check.pdf", object_id=paper.current_id or 0, state="failed", attempt=3, finished_at=clock.now()
    )


def test_a_check_that_was_given_up_is_a_question_of_the_desk(organizer: Persona, paper: Paper) -> None:
    give_up(paper)

    assert (
        "The checker gave up three times" in organizer.get(f"/{paper.workshop.slug}/desk/").content.decode()
    )
    table = organizer.get(f"/{paper.workshop.slug}/desk/papers/?show=stuck").content.decode()
    assert "not checked" in table
    assert paper.title in table


def test_it_is_checked_again_on_an_organizers_word(organizer: Persona, paper: Paper) -> None:
    give_up(paper)
    organizer.post(url(paper))

    assert Job.objects.filter(kind="check.pdf", object_id=paper.current_id or 0, state="queued").count() == 1
    assert "The checker gave up" not in organizer.get(f"/{paper.workshop.slug}/desk/").content.decode()


@pytest.mark.parametrize("who", ["author", "reviewer", "organizer_in_conflict", "outsider"])
def test_nobody_else_asks_for_it(who: str, paper: Paper, request: pytest.FixtureRequest) -> None:
    client: Persona = request.getfixturevalue(who)

    assert client.post(url(paper)).status_code == 404
    assert not Job.objects.exists()


def test_a_look_changes_nothing(organizer: Persona, paper: Paper) -> None:
    assert organizer.get(url(paper)).status_code == 405
