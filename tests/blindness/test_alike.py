"""What is forbidden answers as what is not there: status, headers, body, number of queries, by GET and by POST."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from reviews.bidding.access import names_of
from reviews.models import Run, Suggestion
from submissions.models import Letter, Pair
from tests.blindness.comparison import Answer, browser, plain_refusals, visit
from tests.blindness.refs import MADE_UP, Refs, refs_of
from tests.blindness.sights import HANDLED, NOTHING, PERSONAS, WRITTEN, Persona, Sight, sight_of
from tests.blindness.urls import TABLE, addresses
from tests.blindness.world import Phase, World, in_phases, newest, standing_still
from tests.factories import ConflictFactory, InvitationFactory, UserFactory

OF_AUTHORS = (
    "paper-conflicts",
    *(
        "paper",
        "paper-status",
        "paper-typed",
        "paper-edit",
        "paper-withdraw",
        "paper-upload",
        "paper-clean",
        "outcome",
    ),
    *("paper-false-alarm", "paper-pdf", "paper-page", "paper-device", "paper-ask-again", "paper-authors"),
    *("paper-supplement", "paper-supplement-file", "paper-sheet"),
    "paper-response",
)
OF_HANDLERS = (
    "deadlines-pass",
    "resemblance-answer",
    *("progress-offer", "progress-told", "progress-discussion"),
    *("desk-paper", "desk-paper-check", "desk-paper-reviews", "desk-paper-history", "desk-paper-check-again"),
    *("desk-paper-pdf", "desk-paper-blind", "desk-page", "assignment-paper", "assignment-remove", "decision"),
    *("desk-paper-authors", "desk-act", "desk-revive", "desk-supplement"),
    *(
        "deskcheck-paper",
        "deskcheck-waive",
        "deskcheck-take-back",
        "deskcheck-fix",
        "deskcheck-reject",
        "deskcheck-keep",
        "letter",
        "letter-act",
        "letter-to",
        "attendance-note",
        "attendance-offer",
    ),
    *("assignment-pair", "assignment-wanted", "assignment-run", "assignment-run-stop", "assignment-run-use"),
)
OF_AUTHORS_AND_HANDLERS = ("api-paper", "api-file")
OF_BIDDERS = ("bid",)
OF_REVIEWERS = (
    "review",
    "review-pdf",
    "review-page",
    "review-tell",
    "review-discussion",
    "review-offer",
    "review-supplement",
    "review-supplement-file",
    *("api-reviewed", "api-reviewers-copy"),
)
BY_VERSION = ("paper-pdf", "paper-page", "desk-paper-pdf", "desk-paper-blind", "desk-page")
BY_LETTER = ("letter", "letter-act", "letter-to")
BY_NUMBER = ("people-remove", "people-senior", "people-suggested", "conflict-settle", "assignment-load")
BY_PAIR = ("resemblance-answer",)
BY_RUN = ("assignment-run", "assignment-run-stop", "assignment-run-use")
BY_ASSIGNMENT = ("assignment-remove", "progress-told", *OF_REVIEWERS)
MORE_ARGUMENTS: dict[str, tuple[object, ...]] = {
    "api-file": ("original", MADE_UP),
    "paper-page": (1,),
    "desk-page": (1,),
    "review-page": (1,),
    "assignment-pair": (1,),
    "review-tell": ("cannot",),
    "progress-told": ("recognised",),
    "paper-false-alarm": ("key",),
}


def forbidden(sight: Sight, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(URL name, ref) of what is there of these papers and not for this person."""
    for key in keys:
        known = sight.known[key]
        is_author = known == WRITTEN
        barred = [*(() if is_author else OF_AUTHORS), *(() if known >= HANDLED else OF_HANDLERS)]
        barred += () if is_author or known >= HANDLED else OF_AUTHORS_AND_HANDLERS
        yield from ((name, _ref(sight.world, key, name)) for name in barred)
        reviewing = sight.world.papers[key].assignments.exclude(reviewer=sight.user)[0].ref
        yield from ((name, reviewing) for name in OF_REVIEWERS if name != "review-offer")
        yield "review-offer", sight.world.offers[key].ref
        if sight.user and known == NOTHING:
            named = names_of(sight.user, [sight.world.papers[key].pk])
            yield from ((name, each.name) for name in OF_BIDDERS for each in named)


def _ref(world: World, key: str, name: str) -> str:
    paper = world.papers[key]
    if name in BY_RUN:
        return Run.objects.filter(papers=paper, by=world.people["ines"]).latest("pk").ref
    if name in BY_PAIR:
        return Pair.objects.get(Q(one=paper) | Q(other=paper)).ref
    if name in BY_ASSIGNMENT:
        return paper.assignments.all()[0].ref
    if name in BY_LETTER:
        return Letter.objects.filter(paper=paper)[0].ref
    return newest(paper).ref if name in BY_VERSION else paper.ref


def test_every_page_of_one_object_is_tried() -> None:
    tried = {
        *OF_AUTHORS,
        *OF_HANDLERS,
        *OF_AUTHORS_AND_HANDLERS,
        *OF_REVIEWERS,
        *OF_BIDDERS,
        *BY_NUMBER,
        "handover",
    }
    with_a_made_up_ref = {name for name in TABLE if _takes_a_ref(name)}
    assert with_a_made_up_ref - tried == {
        "accepted-pdf",
        "claim",
        "intake-preview",
        "attendance-answer",
        "camera-final",
        "paper-camera",
        "paper-final",
        "programme-remove",
        "programme-session",
        "attendance-letter",
        "host-date",
        "invitation",
        "account-merge-confirm",
        "author-link",
        "author-consent",
        "private-link",
        "private-confirm",
        "progress-stop",
        "trial-answer",
        "trial-page",
        "call-trial-answer",
    }


def _takes_a_ref(name: str) -> bool:
    refs = Refs(
        "w",
        "e",
        ["p", MADE_UP],
        ["v", MADE_UP],
        ["a", MADE_UP],
        ["i", MADE_UP],
        [1, 2],
        [MADE_UP],
        [MADE_UP],
        [MADE_UP],
        ["l", MADE_UP],
        attendances=[MADE_UP],
        runs=["r", MADE_UP],
        people=[1, 2],
    )
    return any(MADE_UP in args or args[1:] == (2,) for args in TABLE[name].addresses(refs))


@in_phases(Phase.DECIDED)
@pytest.mark.parametrize("personas", [PERSONAS[at::3] for at in range(3)], ids=lambda group: group[0].name)
def test_forbidden_and_missing_answer_alike(world: World, personas: list[Persona]) -> None:
    elsewhere = InvitationFactory.create(pk=77_777_777, workshop=world.elsewhere)
    UserFactory.create(pk=elsewhere.pk)
    Suggestion.objects.create(pk=elsewhere.pk, invitation=elsewhere, email="x@y.example")
    ConflictFactory.create(pk=elsewhere.pk, paper=world.papers["abroad"])
    with standing_still(Phase.DECIDED):
        for persona in personas:
            sight = sight_of(persona, world)
            _all_alike(
                sight, [*forbidden(sight, ["main"]), *((name, str(elsewhere.pk)) for name in BY_NUMBER)]
            )
            # To whom nothing is open, each paper is as closed as the next; and the page is the same for all of them.
            if any(sight.known.values()):
                with plain_refusals():
                    _all_alike(sight, forbidden(sight, ["own", "hers"]))


def _all_alike(sight: Sight, cases: Iterable[tuple[str, str]]) -> None:
    client, missing = browser(sight), dict[tuple[str, str], Answer]()
    for method, (name, ref) in product(("GET", "POST"), dict.fromkeys(cases)):
        here = _answer(client, method, sight.world, name, ref)
        if (method, name) not in missing:
            made_up = "99999999" if name in BY_NUMBER else MADE_UP
            missing[method, name] = _answer(client, method, sight.world, name, made_up)
        assert here == missing[method, name], f"{sight.user}: {method} {name}"
        assert here.status in {302, 401, 404, 405, 409}, f"{sight.user}: {method} {name}"


def _answer(client: Client, method: str, world: World, name: str, ref: str) -> Answer:
    address = reverse(name, args=[world.workshop.slug, ref, *MORE_ARGUMENTS.get(name, ())])
    answer = visit(client, address, method=method)
    headers, body = (field.replace(ref.encode(), b"REF") for field in (answer.headers, answer.body))
    return replace(answer, headers=headers, body=body)


@in_phases(Phase.OPEN)
def test_a_paper_that_somebody_handles_cannot_be_handed_over_by_its_number(world: World) -> None:
    numbers = (world.papers["main"].number, 999)
    with standing_still(Phase.OPEN):
        for persona in PERSONAS:
            client = browser(sight_of(persona, world))
            taken, missing = (
                visit(client, reverse("handover", args=[world.workshop.slug, number])) for number in numbers
            )
            assert taken.status == missing.status, persona.name
            assert taken.status in {302, 404}, persona.name
            assert taken.body == missing.body, persona.name
            assert taken.queries == missing.queries, persona.name


@in_phases(Phase.OPEN)
@pytest.mark.parametrize("person", [None, "ines"])
@override_settings(CSRF_FAILURE_VIEW="tests.blindness.test_alike.refused")
def test_no_unsafe_method_passes_without_a_token(world: World, person: str | None) -> None:
    """The refusal is one word here, which no page says. The API takes no such method at all, so that it answers 405.
    A mail server that stops a digest has its signed address alone (RFC 8058).
    """
    client = Client(enforce_csrf_checks=True)
    if person:
        client.force_login(world.people[person])
    for address in addresses(refs_of(world, ("main",), person=person), only=set(TABLE) - {"progress-stop"}):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            answer = client.generic(method, address)
            is_refused = (
                answer.status_code == 405 if address.startswith("/api/v1/") else answer.content == REFUSAL
            )
            assert is_refused, f"{method} {address}"


REFUSAL = b"no token"


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(REFUSAL, status=403)
