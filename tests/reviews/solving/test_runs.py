from collections import Counter
from typing import Any

import pytest
from django.urls import reverse

from reviews.assignment import services as assignment
from reviews.assignment.models import Assignment, Ban
from reviews.bidding.models import Bid
from reviews.matching import solve
from reviews.solving import services, work
from reviews.solving.instance import unpack
from reviews.solving.models import Run
from reviews.solving.wish import Wish
from submissions.jobs.services import claim
from submissions.models import Conflict, Job, Letter, Paper, Topic, Workshop
from tests.factories import AssignmentFactory
from tests.personas import Persona
from tests.reviews.assignment.people import papers, reviewers
from tests.reviews.solving.solved import solved

pytestmark = pytest.mark.django_db


def test_a_run_drafts_reviewers_for_each_paper_within_their_loads(
    workshop: Workshop, organizer: Persona
) -> None:
    people, made = reviewers(workshop, 4, load=3), papers(workshop, 4)
    run = solved(workshop, organizer, demand=3)
    assert (run.figures["pairs"], run.figures["served"], run.figures["shortages"]) == (12, 4, [])
    rows = Assignment.objects.filter(paper__in=made)
    assert {row.state for row in rows} == {Assignment.State.DRAFT}
    assert {rows.filter(reviewer=person).count() for person in people} == {3}
    assert not Letter.objects.exists()


def test_what_it_was_solved_on_and_with_is_kept(workshop: Workshop, organizer: Persona) -> None:
    reviewers(workshop, 4)
    papers(workshop, 3)
    first, second = solved(workshop, organizer, demand=2), solved(workshop, organizer, demand=2)
    assert first.digest == second.digest == unpack(bytes(first.instance)).problem.digest
    assert first.pairs == second.pairs
    assert first.solver.startswith("HiGHS")
    assert first.seed == 0


def test_the_organizers_weights_decide_and_the_seed_is_kept(workshop: Workshop, organizer: Persona) -> None:
    """One bids on a paper whose topic is the other's: what weighs more wins."""
    (keen, apt), (paper,) = reviewers(workshop, 2), papers(workshop, 1)
    topic = Topic.objects.filter(area__workshop=workshop)[0]
    paper.topics.set([topic])
    apt.invitations.get().topics.set([topic])
    Bid.objects.create(paper=paper, reviewer=keen, level=5)
    Bid.objects.create(paper=paper, reviewer=apt, level=1)
    for wish, best in (({"topics": 0.1, "bids": 0.9}, keen), ({"topics": 0.9, "bids": 0.1}, apt)):
        run = solved(workshop, organizer, demand=1, texts=0.0, seed=7, **wish)
        assert [person for _, person, _ in run.pairs] == [best.pk]
        assert (run.seed, run.settings["seed"]) == (7, 7)
        assert f"weights 0.00 texts, {wish['topics']:.2f} topics, {wish['bids']:.2f} bids" in run.wish.words


def test_a_run_never_pairs_a_conflict_of_any_kind(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    for person, kind in zip(people, Conflict.Kind.values, strict=False):
        Conflict.objects.create(paper=paper, user=person, kind=kind)
    run = solved(workshop, organizer, demand=2)
    assert run.pairs == []
    assert run.figures["shortages"] == [{"papers": [paper.pk], "people": [], "needed": 2, "free": 0}]


def test_a_shortage_names_the_people_who_could_take_the_paper(workshop: Workshop, organizer: Persona) -> None:
    people, made = reviewers(workshop, 2, load=1), papers(workshop, 2)
    run = solved(workshop, organizer, demand=2)
    (shortage,) = run.figures["shortages"]
    assert shortage == {
        "papers": [paper.pk for paper in made],
        "people": sorted(person.pk for person in people),
        "needed": 4,
        "free": 2,
    }
    assert Assignment.objects.count() == 2


def test_withheld_papers_are_left_alone_and_their_work_counts(
    workshop: Workshop, paper: Paper, organizer_in_conflict: Persona
) -> None:
    (person,) = reviewers(workshop, 1, load=1)
    AssignmentFactory.create(paper=paper, reviewer=person)
    papers(workshop, 1)
    run = solved(workshop, organizer_in_conflict, demand=1)
    assert run.pairs == []
    assert Assignment.objects.count() == 1
    assert paper not in run.papers.all()


def test_a_second_run_replaces_the_first_and_keeps_what_was_chosen_by_hand(
    workshop: Workshop, organizer: Persona
) -> None:
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    by_hand = assignment.assign(paper=paper, reviewer_id=people[0].pk, by=organizer.user)
    solved(workshop, organizer, demand=3)
    first = set(Assignment.objects.values_list("pk", flat=True))
    solved(workshop, organizer, demand=3)
    assert set(Assignment.objects.values_list("pk", flat=True)) == first
    run = solved(workshop, organizer, demand=2)
    rows = Assignment.objects.filter(paper=paper)
    assert rows.count() == 2
    assert by_hand in rows
    assert len(run.before) == 2


def test_who_was_taken_off_or_ruled_out_is_not_proposed_again(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 3), papers(workshop, 1)
    told = AssignmentFactory.create(paper=paper, reviewer=people[0])
    assignment.remove(assignment=told, by=organizer.user)
    assignment.ban(paper=paper, reviewer=people[1], by=organizer.user)
    run = solved(workshop, organizer, demand=3)
    assert [pair[:2] for pair in run.pairs] == [[paper.pk, people[2].pk]]
    assignment.lift_ban(paper=paper, reviewer=people[1], by=organizer.user)
    assert not Ban.objects.exists()
    assert len(solved(workshop, organizer, demand=3).pairs) == 2


def test_a_locked_draft_never_moves(workshop: Workshop, organizer: Persona) -> None:
    people, made = reviewers(workshop, 5), papers(workshop, 3)
    solved(workshop, organizer, demand=2)
    row = Assignment.objects.order_by("pk")[0]
    assignment.keep(assignment=row, by=organizer.user, is_kept=True)
    best = next(person for person in people if person.pk != row.reviewer_id)
    assignment.want(paper=made[0], reviews=1, by=organizer.user)
    solved(workshop, organizer, demand=1)
    row.refresh_from_db()
    assert not row.is_automatic
    assert Counter(Assignment.objects.values_list("paper", flat=True)) == Counter(paper.pk for paper in made)
    assert best.pk


def test_a_seat_in_conflict_since_counts_as_filled_and_is_not_scored(
    workshop: Workshop, organizer: Persona
) -> None:
    people, (paper,) = reviewers(workshop, 3), papers(workshop, 1)
    AssignmentFactory.create(paper=paper, reviewer=people[0])
    Conflict.objects.create(paper=paper, user=people[0], kind="declared")
    run = solved(workshop, organizer, demand=2)
    assert len(run.pairs) == 1
    assert Assignment.objects.filter(paper=paper).count() == 2


def test_one_run_of_an_organizer_at_a_time(
    workshop: Workshop, organizer: Persona, organizer_author: Persona
) -> None:
    reviewers(workshop, 3)
    papers(workshop, 1)
    services.ask(workshop=workshop, by=organizer.user, wish=Wish())
    with pytest.raises(services.UnderWay):
        services.ask(workshop=workshop, by=organizer.user, wish=Wish())
    services.ask(workshop=workshop, by=organizer_author.user, wish=Wish())
    assert Run.objects.count() == 2


def test_nothing_to_solve_is_said_before_anything_begins(workshop: Workshop, organizer: Persona) -> None:
    papers(workshop, 1)
    with pytest.raises(services.NothingToSolve):
        services.ask(workshop=workshop, by=organizer.user, wish=Wish())
    assert not Job.objects.filter(kind=services.KIND).exists()


def test_two_organizers_at_once_do_not_overwrite_each_other(
    workshop: Workshop, organizer: Persona, organizer_author: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first solves, the second locks somebody in: the first one's result is kept and not put in place."""
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    run = services.ask(workshop=workshop, by=organizer.user, wish=Wish(demand=2))

    def meanwhile(*args: Any, **kwargs: Any) -> object:
        assignment.assign(paper=paper, reviewer_id=people[3].pk, by=organizer_author.user)
        monkeypatch.undo()
        return solve(*args, **kwargs)

    monkeypatch.setattr(work, "solve", meanwhile)
    work.solve_run(claimed(run))
    run.refresh_from_db()
    assert run.used_at is None
    assert (
        f"this changed: {people[3].name} on #{paper.number} was chosen or told. Nothing was put" in run.unused
    )
    assert run.unused.endswith("In it every paper has its reviewers.")
    assert len(run.pairs) == 2
    assert [row.reviewer for row in Assignment.objects.all()] == [people[3]]


def test_of_two_runs_at_once_the_first_is_in_place_and_the_second_says_so(
    workshop: Workshop, organizer: Persona, organizer_author: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewers(workshop, 4)
    made = papers(workshop, 2)
    second = services.ask(workshop=workshop, by=organizer.user, wish=Wish(demand=2))
    first = services.ask(workshop=workshop, by=organizer_author.user, wish=Wish(demand=1))
    page = organizer.get(reverse("assignment", args=[workshop.slug])).text
    assert f"{organizer_author.user.name} is solving, too" in page

    def meanwhile(*args: Any, **kwargs: Any) -> object:
        monkeypatch.undo()
        work.solve_run(claimed(first))
        return solve(*args, **kwargs)

    monkeypatch.setattr(work, "solve", meanwhile)
    work.solve_run(claimed(second))
    for run in (first, second):
        run.refresh_from_db()
    assert (first.unused, second.used_at) == ("", None)
    assert f"others were drafted for #{made[0].number} and #{made[1].number}" in second.unused
    assert sorted(Assignment.objects.values_list("paper", "reviewer")) == [
        tuple(pair[:2]) for pair in sorted(first.pairs)
    ]


def test_a_run_that_is_stopped_keeps_its_best_and_changes_nothing(
    workshop: Workshop, organizer: Persona
) -> None:
    reviewers(workshop, 4)
    papers(workshop, 2)
    run = services.ask(workshop=workshop, by=organizer.user, wish=Wish(demand=2))
    assert services.stop(run=run)
    work.solve_run(claimed(run))
    run.refresh_from_db()
    assert run.unused == f"{services.STOPPED} In it every paper has its reviewers."
    assert (run.figures["is_stopped"], len(run.pairs)) == (True, 4)
    assert not Assignment.objects.exists()
    assert not services.stop(run=run)
    done = services.use(run=run, by=organizer.user)
    assert (done.pairs, Assignment.objects.count()) == (4, 4)


def test_a_lost_run_ends_when_the_next_is_asked_for(workshop: Workshop, organizer: Persona) -> None:
    reviewers(workshop, 4)
    (paper,) = papers(workshop, 1)
    lost = services.ask(workshop=workshop, by=organizer.user, wish=Wish())
    best = [[paper.pk, organizer.user.pk, None]]
    Run.objects.filter(pk=lost.pk).update(pairs=best)
    Job.objects.filter(kind=services.KIND).update(state="failed", finished_at=lost.asked_at)
    services.ask(workshop=workshop, by=organizer.user, wish=Wish())
    lost.refresh_from_db()
    assert lost.unused == f"{services.LOST} In it 1 paper has too few reviewers: #{paper.number}."
    assert lost.pairs == best


def test_progress_is_kept_while_it_solves(
    workshop: Workshop, organizer: Persona, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewers(workshop, 4)
    papers(workshop, 2)
    run = services.ask(workshop=workshop, by=organizer.user, wish=Wish(demand=2))
    seen: list[tuple[str, int]] = []
    original = work.reporter

    def watching(run: Run, instance: object) -> object:
        report = original(run, instance)  # type: ignore[arg-type] # passed on as it came

        def tell(progress: object) -> None:
            report(progress)  # type: ignore[arg-type] # as above
            run.refresh_from_db()
            seen.append((run.progress["stage"], len(run.pairs)))

        return tell

    monkeypatch.setattr(work, "reporter", watching)
    work.solve_run(claimed(run))
    assert seen[0] == ("feasibility", 0)
    assert ("total", 4) in seen


def test_an_earlier_run_is_put_back_without_what_can_no_longer_be(
    workshop: Workshop, organizer: Persona
) -> None:
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    first = solved(workshop, organizer, demand=3)
    solved(workshop, organizer, demand=1)
    chosen = [person for _, person, _ in first.pairs]
    Conflict.objects.create(paper=paper, user_id=chosen[0], kind="declared")
    done = services.use(run=first, by=organizer.user)
    assert (done.pairs, done.left_out) == (2, ((paper.pk, chosen[0]),))
    assert set(Assignment.objects.values_list("reviewer", flat=True)) == set(chosen[1:])
    assert people


def test_the_curve_is_drawn_after_the_draft_and_its_points_can_be_used(
    workshop: Workshop, organizer: Persona
) -> None:
    reviewers(workshop, 5)
    papers(workshop, 3)
    run = solved(workshop, organizer, demand=2)
    totals = [point["total"] for point in run.points or []]
    assert totals == sorted(totals, reverse=True)
    assert totals
    assert services.use(run=run, by=organizer.user, point=0).pairs == 6


def test_a_demand_below_what_is_locked_is_no_contradiction(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 3, load=1), papers(workshop, 1)
    for person in people:
        AssignmentFactory.create(paper=paper, reviewer=person)
    assert len(solved(workshop, organizer, demand=1).pairs) == 3


def claimed(run: Run) -> Job:
    job = claim(Job.objects.get(kind=services.KIND, object_id=run.pk).pk)
    assert job is not None
    return job
