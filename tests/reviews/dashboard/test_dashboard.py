from submissions.models import Paper, Workshop
from tests.personas import Persona, persona
from tests.responses import query_count

URL = "/accounts/workshops/"


def test_it_names_every_role_and_leads_there(
    author: Persona, reviewer: Persona, organizer: Persona, paper: Paper, workshop: Workshop
) -> None:
    pages = [client.get(URL).content.decode() for client in (author, reviewer, organizer)]

    assert [
        words in page
        for words, page in zip(
            ("Author · 1 paper", "Reviewer · 1 to write", "Organizer · the desk"), pages, strict=True
        )
    ] == [True] * 3


def test_without_a_role_it_says_what_to_do(outsider: Persona, workshop: Workshop) -> None:
    assert "once you add it to your account" in outsider.get(URL).content.decode()


def test_it_asks_few_questions(organizer: Persona, paper: Paper) -> None:
    assert query_count(organizer, URL) <= 9


def test_only_whoever_runs_the_site_sees_how_full_its_disk_is(organizer: Persona, paper: Paper) -> None:
    operator = persona("Odile Renner", is_operator=True)

    assert "The disk of this site" in operator.get(URL).content.decode()
    assert "The disk of this site" not in organizer.get(URL).content.decode()
