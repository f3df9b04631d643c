"""A paper's discussion: after one's own review, under pseudonyms, in three circles."""

import pytest
from django.urls import reverse

from reviews.discussion.models import Comment
from reviews.discussion.pseudonyms import pseudonyms
from reviews.models import Assignment, Review
from submissions import clock
from submissions.models import Letter, Paper, User, Workshop
from tests.factories import AssignmentFactory, ReviewFactory, UserFactory
from tests.papers import add_review, complete_paper
from tests.personas import Persona, signed_in
from tests.responses import query_count


@pytest.fixture
def seat(reviewer: Persona, paper: Paper) -> Assignment:
    return Assignment.objects.get(reviewer=reviewer.user)


@pytest.fixture
def room(seat: Assignment, workshop: Workshop) -> str:
    """The reviewer's own review is in."""
    ReviewFactory.create(assignment=seat)
    return reverse("review-discussion", args=[workshop.slug, seat.ref])


@pytest.fixture
def other(paper: Paper) -> Review:
    review = add_review(paper, UserFactory.create(name="Elke Wanjiru"), overall=1)
    review.answers |= {"strengths": "A brave idea.", "to_organizers": "Between us: weak."}
    review.save()
    return review


def test_it_opens_after_ones_own_review(
    reviewer: Persona, seat: Assignment, other: Review, workshop: Workshop
) -> None:
    url = reverse("review-discussion", args=[workshop.slug, seat.ref])
    early = reviewer.get(url, follow=True)
    assert "open once your own review is submitted" in early.text
    assert "A brave idea." not in early.text
    ReviewFactory.create(assignment=seat)
    late = reviewer.get(url).text
    assert "A brave idea." in late
    assert "Between us" not in late
    assert "Elke Wanjiru" not in late


def test_a_comment_reaches_the_circle_it_is_for_and_the_most_private_is_the_default(
    room: str, reviewer: Persona, other: Review, organizer: Persona, paper: Paper, workshop: Workshop
) -> None:
    colleague = signed_in(other.assignment.reviewer)
    theirs = reverse("review-discussion", args=[workshop.slug, other.assignment.ref])
    desk = reverse("progress-discussion", args=[workshop.slug, paper.ref])
    reviewer.post(room, {"text": "For the handlers.", "visible": "handlers"})
    reviewer.post(room, {"text": "For us all.", "visible": "committee"})
    page = colleague.get(theirs).text
    assert "For us all." in page
    assert "For the handlers." not in page
    assert reviewer.user.name not in page
    handled = organizer.get(desk).text
    assert "For the handlers." in handled
    assert reviewer.user.name in handled
    assert "For the handlers." in reviewer.get(room).text


def test_what_goes_to_authors_is_confirmed_first(room: str, reviewer: Persona) -> None:
    typed = {"text": "Please add a baseline.", "visible": "authors"}
    page = reviewer.post(room, typed).text
    assert "The authors will read this" in page
    assert not Comment.objects.exists()
    reviewer.post(room, typed | {"do": "confirm"})
    assert Comment.objects.get().visible == "authors"


def test_a_name_or_a_link_is_pointed_at_before_it_is_posted(room: str, reviewer: Persona) -> None:
    typed = {"text": "See lab.lakeside.example.com for our earlier work.", "visible": "committee"}
    page = reviewer.post(room, typed).text
    assert "Not posted yet" in page
    assert "our earlier work" in page
    assert not Comment.objects.exists()
    reviewer.post(room, typed | {"do": "confirm"})
    assert Comment.objects.count() == 1


def test_a_click_made_twice_is_one_comment_and_an_empty_one_none(room: str, reviewer: Persona) -> None:
    for _ in range(2):
        reviewer.post(room, {"text": "Once.", "visible": "committee"})
    assert reviewer.post(room, {"text": " ", "visible": "committee"}).status_code == 422
    assert reviewer.post(room, {"text": "x", "visible": "everybody"}).status_code == 422
    assert Comment.objects.count() == 1


def test_others_are_told_at_most_once_a_day_without_a_word_of_it(
    room: str, reviewer: Persona, other: Review, organizer: Persona
) -> None:
    for text in ("The proof is wrong.", "Or is it?"):
        reviewer.post(room, {"text": text, "visible": "committee"})
    letter = Letter.objects.get(kind="discussion")
    assert letter.to == other.assignment.reviewer.email
    assert "proof" not in letter.body
    assert reviewer.user.name not in letter.body
    assert letter.reply_to == [organizer.user.email]


def test_pseudonyms_stay_on_a_paper_and_tell_nothing_across_papers(
    workshop: Workshop, author: Persona
) -> None:
    people: list[User] = UserFactory.create_batch(6)
    papers = [complete_paper(workshop, author.user) for _ in range(6)]
    for paper in papers:
        for person in people:
            AssignmentFactory.create(paper=paper, reviewer=person)
    names = [pseudonyms(paper.pk) for paper in papers]
    assert all(len(set(each.values())) == len(people) for each in names)
    by_person = [
        [each[paper.assignments.get(reviewer=person).pk] for person in people]
        for paper, each in zip(papers, names, strict=True)
    ]
    assert len({tuple(each) for each in by_person}) > 1
    before = dict(names[0])
    AssignmentFactory.create(paper=papers[0], published_at=clock.now())
    assert before.items() <= dict(pseudonyms(papers[0].pk)).items()


def test_a_reviewer_who_was_taken_off_is_out_and_their_words_stay(
    room: str, reviewer: Persona, seat: Assignment, organizer: Persona, paper: Paper, workshop: Workshop
) -> None:
    reviewer.post(room, {"text": "I was here.", "visible": "committee"})
    Assignment.objects.filter(pk=seat.pk).update(state="removed")
    assert reviewer.get(room).status_code == 404
    assert (
        "I was here." in organizer.get(reverse("progress-discussion", args=[workshop.slug, paper.ref])).text
    )


def test_nobody_else_is_let_in(
    room: str,
    author: Persona,
    reviewer_elsewhere: Persona,
    organizer_in_conflict: Persona,
    paper: Paper,
    workshop: Workshop,
) -> None:
    desk = reverse("progress-discussion", args=[workshop.slug, paper.ref])
    for person in (author, reviewer_elsewhere, organizer_in_conflict):
        for url in (room, desk):
            assert person.get(url).status_code == 404
            assert person.post(url, {"text": "x", "visible": "committee"}).status_code == 404
    assert not Comment.objects.exists()


def test_it_asks_as_often_for_a_long_discussion(
    room: str, reviewer: Persona, paper: Paper, seat: Assignment
) -> None:
    few = query_count(reviewer, room)
    for n in range(5):
        add_review(paper, UserFactory.create())
        Comment.objects.create(paper=paper, seat=seat, text=f"Word {n}.", visible="committee")
    assert query_count(reviewer, room) == few <= 12
