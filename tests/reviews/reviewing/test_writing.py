"""Writing a review: drafts, two tabs, handing in, changing, and being late. All by plain forms."""

from datetime import timedelta

import pytest
from django.test import Client

from reviews.assignment.models import Assignment
from reviews.decisions.models import Release
from reviews.reviewing.models import Review, ReviewRevision
from submissions import clock
from submissions.models import Call, Entry, Letter, Paper, Workshop
from tests.factories import ReleaseFactory
from tests.personas import Persona


def post(person: Client, url: str, typed: dict[str, str], do: str, **changes: str) -> int:
    return person.post(url, typed | changes | {"do": do}).status_code


def review() -> Review:
    return Review.objects.get()


def drafted(field: str) -> str:
    draft = review().draft
    assert draft is not None
    return str(draft[field])


def past_due() -> None:
    due = clock.now() - timedelta(minutes=1)
    Call.objects.update(due_at=due, closes_at=due, reviews_due_at=due)


def test_saving_keeps_a_draft_and_submits_nothing(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    assert post(reviewer, url, typed, "save", overall="") == 302
    assert (review().submitted_at, review().overall, review().version) == (None, None, 1)
    page = reviewer.get(url).content.decode()
    assert "The question is well put." in page
    assert "Changes not submitted" not in page


def test_autosave_answers_with_the_stamp_and_the_new_version(
    url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    answer = reviewer.post(url + "?do=autosave", typed).json()
    assert (answer["version"], answer["saved"]) == (1, f"{review().saved_at:%H:%M:%S} UTC")
    assert "5 words" in answer["parts"]["beside-strengths"]
    assert "The question is well put." in answer["parts"]["preview"]


def test_submitting_stores_the_scores_and_thanks_by_mail(
    url: str, reviewer: Persona, typed: dict[str, str], organizer: Persona
) -> None:
    assert post(reviewer, url, typed, "submit") == 302
    done = review()
    assert [done.said[key] for key in ("novelty", "quality", "impact", "overall", "confidence")] == [
        4,
        3,
        2,
        4,
        5,
    ]
    assert done.submitted_at is not None
    letter = Letter.objects.get(kind="review_received")
    assert (letter.to, letter.reply_to) == (reviewer.user.email, [organizer.user.email])
    assert Entry.objects.filter(verb="review.submitted", paper__isnull=False).count() == 1


def test_the_letter_names_no_author(
    url: str, reviewer: Persona, typed: dict[str, str], author: Persona, organizer_in_conflict: Persona
) -> None:
    post(reviewer, url, typed, "submit")
    letter = Letter.objects.get(kind="review_received")
    assert author.user.name not in letter.subject + letter.body
    assert organizer_in_conflict.user.email not in letter.reply_to


def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    response = reviewer.post(url, typed | {"do": "submit", "overall": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose a number from 1 to 5." in page
    assert "The question is well put." in page
    assert (review().submitted_at, drafted("strengths")) == (None, "The question is well put.")
    assert 'name="version" value="1"' in page


@pytest.mark.parametrize("score", ["0", "6", "x", "1.5"])
def test_a_score_off_the_scale_is_refused(
    score: str, url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    assert post(reviewer, url, typed, "submit", overall=score) == 422
    assert not Review.objects.exists()


def test_a_second_tab_is_told_and_overwrites_nothing(
    url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    post(reviewer, url, typed, "save", strengths="From the first tab.")
    response = reviewer.post(url, typed | {"do": "save", "strengths": "From the second tab."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "From the first tab." in page
    assert "From the second tab." in page
    assert drafted("strengths") == "From the first tab."
    assert post(reviewer, url, typed, "save", strengths="Both, merged.", version="1") == 302
    assert drafted("strengths") == "Both, merged."


def test_autosave_from_a_second_tab_is_refused(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    post(reviewer, url, typed, "save")
    second = reviewer.post(url + "?do=autosave", typed | {"strengths": "Other."})
    assert second.status_code == 409


def test_submitting_what_autosave_has_just_saved_is_no_conflict(
    url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    reviewer.post(url + "?do=autosave", typed)
    assert post(reviewer, url, typed, "submit") == 302
    assert review().submitted_at is not None


def test_a_form_posted_twice_makes_one_review(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    assert [post(reviewer, url, typed, "submit") for _ in range(2)] == [302, 302]
    assert Entry.objects.filter(verb__startswith="review.").count() == 1
    assert not ReviewRevision.objects.exists()


def test_a_change_keeps_the_state_before(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    post(reviewer, url, typed, "submit")
    assert post(reviewer, url, typed, "submit", overall="2", version="1") == 302
    assert (review().overall, ReviewRevision.objects.get().data["overall"]) == (2, "4")
    assert Letter.objects.filter(kind="review_received").count() == 1


def test_a_draft_on_top_leaves_what_was_submitted(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    post(reviewer, url, typed, "submit")
    post(reviewer, url, typed, "save", overall="1", version="1")
    assert review().overall == 4
    assert "Changes not submitted" in reviewer.get(url).content.decode()


def test_a_submitted_review_stands_once_the_time_is_over(
    url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    post(reviewer, url, typed, "submit")
    past_due()
    page = reviewer.get(url).content.decode()
    assert "The time for reviews is over" in page
    assert "<textarea" not in page
    response = reviewer.post(url, typed | {"do": "submit", "strengths": "Too late.", "version": "1"})
    assert response.status_code == 403
    assert "Too late." in response.content.decode()
    assert review().said["strengths"] == "The question is well put."


def test_an_overdue_review_is_still_welcome(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    past_due()
    assert "overdue" in reviewer.get(url).content.decode()
    assert post(reviewer, url, typed, "submit") == 302


def test_nothing_changes_after_the_decisions_are_out(
    url: str, reviewer: Persona, typed: dict[str, str], workshop: Workshop
) -> None:
    release: Release = ReleaseFactory.create(workshop=workshop)
    assert post(reviewer, url, typed, "submit") == 403
    release.delete()
    Call.objects.update(reviews_due_at=None)
    assert post(reviewer, url, typed, "submit") == 302


def test_nobody_else_writes(
    url: str,
    reviewer_elsewhere: Persona,
    author: Persona,
    organizer: Persona,
    outsider: Persona,
    typed: dict[str, str],
) -> None:
    for person in (reviewer_elsewhere, author, organizer, outsider):
        assert post(person, url, typed, "submit") == 404
    assert not Review.objects.exists()


def test_it_needs_the_form_token(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(reviewer.user)
    assert post(careful, url, typed, "submit") == 403
    assert not Review.objects.exists()


def test_who_is_taken_off_in_the_middle_keeps_the_own_words_and_loses_the_paper(
    url: str, reviewer: Persona, typed: dict[str, str], paper: Paper
) -> None:
    post(reviewer, url, typed, "save")
    Assignment.objects.update(state=Assignment.State.REMOVED)
    answer = reviewer.post(url, typed | {"do": "submit", "strengths": "One more word."})
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "One more word." in page
    assert "The question is well put." in page
    assert paper.title not in page
    assert drafted("strengths") == "The question is well put."
    assert reviewer.get(url + "paper.pdf").status_code == 404


def test_authors_see_no_difference(
    url: str, reviewer: Persona, author: Persona, paper: Paper, typed: dict[str, str]
) -> None:
    before = vars(Paper.objects.get(pk=paper.pk))
    post(reviewer, url, typed, "submit")
    after = vars(Paper.objects.get(pk=paper.pk))
    assert {k: v for k, v in before.items() if k != "_state"} == {
        k: v for k, v in after.items() if k != "_state"
    }
    assert not Letter.objects.filter(to=author.user.email).exists()


def test_it_escapes_what_a_reviewer_typed(url: str, reviewer: Persona, typed: dict[str, str]) -> None:
    post(reviewer, url, typed, "submit", strengths="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in reviewer.get(url).content.decode()
    past_due()
    assert "<script>alert" not in reviewer.get(url).content.decode()


def test_a_saved_change_is_not_taken_for_a_submitted_one(
    url: str, reviewer: Persona, typed: dict[str, str]
) -> None:
    post(reviewer, url, typed, "submit")
    answer = reviewer.post(url + "?do=autosave", typed | {"version": "1", "overall": "1"}).json()
    assert answer["saved"].endswith(", not submitted yet")
