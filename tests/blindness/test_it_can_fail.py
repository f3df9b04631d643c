"""The comparison finds leaks: one is planted in each channel, and each is reported with the fact that it tells."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.db.models import Max, Q

from reviews.desk.selectors import rows
from submissions.models import Paper, User, Workshop
from tests.blindness.acts import ACTS, Act, letters_of, post_of
from tests.blindness.comparison import Difference, differences
from tests.blindness.refs import refs_of
from tests.blindness.sights import PERSONAS, Persona, Sight, sight_of
from tests.blindness.urls import addresses
from tests.blindness.world import Phase, World, in_phases, standing_still
from tests.blindness.worlds import as_it_is, twin_of

Plant = Callable[[str, Callable[[Any], Any]], None]


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Put a leaky function, made from the honest one, in the place of that."""

    def put(place: str, leaky: Callable[[Any], Any]) -> None:
        module, _, name = place.rpartition(".")
        owner = import_module(module)
        monkeypatch.setattr(owner, name, leaky(getattr(owner, name)))

    return put


def named(name: str) -> Persona:
    return next(persona for persona in PERSONAS if persona.name == name)


def leaks_to(name: str, world: World, *pages: str) -> list[Difference]:
    persona = named(name)
    refs = refs_of(world, ("main", "own", "hers"), person=persona.person)
    return differences(name, sight_of(persona, world), addresses(refs, only=pages))


def told_by(leaks: list[Difference]) -> set[str]:
    return {fact for leak in leaks for fact in leak.facts}


@in_phases(Phase.REVIEWING)
def test_page_an_author_in_the_title_of_the_reviewers_page(plant: Plant, world: World) -> None:
    def leaky(blind: Any) -> Any:
        return lambda paper: replace(blind(paper), title=f"{paper.title} by {paper.authors.all()[0].name}")

    plant("reviews.assignment.access.blind", leaky)
    leaks = leaks_to("reviewer", world, "review")
    assert told_by(leaks) == {"author names"}
    assert str(leaks[0]).startswith("reviewer, reviewing: /fedgenai-ijcai-25/reviews/")
    assert b"Amara" in leaks[0].here
    assert b"Zora" in leaks[0].there


@in_phases(Phase.REVIEWING)
def test_count_a_load_that_includes_hidden_papers(plant: Plant, world: World) -> None:
    plant("reviews.committee.selectors.handled_by", lambda _: lambda _, workshop: workshop.papers.all())
    assert "number of assignments" in told_by(leaks_to("organizer in conflict", world, "people"))


@in_phases(Phase.DECIDED)
def test_sort_an_order_that_follows_a_hidden_score(plant: Plant, world: World) -> None:
    def leaky(my_papers: Any) -> Any:
        return lambda *who: sorted(my_papers(*who), key=_best, reverse=True)

    plant("reviews.mypapers.views.my_papers", leaky)
    assert "scores and reviews" in told_by(leaks_to("author", world, "papers-mine"))


def _best(paper: Paper) -> int:
    return paper.assignments.aggregate(best=Max("review__overall"))["best"] or 0


@in_phases(Phase.REVIEWING)
def test_filter_a_chip_that_counts_hidden_papers(plant: Plant, world: World) -> None:
    def leaky(chips: Any) -> Any:
        workshop = Workshop.objects.filter(slug="fedgenai-ijcai-25")
        ines = User.objects.filter(email="ines@aldermann.example")
        return lambda _, *how: chips(rows(ines.get(), workshop.get()), *how)

    plant("reviews.desk.views.chips", leaky)
    assert "number of assignments" in told_by(leaks_to("organizer in conflict", world, "desk-papers"))


@in_phases(Phase.REVIEWING)
def test_log_lines_of_hidden_papers(plant: Plant, world: World) -> None:
    plant("reviews.desk.history.visible", lambda _: lambda *_: Q())
    assert "log" in told_by(leaks_to("organizer and author", world, "history"))


@in_phases(Phase.REVIEWING)
def test_file_name_that_tells_how_often_the_authors_uploaded(plant: Plant, world: World) -> None:
    def leaky(blind: Any) -> Any:
        return lambda paper: replace(blind(paper), workshop_slug=f"v{paper.current.number}")

    plant("reviews.assignment.access.blind", leaky)
    leaks = leaks_to("reviewer", world, "review-pdf")
    assert told_by(leaks) == {"uploads and checks"}
    assert b"Content-Disposition" in leaks[0].here


@in_phases(Phase.OPEN)
def test_redirect_that_depends_on_how_many_papers_there_are(plant: Plant, world: World) -> None:
    def leaky(listed: Any) -> Any:
        return lambda workshops: listed(workshops)[: 1 if Paper.objects.count() > 11 else 2]

    plant("submissions.workshops.selectors.listed", leaky)
    assert told_by(leaks_to("outsider", world, "home")) == {"number of papers"}


@in_phases(Phase.REVIEWING)
def test_header_that_stamps_the_last_review(plant: Plant, world: World) -> None:
    def leaky(render: Any) -> Any:
        def stamped(request: Any, template: str, context: dict[str, Any]) -> Any:
            newest = context["paper"].assignments.aggregate(at=Max("review__submitted_at"))["at"]
            answer = render(request, template, context)
            answer["Last-Modified"] = str(newest)
            return answer

        return stamped

    plant("reviews.mypapers.views.render", leaky)
    assert "scores and reviews" in told_by(leaks_to("author", world, "paper"))


@in_phases(Phase.RELEASED)
def test_export_with_addresses_for_everybody(plant: Plant, world: World) -> None:
    def leaky(export: Any) -> Any:
        return lambda *what, **how: export(*what, **{**how, "with_contacts": True})

    plant("reviews.accepted.views.export", leaky)
    leaks = leaks_to("visitor", world, "accepted-csv", "accepted-json")
    assert "author contacts" in told_by(leaks)
    assert {leak.address[-4:] for leak in leaks} == {".csv", "json"}


@in_phases(Phase.REVIEWING)
def test_timing_a_query_for_each_hidden_seat(plant: Plant, world: World) -> None:
    def leaky(my_papers: Any) -> Any:
        def slow(*who: Any) -> Any:
            found = my_papers(*who)
            for paper in found:
                for seat in paper.assignments.all():
                    seat.refresh_from_db()
            return found

        return slow

    plant("reviews.mypapers.views.my_papers", leaky)
    leaks = leaks_to("author", world, "papers-mine")
    assert told_by(leaks) == {"number of assignments"}
    assert leaks[0].here.split(b"queries: ")[1] != leaks[0].there.split(b"queries: ")[1]


@in_phases(Phase.REVIEWING)
def test_mail_a_reply_to_with_an_organizer_in_conflict(plant: Plant, world: World) -> None:
    """The answers to such a letter would tell her what stands in it."""
    act = ACTS["reviewers are told and answer"]
    with standing_still(act.phase):
        act.prepare(world)
    sight = sight_of(named("organizer in conflict"), world, soon=True)
    organizers = list(
        User.objects.filter(memberships__workshop=world.workshop, memberships__role="organizer")
    )

    def leaky(write: Any) -> Any:
        everybody = tuple(each.email for each in organizers)
        return lambda workshop, group: write(workshop, replace(group, reply_to=everybody))

    assert not _post_differs(sight, act)
    plant("reviews.assignment.letters._write", leaky)
    assert _post_differs(sight, act)


def _post_differs(sight: Sight, act: Act) -> bool:
    with as_it_is(sight.world):
        here = post_of(sight, letters_of(act, sight.world))
    with twin_of(sight):
        there = post_of(sight, letters_of(act, sight.world))
    return here != there
