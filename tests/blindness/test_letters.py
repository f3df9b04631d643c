"""The post that reaches a persona, answers to it included, does not depend on what that persona may not know."""

import pytest

from submissions.mail.models import Letter, OwnText
from submissions.mail.texts import registry
from submissions.papers.access import handlers_of
from tests.blindness.acts import ACTS, letters_of, post_of
from tests.blindness.sights import PERSONAS, sight_of
from tests.blindness.world import Phase, World, in_phases, standing_still
from tests.blindness.worlds import as_it_is, twin_of

WITH_AN_ADDRESS = [persona for persona in PERSONAS if persona.person]


def reword_everything(world: World) -> None:
    """The workshop's own words for each kind of letter say whatever they can: every placeholder that there is."""
    by = world.people["ines"]
    for kind, editable in registry.items():
        words = " ".join(f"{{{name}}}" for name in editable.placeholders)
        OwnText.objects.create(workshop=world.workshop, kind=kind, subject=words, body=words, by=by)


@pytest.mark.parametrize(
    ("phase", "name"), [(act.phase, name) for name, act in ACTS.items()], indirect=["phase"]
)
def test_what_is_hidden_changes_no_letter(world: World, name: str) -> None:
    act = ACTS[name]
    reword_everything(world)
    with standing_still(act.phase):
        act.prepare(world)
    sights = {each.name: sight_of(each, world, act.after, soon=True) for each in WITH_AN_ADDRESS}
    with as_it_is(world):
        sent = letters_of(act, world)
    here = {who: post_of(sight, sent) for who, sight in sights.items()}
    assert any(here.values())
    for who, sight in sights.items():
        with twin_of(sight):
            assert here[who] == post_of(sight, letters_of(act, world)), who


@in_phases(Phase.RELEASED)
def test_an_answer_about_a_paper_reaches_its_handlers_and_nobody_else(world: World) -> None:
    """A guest answers for a paper from the hand-over on; before it nobody could."""
    for letter in Letter.objects.filter(paper__isnull=False).select_related("paper__handover"):
        assert letter.paper
        handlers = set(handlers_of(letter.paper).values_list("email", flat=True))
        handover = getattr(letter.paper, "handover", None)
        if handover and letter.created_at <= handover.at and not letter.reply_to:
            handlers.remove(handover.guest.email)
        assert set(letter.reply_to) == handlers


@in_phases(Phase.RELEASED)
def test_no_letter_brings_two_anonymous_parties_together(world: World) -> None:
    """Neither in its head nor in its text: authors and reviewers of one paper never meet in a letter."""
    found = 0
    for key, paper in world.papers.items():
        reviewers = {row.reviewer for row in paper.assignments.select_related("reviewer")}
        words = {word for person in reviewers for word in (person.name, person.email)}
        authors = {word for line in paper.authors.all() for word in (line.name, line.email)}
        for letter in Letter.objects.filter(paper=paper):
            text = f"{letter.subject}\n{letter.body}\n{letter.reply_to}"
            forbidden = authors if letter.to in words else words
            assert not [word for word in forbidden if word in text], key
            found += 1
    assert found
