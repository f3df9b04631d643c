"""A word to the handlers beside the review: who learns of it, and what becomes of the paper."""

import pytest
from django.test import Client

from reviews.assignment.models import Assignment
from reviews.reviewing.models import Report, Review
from submissions.models import Conflict, Entry, Letter, Paper
from tests.personas import Persona


@pytest.mark.parametrize("kind", Report.Kind.values)
def test_each_is_written_down_for_the_handlers_and_mailed_to_nobody(
    kind: str, url: str, reviewer: Persona, assignment: Assignment
) -> None:
    assert reviewer.get(f"{url}tell/{kind}/").status_code == 200
    said = {"words": "Page 3 thanks a lab.", "page": "3"}
    answer = reviewer.post(f"{url}tell/{kind}/", said, follow=True)
    assert answer.status_code == 200
    report = Report.objects.get()
    assert (report.kind, report.words, report.page) == (kind, said["words"], 3 if kind == "named" else None)
    assert reviewer.get(url).status_code == (410 if kind in {"conflict", "cannot"} else 200)
    assert Entry.objects.get(verb__startswith="review.").paper_id == assignment.paper_id
    assert not Letter.objects.exists()


def test_a_conflict_bars_the_person_from_the_paper(url: str, reviewer: Persona, paper: Paper) -> None:
    reviewer.post(f"{url}tell/conflict/", {"words": "We share a grant."})
    conflict = Conflict.objects.get(paper=paper, user=reviewer.user)
    assert (conflict.kind, conflict.state, conflict.reason) == ("declared", "active", "We share a grant.")


def test_who_gives_a_paper_back_keeps_the_words_and_counts_no_more(
    url: str, reviewer: Persona, typed: dict[str, str], assignment: Assignment
) -> None:
    reviewer.post(url, typed | {"do": "submit"})
    reviewer.post(f"{url}tell/cannot/", {"words": "A broken wrist."})
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.REMOVED
    assert "The question is well put." in reviewer.get(url).content.decode()
    assert Review.objects.get().submitted_at is not None


def test_a_reason_is_asked_for_where_the_handlers_need_one(url: str, reviewer: Persona) -> None:
    answer = reviewer.post(f"{url}tell/cannot/", {"words": " "})
    assert answer.status_code == 422
    assert not Report.objects.exists()
    assert reviewer.get(url).status_code == 200


def test_a_click_made_twice_is_told_once(url: str, reviewer: Persona) -> None:
    for _ in range(2):
        reviewer.post(f"{url}tell/recognised/", {"words": "The style."})
    assert Report.objects.count() == 1


@pytest.mark.parametrize("kind", ["nothing", "conflict/more"])
def test_there_is_no_other_matter(kind: str, url: str, reviewer: Persona) -> None:
    assert reviewer.get(f"{url}tell/{kind}/").status_code == 404


def test_nobody_else_tells(url: str, author: Persona, organizer: Persona, visitor: Client) -> None:
    for person in (author, organizer):
        assert person.post(f"{url}tell/cannot/", {"words": "x"}).status_code == 404
    assert visitor.post(f"{url}tell/cannot/", {"words": "x"}).status_code == 302
    assert not Report.objects.exists()
