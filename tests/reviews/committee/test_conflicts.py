"""Organizers settle, set and waive conflicts on the papers that they handle, never their own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from submissions import clock
from submissions.models import Conflict, Entry, Membership, Paper, Tie, Workshop
from tests.papers import complete_paper
from tests.personas import Persona, member


@pytest.fixture
def queue(workshop: Workshop) -> str:
    return reverse("conflicts", args=[workshop.slug])


@pytest.fixture
def guess(paper: Paper, reviewer_elsewhere: Persona) -> Conflict:
    return Conflict.objects.create(
        paper=paper,
        user=reviewer_elsewhere.user,
        kind="coauthor",
        state="proposed",
        reason="wrote “Tides” with B. Kowalczuk, perhaps Bastien Kowalczuk",
    )


def settle(who: Persona, conflict: Conflict, do: str) -> int:
    address = reverse("conflict-settle", args=[conflict.paper.workshop.slug, conflict.pk])
    return who.post(address, {"do": do}).status_code


@pytest.mark.parametrize(("do", "state"), [("holds", "active"), ("waive", "waived")])
def test_a_guess_is_confirmed_or_dismissed_in_one_click(
    queue: str, guess: Conflict, organizer: Persona, do: str, state: str
) -> None:
    assert "perhaps Bastien Kowalczuk" in organizer.get(queue).text
    assert settle(organizer, guess, do) == 302
    guess.refresh_from_db()
    assert (guess.state, guess.settled_by) == (state, organizer.user)
    assert "Nothing to settle" in organizer.get(queue).text
    assert "perhaps" in organizer.get(f"{queue}?show={state}").text
    assert Entry.objects.filter(verb__startswith="conflict.", paper=guess.paper).exists()


def test_ones_own_and_those_of_withheld_papers_are_for_others(
    queue: str, guess: Conflict, organizer: Persona, organizer_in_conflict: Persona
) -> None:
    mine = Conflict.objects.create(paper=guess.paper, user=organizer.user, kind="coauthor", state="proposed")
    assert settle(organizer_in_conflict, guess, "waive") == 404
    assert settle(organizer, mine, "waive") == 404
    assert "perhaps" not in organizer_in_conflict.get(queue).text
    guess.refresh_from_db()
    assert guess.state == "proposed"


def test_an_author_is_never_waived(queue: str, paper: Paper, organizer: Persona, author: Persona) -> None:
    row = Conflict.objects.create(paper=paper, user=author.user, kind="self")
    assert "never waived" in organizer.get(f"{queue}?show=active").text
    assert settle(organizer, row, "waive") == 409
    row.refresh_from_db()
    assert row.state == "active"


def test_an_organizer_sets_one_for_somebody_else(
    workshop: Workshop, paper: Paper, organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    address = reverse("conflict-set", args=[workshop.slug])
    said = {"person": reviewer_elsewhere.user.pk, "paper": paper.pk, "reason": "They share an office."}
    assert organizer.post(address, said).status_code == 302
    assert Conflict.objects.get(paper=paper, user=reviewer_elsewhere.user).kind == "organizer"
    assert organizer.post(address, {**said, "person": organizer.user.pk}).status_code == 422
    Conflict.objects.create(paper=paper, user=organizer.user, kind="declared")
    assert organizer.post(address, said).status_code == 422


def test_a_list_that_leaves_out_more_than_a_fifth_is_shown(
    queue: str, workshop: Workshop, paper: Paper, organizer: Persona, author: Persona
) -> None:
    people = [member(workshop, Membership.Role.REVIEWER, f"Rita Number{n}") for n in range(4)]
    here = reverse("paper-conflicts", args=[workshop.slug, paper.ref])
    assert author.post(here, {"people": people[0].user.name}).status_code == 302
    assert "leave out 1 of 4 reviewers (25 %)" in organizer.get(queue).text


def test_somebody_in_conflict_with_everything_is_named(
    queue: str, workshop: Workshop, paper: Paper, organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    Conflict.objects.create(paper=paper, user=reviewer_elsewhere.user, kind="declared")
    assert "In conflict with every paper that you handle: Elke Wanjiru" in organizer.get(queue).text


def test_authors_name_people_up_to_a_number_and_until_the_call_closes(
    workshop: Workshop, paper: Paper, author: Persona, reviewer_elsewhere: Persona
) -> None:
    here = reverse("paper-conflicts", args=[workshop.slug, paper.ref])
    author.post(here, {"people": "Elke Wanjiru <elke.wanjiru@example.org>\nlake.example\nlake.example"})
    assert Tie.objects.count() == 2
    assert Conflict.objects.get(paper=paper, kind="by_author").user == reviewer_elsewhere.user
    assert "Elke Wanjiru &lt;elke.wanjiru@example.org&gt;" in author.get(here).text

    refused = author.post(here, {"people": "\n".join(f"Person Number{n}" for n in range(11))})
    assert (refused.status_code, Tie.objects.count()) == (422, 2)
    yesterday = clock.now() - timedelta(days=1)
    workshop.calls.update(due_at=yesterday, closes_at=yesterday)
    assert "The call has closed" in author.post(here, {"people": ""}).text
    assert Tie.objects.count() == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"email": "bastien.kowalczuk@example.org"}, "is an author"),
        ({"email": "x@gmail.com", "name": "Nobody Known"}, "No conflict is known"),
        ({"email": "not an address"}, "Enter a valid email address"),
    ],
)
def test_before_inviting_one_may_ask(
    workshop: Workshop, paper: Paper, organizer: Persona, asked: dict[str, str], words: str
) -> None:
    before = Conflict.objects.count()
    assert words in organizer.post(reverse("conflict-ask", args=[workshop.slug]), asked).text
    assert Conflict.objects.count() == before


def test_the_question_is_answered_over_handled_papers_only(
    workshop: Workshop, paper: Paper, organizer_in_conflict: Persona, author: Persona
) -> None:
    other = complete_paper(workshop, author.user, title="Another of Hers")
    page = organizer_in_conflict.post(
        reverse("conflict-ask", args=[workshop.slug]), {"email": author.user.email}
    ).text
    assert other.title in page
    assert paper.title not in page


def test_a_reviewer_lists_people_and_cannot_while_bidding_is_open(
    workshop: Workshop, paper: Paper, organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    here = reverse("my-conflicts", args=[workshop.slug])
    reviewer_elsewhere.post(here, {"people": "Bastien Kowalczuk", "kind": "adviser"})
    assert Conflict.objects.get(paper=paper).kind == "relation"

    organizer.post(reverse("desk-bidding-set", args=[workshop.slug]), {"call": "papers", "do": "open"})
    said = {"people": "Amara Okonkwo-Lind", "kind": "other"}
    assert reviewer_elsewhere.post(here, said).status_code == 409
    gone = reverse("my-conflicts-remove", args=[workshop.slug, Tie.objects.get().pk])
    assert reviewer_elsewhere.post(gone).status_code == 409
    assert "Bidding is open, so this list stays" in reviewer_elsewhere.get(here).text
    assert Tie.objects.get().name == "Bastien Kowalczuk"

    organizer.post(reverse("desk-bidding-set", args=[workshop.slug]), {"call": "papers", "do": "close"})
    assert reviewer_elsewhere.post(gone).status_code == 302
    assert not Conflict.objects.filter(paper=paper, user=reviewer_elsewhere.user).exists()
