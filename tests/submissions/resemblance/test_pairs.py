from collections.abc import Sequence
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from submissions import clock
from submissions.models import Conflict, Membership, Page, Pair, Paper, Signature, User, Workshop
from submissions.papers import services as papers
from submissions.resemblance import comparing
from submissions.resemblance.signing import TEXT_ALIKE, shared, sign
from tests.factories import CallFactory, KindFactory, UserFactory, WorkshopFactory
from tests.papers import add_version, complete_paper, mark_checked, small_pdf
from tests.personas import Persona, member
from tests.submissions.resemblance.texts import edited
from tests.submissions.resemblance.texts import paper as made_up
from tests.workers import do_jobs

pytestmark = pytest.mark.django_db


def submitted(workshop: Workshop, author: User, text: Sequence[str], title: str = "") -> Paper:
    """A checked paper whose pages have this text, in two pages."""
    row = complete_paper(workshop, author, title=title)
    _write(row, text)
    return row


def _write(row: Paper, text: Sequence[str]) -> None:
    Page.objects.filter(version=row.current_id).update(text="\n".join(text))


def compare() -> None:
    while comparing.ask_for_what_is_due():
        do_jobs()


@pytest.fixture
def other_workshop(workshop: Workshop) -> Workshop:
    """At the same venue, run by others."""
    made = WorkshopFactory.create(venue=workshop.venue.upper(), name="Agents Next Door")
    KindFactory.create(call=CallFactory.create(workshop=made))
    return made


@pytest.fixture
def organizer_there(other_workshop: Workshop) -> Persona:
    return member(other_workshop, Membership.Role.ORGANIZER, "Nadia Next-Door")


def words_of(pairs: Sequence[Pair]) -> set[tuple[int, int]]:
    return {(pair.one_id, pair.other_id) for pair in pairs}


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_copy_is_found_here_and_at_the_venue(
    workshop: Workshop, other_workshop: Workshop, *, is_elsewhere: bool
) -> None:
    there, alike = other_workshop if is_elsewhere else workshop, {}
    submitted(workshop, UserFactory.create(), made_up(9))
    for seed, share in enumerate((0.0, 0.3, 0.5)):
        text = made_up(seed)
        one = submitted(workshop, UserFactory.create(), text)
        two = submitted(there, UserFactory.create(), edited(text, share, seed=3))
        alike[one.pk, two.pk] = 1 - share
    compare()
    found = {(pair.one_id, pair.other_id): pair.text for pair in Pair.objects.all()}
    assert found == {pair: pytest.approx(text, abs=0.15) for pair, text in alike.items()}


def test_of_another_venue_nothing_is_compared(workshop: Workshop, other_workshop: Workshop) -> None:
    Workshop.objects.filter(pk=other_workshop.pk).update(venue="Elsewhere 2025")
    text = made_up(1)
    for where in (workshop, other_workshop):
        submitted(where, UserFactory.create(), text)
    compare()
    assert not Pair.objects.exists()


def test_who_cites_the_same_works_has_not_written_the_same_paper() -> None:
    works = made_up(7, sentences=90)
    one, two = ("\n".join([*made_up(seed), "References", *works]) for seed in (8, 9))
    there = sign(two)
    assert shared(sign(one).digest, sign(one).size, there.digest[None, :], [there.size])[0] < TEXT_ALIKE / 2


def test_what_all_papers_of_a_place_share_is_no_sign_once_that_is_known(workshop: Workshop) -> None:
    form = made_up(5)
    rows = []
    for seed in (*range(20, 32), 20):
        text = [*form, *made_up(seed, sentences=40)]
        rows.append(submitted(workshop, UserFactory.create(), text))
        if len(rows) == 3:
            compare()
            assert Pair.objects.count() == 3
    compare()
    assert words_of(list(Pair.objects.all())) == {(rows[0].pk, rows[-1].pk)}


def test_a_scan_without_text_is_like_nothing_but_by_its_title(workshop: Workshop) -> None:
    one, _, three = (
        submitted(workshop, UserFactory.create(), [], title=title)
        for title in ("Same Words", "Others", "same  words!")
    )
    compare()
    assert words_of(list(Pair.objects.all())) == {(one.pk, three.pk)}
    assert Pair.objects.get().same_title


def test_a_changed_title_is_looked_at_again_and_no_signature_without_need(workshop: Workshop) -> None:
    one, two = (submitted(workshop, UserFactory.create(), made_up(seed)) for seed in (1, 2))
    compare()
    assert comparing.ask_for_what_is_due() == 0
    later = clock.now() + timedelta(minutes=5)
    Paper.objects.filter(pk=two.pk).update(title=one.title, saved_at=later)
    with clock.replaying(later + timedelta(minutes=1)):
        compare()
        assert Pair.objects.get().same_title
        assert comparing.ask_for_what_is_due() == 0
    assert Signature.objects.count() == 2


@pytest.fixture
def pair(workshop: Workshop, author: Persona) -> Pair:
    """Two papers of this workshop, the first by `author`."""
    text = made_up(1)
    submitted(workshop, author.user, text, title="Pruning Prompts")
    submitted(workshop, UserFactory.create(), text, title="Prompts, Pruned")
    compare()
    return Pair.objects.get()


def page_of(workshop: Workshop) -> str:
    return reverse("resemblance", args=[workshop.slug])


def say(client: Persona, workshop: Workshop, pair: Pair, verdict: str, note: str = "") -> int:
    url = reverse("resemblance-answer", args=[workshop.slug, pair.ref])
    answer = client.post(url, {f"{pair.ref}-verdict": verdict, f"{pair.ref}-note": note})
    return answer.status_code


def test_it_is_a_question_on_the_desk_until_it_is_answered(
    workshop: Workshop, organizer: Persona, pair: Pair
) -> None:
    desk = reverse("desk", args=[workshop.slug])
    assert "1 pair" in organizer.get(desk).text
    assert say(organizer, workshop, pair, "fine", "An extended version, as the call allows.") == 302
    assert "dual submission" not in organizer.get(desk).text.partition("<main")[2]
    assert "as the call allows" in organizer.get(page_of(workshop)).text


def test_a_problem_wants_a_note_and_keeps_what_was_chosen(
    workshop: Workshop, organizer: Persona, pair: Pair
) -> None:
    assert say(organizer, workshop, pair, "problem") == 422
    assert not pair.answers.exists()
    assert say(organizer, workshop, pair, "maybe") == 422
    assert say(organizer, workshop, pair, "problem", "Ask both.") == 302


def test_an_answer_holds_for_the_same_bytes_and_no_others(
    workshop: Workshop, organizer: Persona, pair: Pair
) -> None:
    say(organizer, workshop, pair, "fine")
    text, bytes_then = made_up(1), small_pdf("Paper 2.")
    two = pair.other
    for pdf, waits in ((small_pdf("Another."), 1), (bytes_then, 0)):
        add_version(two, pdf)
        _write(two, text)
        compare()
        assert organizer.get(page_of(workshop)).context["waiting"] == waits


def test_an_organizer_in_conflict_with_one_of_them_sees_nothing(
    workshop: Workshop, organizer: Persona, pair: Pair
) -> None:
    before = organizer.get(page_of(workshop)).context["rows"]
    Conflict.objects.create(paper=pair.other, user=organizer.user, kind=Conflict.Kind.DECLARED, reason="Kin.")
    assert len(before) == 1
    assert organizer.get(page_of(workshop)).context["rows"] == []
    assert (
        "dual submission"
        not in organizer.get(reverse("desk", args=[workshop.slug])).text.partition("<main")[2]
    )
    assert say(organizer, workshop, pair, "fine") == 404


def test_a_withdrawn_paper_is_no_dual_submission(workshop: Workshop, organizer: Persona, pair: Pair) -> None:
    papers.withdraw(paper=pair.one, by=pair.one.creator)
    assert organizer.get(page_of(workshop)).context["rows"] == []


def test_the_other_workshop_learns_of_the_pair_alone(
    workshop: Workshop, other_workshop: Workshop, organizer: Persona, organizer_there: Persona
) -> None:
    text = made_up(1)
    here = submitted(workshop, UserFactory.create(name="Hanna Here"), text, title="What Is Here")
    there = submitted(other_workshop, UserFactory.create(name="Theo There"), text, title="What Is There")
    compare()
    for client, own, foreign in ((organizer, here, there), (organizer_there, there, here)):
        page = unescape(client.get(page_of(own.workshop)).text)
        assert own.title in page
        assert foreign.workshop.name in page
        hidden = (foreign.title, foreign.ref, foreign.authors.get().name, foreign.authors.get().email)
        assert not [word for word in hidden if word in page]
        assert Pair.objects.get().ref[:6] in page
    assert say(organizer, workshop, Pair.objects.get(), "problem", "Ours came first.") == 302
    assert "Ours came first" not in organizer_there.get(page_of(other_workshop)).text


def test_who_wrote_the_other_paper_elsewhere_is_not_told(
    workshop: Workshop, other_workshop: Workshop, organizer: Persona
) -> None:
    text = made_up(1)
    submitted(workshop, UserFactory.create(), text)
    submitted(other_workshop, organizer.user, text)
    compare()
    assert organizer.get(page_of(workshop)).context["rows"] == []


def test_nobody_but_handlers_has_the_page(
    workshop: Workshop, pair: Pair, author: Persona, reviewer: Persona, outsider: Persona
) -> None:
    for who in (author, reviewer, outsider):
        assert who.get(page_of(workshop)).status_code == 404


def test_ten_pairs_cost_no_more_questions_than_one(
    workshop: Workshop, organizer: Persona, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    text = made_up(1, sentences=30)
    for _ in range(5):
        submitted(workshop, UserFactory.create(), text)
    compare()
    assert Pair.objects.count() == 10
    with django_assert_max_num_queries(12):
        assert len(organizer.get(page_of(workshop)).context["rows"]) == 10


def test_a_version_without_a_copy_waits_for_it(workshop: Workshop) -> None:
    row = complete_paper(workshop, UserFactory.create(), is_checked=False)
    assert comparing.ask_for_what_is_due() == 0
    assert row.current
    mark_checked(row.current)
    assert comparing.ask_for_what_is_due() == 1
