import pytest
from pytest_django import DjangoAssertNumQueries

from reviews.decisions import letters, release
from reviews.decisions.models import Decision, Release
from reviews.decisions.selectors import released_outcome
from submissions.models import Conflict, Entry, Letter, Paper, User, Workshop
from tests.factories import DecisionFactory, LetterFactory, UserFactory
from tests.papers import add_review, complete_paper
from tests.personas import Persona
from tests.reviews.desk.bare import bare

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(workshop: Workshop) -> str:
    return f"/{workshop.slug}/desk/release/"


@pytest.fixture
def ready(paper: Paper, organizer: Persona) -> Decision:
    review = add_review(paper, UserFactory.create(name="Secret Reviewer"), overall=4)
    review.answers["to_organizers"] = "Between us: weak."
    review.save()
    return DecisionFactory.create(paper=paper, by=organizer.user, state="ready", note="We liked it.")


def seen(user: User, workshop: Workshop) -> str:
    return letters.digest(letters.previews(release.ready(user, workshop)))


def let_out(user: User, workshop: Workshop) -> release.Released:
    return release.release(workshop=workshop, by=user, seen=seen(user, workshop))


def test_every_letter_is_previewed_as_its_authors_will_read_it(
    organizer: Persona, page: str, paper: Paper, ready: Decision
) -> None:
    text = organizer.get(page).text
    assert "amara.okonkwo-lind@example.org, bastien.kowalczuk@example.org" in text
    assert "1 paper that you may see is ready: 2 letters" in text
    assert f"#{paper.number} is accepted as a talk" in text
    assert "We liked it." in text
    assert "It is clear." in text
    assert "Secret Reviewer" not in text
    assert "Between us" not in text


def test_what_is_sent_is_what_was_previewed(workshop: Workshop, organizer: Persona, ready: Decision) -> None:
    (preview,) = letters.previews(release.ready(organizer.user, workshop))
    assert let_out(organizer.user, workshop) == release.Released(papers=1, letters=2)
    for letter in Letter.objects.filter(kind="decision"):
        assert (letter.subject, letter.body) == (preview.subject, preview.body)
        assert letter.to in preview.to
        assert letter.reply_to == [organizer.user.email]
        assert letter.paper == ready.paper


def test_a_letter_that_changed_since_the_preview_stops_the_release(
    organizer: Persona, page: str, ready: Decision
) -> None:
    token = organizer.get(page).context["form"].initial["seen"]
    Decision.objects.update(note="Changed by somebody else.")
    answer = organizer.post(page, {"seen": token})
    assert answer.status_code == 409
    assert "Changed by somebody else." in answer.text
    assert not Letter.objects.exists()


def test_posting_twice_sends_nothing_twice(organizer: Persona, page: str, ready: Decision) -> None:
    token = organizer.get(page).context["form"].initial["seen"]
    answer = organizer.post(page, {"seen": token}, follow=True)
    assert "Released 1 paper; 2 letters are on the way." in answer.text
    assert organizer.post(page, {"seen": token}).status_code == 409
    assert Letter.objects.filter(kind="decision").count() == 2
    assert Release.objects.count() == 1


def test_a_release_that_died_between_papers_is_finished_by_repeating_it(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    other = complete_paper(workshop, UserFactory.create())
    DecisionFactory.create(paper=other, by=organizer.user, state="ready", outcome="reject")
    release._release_one(ready.pk, workshop=workshop, by=organizer.user)
    assert not Release.objects.exists()
    assert let_out(organizer.user, workshop) == release.Released(papers=1, letters=1)
    assert set(Decision.objects.values_list("state", flat=True)) == {"released"}
    assert Letter.objects.filter(kind="decision").count() == 3
    assert Release.objects.count() == 1


def test_a_release_that_died_before_the_list_opened_can_be_finished(
    workshop: Workshop, organizer: Persona, page: str, ready: Decision
) -> None:
    release._release_one(ready.pk, workshop=workshop, by=organizer.user)
    answer = organizer.get(page)
    assert "Finish the release" in answer.text
    organizer.post(page, {"seen": answer.context["form"].initial["seen"]})
    assert Release.objects.count() == 1
    assert Letter.objects.filter(kind="decision").count() == 2
    assert "Finish the release" not in organizer.get(page).text


def test_two_releases_at_once_send_a_papers_letters_once(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    counts = [release._release_one(ready.pk, workshop=workshop, by=organizer.user) for _ in range(2)]
    assert counts == [2, 0]


def test_one_person_gets_one_letter_for_a_paper(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    line = ready.paper.authors.last()
    assert line
    line.email = line.email.upper()
    line.save()
    let_out(organizer.user, workshop)
    addresses = list(Letter.objects.filter(kind="decision").values_list("to", flat=True))
    assert len(addresses) == len(set(addresses)) == 2


def test_ready_papers_of_other_handlers_go_out_unseen(
    workshop: Workshop, organizer: Persona, organizer_in_conflict: Persona, ready: Decision
) -> None:
    other = complete_paper(workshop, UserFactory.create())
    DecisionFactory.create(paper=other, by=organizer_in_conflict.user, state="ready", outcome="reject")
    done = let_out(organizer_in_conflict.user, workshop)
    assert done == release.Released(papers=1, letters=1)
    ready.refresh_from_db()
    assert ready.state == Decision.State.RELEASED
    assert Letter.objects.filter(paper=ready.paper, kind="decision").count() == 2


def test_nothing_of_a_withheld_paper_changes_a_byte(
    organizer_in_conflict: Persona, page: str, paper: Paper, organizer: Persona
) -> None:
    before = bare(organizer_in_conflict.get(page))
    assert f"#{paper.number}: you are an author or in conflict. Handled by Olga Ferreira-Holm." in before
    refused = bare(organizer_in_conflict.post(page, {"seen": ""}))
    add_review(paper, UserFactory.create())
    DecisionFactory.create(paper=paper, by=organizer.user, state="ready")
    assert bare(organizer_in_conflict.get(page)) == before
    assert bare(organizer_in_conflict.post(page, {"seen": ""})) == refused
    assert not Release.objects.exists()


def test_a_withdrawn_paper_stays_where_it_is(workshop: Workshop, organizer: Persona, ready: Decision) -> None:
    Paper.objects.filter(pk=ready.paper_id).update(state="withdrawn", withdrawn_at=workshop.created_at)
    with pytest.raises(release.NothingReady):
        let_out(organizer.user, workshop)


def test_a_second_wave_releases_what_became_ready_later(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    let_out(organizer.user, workshop)
    late = complete_paper(workshop, UserFactory.create())
    DecisionFactory.create(paper=late, by=organizer.user, state="ready", outcome="poster")
    assert let_out(organizer.user, workshop) == release.Released(papers=1, letters=1)
    assert Letter.objects.filter(kind="decision").count() == 3


def test_each_release_is_a_line_of_the_papers_history_and_one_of_the_workshop(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    let_out(organizer.user, workshop)
    lines = {entry.verb: entry.paper for entry in Entry.objects.filter(verb__contains="release")}
    assert lines == {"decision.released": ready.paper, "release.done": None}


def test_a_letter_of_rejection_speaks_of_no_journey(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    Decision.objects.update(outcome="reject")
    let_out(organizer.user, workshop)
    letter = Letter.objects.filter(kind="decision").first()
    assert letter
    assert "is not accepted" in letter.subject
    assert "What comes next" not in letter.body
    assert letter.body.count("\nReviewer ") == 1


def test_after_release_nothing_can_be_taken_back(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    let_out(organizer.user, workshop)
    url = f"/{workshop.slug}/desk/decisions/papers/{ready.paper.ref}/"
    assert organizer.post(url, {"do": "undo"}).status_code == 409
    assert released_outcome(ready.paper_id)


def test_its_queries_do_not_grow(
    organizer: Persona,
    organizer_author: Persona,
    own_paper: Paper,
    workshop: Workshop,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(10):
        paper = complete_paper(workshop, UserFactory.create())
        add_review(paper, UserFactory.create())
        DecisionFactory.create(paper=paper, by=organizer_author.user, state="ready")
    with django_assert_max_num_queries(12):
        organizer_author.get(page)


def test_what_people_typed_is_escaped(organizer: Persona, page: str, ready: Decision) -> None:
    Decision.objects.update(note="<script>alert(1)</script> & co")
    Paper.objects.filter(pk=ready.paper_id).update(title="<img src=x onerror=alert(1)>")
    text = organizer.get(page).text
    assert "<script>alert" not in text
    assert "<img src=x" not in text


def test_a_letter_is_plain_text_and_not_escaped(
    workshop: Workshop, organizer: Persona, ready: Decision
) -> None:
    Decision.objects.update(note="Figures 2 & 3 don't fit.")
    let_out(organizer.user, workshop)
    letter = Letter.objects.filter(kind="decision").first()
    assert letter
    assert "Figures 2 & 3 don't fit." in letter.body


def test_a_conflict_that_came_up_keeps_an_organizer_out_of_the_replies(
    workshop: Workshop, organizer: Persona, organizer_author: Persona, ready: Decision
) -> None:
    Conflict.objects.create(paper=ready.paper, user=organizer_author.user, kind="declared")
    let_out(organizer.user, workshop)
    for letter in Letter.objects.filter(kind="decision"):
        assert letter.reply_to == [organizer.user.email]


def test_of_two_who_release_at_once_the_second_learns_who_was_first(
    organizer: Persona, organizer_author: Persona, page: str, ready: Decision
) -> None:
    tokens = [client.get(page).context["form"].initial["seen"] for client in (organizer, organizer_author)]
    organizer.post(page, {"seen": tokens[0]})
    answer = organizer_author.post(page, {"seen": tokens[1]})
    assert answer.status_code == 409
    assert "Nothing was released: Olga Ferreira-Holm did it on" in answer.text
    assert Letter.objects.filter(kind="decision").count() == 2


def test_accept_and_reject_never_both_wait(workshop: Workshop, organizer: Persona, ready: Decision) -> None:
    let_out(organizer.user, workshop)
    Decision.objects.update(outcome="reject")
    letters.send(Decision.objects.select_related("paper__workshop", "paper__call").get())
    waiting = Letter.objects.filter(kind="decision", state="queued")
    assert {letter.subject for letter in waiting} == {
        f"{workshop.name}: #{ready.paper.number} is not accepted"
    }
    assert Letter.objects.filter(kind="decision", state="withdrawn").count() == 2


def test_a_letter_that_did_not_arrive_is_told_on_the_authors_pages(
    workshop: Workshop, organizer: Persona, co_author: Persona, ready: Decision
) -> None:
    let_out(organizer.user, workshop)
    lost = Letter.objects.filter(to__startswith="amara")
    lost.update(state="failed", error="550 mailbox full")
    LetterFactory.create(paper=ready.paper, to="ravi@example.org", state="failed", error="a word to another")
    for part in ("", "outcome/"):
        text = co_author.get(f"/{workshop.slug}/papers/{ready.paper.ref}/{part}").text
        assert "a word to another" not in text
        assert "could not be delivered" in text
        assert "amara.okonkwo-lind@example.org: 550 mailbox full" in text
