"""The URL table: every pattern of the project, with the addresses to visit it by.

A pattern that nobody listed here fails the suite. Refs come in four kinds: own, foreign, hidden and made up.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from reviews.accepted.exports import FORMATS
from reviews.models import Assignment, Attendance, Final, Intake, Invitation, Offer, Run, Session
from reviews.takeaway.catalogue import BY_NAME
from reviews.timekeeping.digest import STOP
from reviews.timekeeping.models import Digest
from submissions.models import AuthorConsent, AuthorLink, Letter, Pair, PrivateLink, Version
from submissions.workshops.settings.pages import SECTIONS
from tests.blindness.world import World

MADE_UP = "zzzzzzzzzzzzzzzz"
SORTS = ("title", "-overall", "-confident", "-score-novelty", "decision")
FILTERS = ("ready", "findings", "disagree", "unconfirmed")


@dataclass(frozen=True)
class Refs:
    """What stands in the addresses of one world."""

    slug: str
    elsewhere: str
    papers: Sequence[str]
    versions: Sequence[str]
    assignments: Sequence[str]
    invitations: Sequence[str]
    invitation_ids: Sequence[int]
    keys: Sequence[str]
    tokens: Sequence[str]
    author_tokens: Sequence[str]
    letters: Sequence[str] = ()
    offers: Sequence[str] = ()
    intakes: Sequence[str] = (MADE_UP,)
    attendances: Sequence[str] = ()
    finals: Sequence[str] = (MADE_UP,)
    sessions: Sequence[str] = (MADE_UP,)
    runs: Sequence[str] = ()
    likenesses: Sequence[str] = (MADE_UP,)
    people: Sequence[int] = ()
    consents: Sequence[str] = (MADE_UP,)
    digests: Sequence[str] = (MADE_UP,)


Addresses = Callable[[Refs], Iterator[tuple[object, ...]]]


def refs_of(world: World, keys: Sequence[str], *, person: str | None = None, made_up: bool = True) -> Refs:
    """Of these papers, and one that is made up; of invitations, which open to whoever holds the link, the person's own."""
    papers = [world.papers[key] for key in keys]
    rows = Assignment.objects.filter(paper__in=papers).order_by("paper__number", "pk")
    if person:
        rows = rows.filter(Q(reviewer=world.people[person]) | Q(pk=rows.values("pk")[:1]))
    asked = Invitation.objects.filter(workshop=world.workshop).order_by("pk")
    own = asked.filter(email=world.people[person].email) if person else asked.none()
    versions = Version.objects.filter(paper__in=papers).order_by("pk")
    links = PrivateLink.objects.filter(paper__in=papers, address=world.people[person].email if person else "")
    own_line = Q(paper__authors__user=world.people[person]) if person else Q(pk=None)
    asked_to_come = Attendance.objects.filter(own_line, paper__in=papers)
    written = Letter.objects.filter(paper__in=papers).order_by("pk")
    named = AuthorLink.objects.filter(paper__in=papers, email=world.people[person].email if person else "")
    asked_to_agree = AuthorConsent.objects.filter(
        change__paper__in=papers, email=world.people[person].email if person else ""
    )
    none = [MADE_UP] if made_up else []
    return Refs(
        slug=world.workshop.slug,
        elsewhere=world.elsewhere.slug,
        papers=[*(paper.ref for paper in papers), *none],
        versions=[*versions.values_list("ref", flat=True), *none],
        assignments=[*rows.values_list("ref", flat=True), *none],
        invitations=[*own.values_list("token", flat=True), MADE_UP],
        offers=[*Offer.objects.filter(paper__in=papers).values_list("ref", flat=True), *none],
        invitation_ids=[*asked.values_list("pk", flat=True)[:1], 999_999],
        keys=[*links.values_list("key", flat=True), MADE_UP],
        tokens=[*links.values_list("token", flat=True), MADE_UP],
        letters=[*written.values_list("ref", flat=True)[:2], *none],
        consents=[*asked_to_agree.values_list("token", flat=True), MADE_UP],
        author_tokens=[*named.values_list("token", flat=True), MADE_UP],
        intakes=[*_intakes(world, person), MADE_UP],
        finals=[*Final.objects.filter(paper__in=papers).values_list("ref", flat=True), MADE_UP],
        sessions=[*Session.objects.filter(workshop=world.workshop).values_list("ref", flat=True), MADE_UP],
        attendances=[*asked_to_come.values_list("token", flat=True), MADE_UP],
        runs=[
            *Run.objects.filter(papers__in=papers).distinct().order_by("pk").values_list("ref", flat=True),
            *none,
        ],
        likenesses=[*Pair.objects.filter(one__in=papers).values_list("ref", flat=True), MADE_UP],
        people=[world.people["ravi"].pk, 999_999],
        digests=[*_digests(world, person), MADE_UP],
    )


def _intakes(world: World, person: str | None) -> Iterator[str]:
    """The files that this person brought, if any."""
    if person:
        own = Intake.objects.filter(workshop=world.workshop, by=world.people[person])
        yield from own.values_list("ref", flat=True)


def _digests(world: World, person: str | None) -> Iterator[str]:
    """What opens from this person's digest, if there is one."""
    if person:
        own = Digest.objects.filter(workshop=world.workshop, user=world.people[person])
        yield from (STOP.sign(str(pk)) for pk in own.values_list("pk", flat=True))


def once(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ()


def workshop(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug,)


def workshops(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug,)
    yield (refs.elsewhere,)


def hues(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, 200)


def sections(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, key) for key in (*SECTIONS, "made-up"))


def calls(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, slug) for slug in ("papers", "made-up"))


def portraits(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, 999_999)


def papers(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.papers)


def papers_anywhere(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from papers(refs)
    yield (refs.elsewhere, refs.papers[0])


def findings(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref, "made-up-key") for ref in refs.papers)


def trials(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (MADE_UP,)


def trials_here(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, MADE_UP)


def digests(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, token) for token in refs.digests)


def trial_pictures(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (MADE_UP, 0)


def versions(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.versions)


def pictures(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref, 1) for ref in refs.versions)
    yield (refs.slug, refs.versions[0], 99)


def assignments(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.assignments)


def assigned_pictures(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref, 1) for ref in refs.assignments)


def offers(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.offers)


def tellings(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref, kind) for ref in refs.assignments for kind in ("conflict", "recognised"))


def invitations(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((token,) for token in refs.invitations)


def intakes(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.intakes)


def finals(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.finals)


def sessions(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.sessions)


def likenesses(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.likenesses)


def takeaways(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, what, form) for what, form in BY_NAME)


def claims(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (MADE_UP,)


def invitation_ids(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, pk) for pk in refs.invitation_ids)


def keys(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, key) for key in refs.keys)


def tokens(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, token) for token in refs.tokens)


def letters(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.letters)


def attendances(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, token) for token in refs.attendances)


def kinds_of_letters(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, "decision_accept")
    yield (refs.slug, "made-up")


def bids(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, MADE_UP)


def no_number(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (refs.slug, 999_999)


def numbers(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, number) for number in (1, 2, 999))


def author_tokens(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, token) for token in refs.author_tokens)


def consents(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, token) for token in refs.consents)


def site_texts(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ("privacy",)


def passkeys(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield (999_999,)


def runs(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref) for ref in refs.runs)


def people(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, pk) for pk in refs.people)


def pairs(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield from ((refs.slug, ref, pk) for ref in refs.papers for pk in refs.people[:1])


def files(refs: Refs) -> Iterator[tuple[object, ...]]:
    """Each version under each paper: under another's it must not be found."""
    for ref in refs.papers:
        yield from ((refs.slug, ref, kind, file) for kind in ("original", "blind") for file in refs.versions)
        yield from ((refs.slug, ref, "final", file) for file in refs.finals)
        yield (refs.slug, ref, "supplement", MADE_UP)


def nowhere(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ("made-up/address",)


def reset_key(refs: Refs) -> Iterator[tuple[object, ...]]:
    yield ("1", "made-up-key")


OF_ACCOUNTS = (
    *(
        "account",
        "account-merge",
        "my-data",
        "my-data-file",
        "erase",
        "usersessions_list",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ),
    *("mfa_login_webauthn", "mfa_reauthenticate_webauthn"),
    *("account_login", "account_logout", "account_inactive", "account_signup", "account_email"),
    *("account_reauthenticate", "account_email_verification_sent", "account_change_password"),
    *("account_set_password", "account_reset_password", "account_confirm_login_code"),
    *("account_reset_password_from_key_done", "account_reset_password_done", "account_request_login_code"),
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
)
OF_THE_SITE = (
    "home",
    "workshop-new",
    "dashboard",
    "healthz",
    "readyz",
    "demo-people",
    "demo-mail",
    "demo-styleguide",
    "trial",
)
OF_A_WORKSHOP = (
    "enquiry",
    *("logo", "settings", "settings-new-call", "deadlines", "readiness", "preview-reviewer"),
    *("call", "call-ics", "call-trial", "paper-submit", "papers-mine", "reviews-mine", "accepted"),
    *(f"{where}-{form}" for where in ("accepted", "desk-accepted") for form in FORMATS),
    *("desk", "desk-papers", "desk-begin", "resemblance"),
    *("history", "outbox", "texts", "write", "attendance", "host"),
    *(
        "people",
        "assignment",
        "assignment-grid",
        "assignment-csv",
        "assignment-table",
        "decisions",
        "decisions-csv",
        "decisions-sheet",
        "release",
        "deskcheck",
        "deskcheck-sheet",
        "rules",
    ),
    *(
        "intake",
        "intake-links",
        "retention",
        "takeaway",
        "camera",
        "programme",
        "programme-ics",
        "programme-editor",
    ),
    "programme-check-in",
)
OF_REVIEWING = (
    *(
        "reviews-zip",
        "reviews-upload",
        "criteria",
        "progress",
        "progress-reminders",
        "progress-standby",
        "progress-hours",
    ),
    *("progress-response", "review-outcomes", "review-certificate"),
)
OF_PAIRS = (
    *(
        "my-conflicts",
        "conflicts",
        "conflict-ask",
        "conflict-rules",
        "expertise",
        "bidding",
        "bidding-card",
        "desk-bidding",
    ),
)
OF_A_PAPER = (
    "deadlines-pass",
    "paper-conflicts",
    *(
        "paper-status",
        "paper-typed",
        "paper-edit",
        "paper-device",
        "paper-authors",
        "paper-supplement",
        "paper-sheet",
        "paper-supplement-file",
        "desk-supplement",
        "paper-withdraw",
        "outcome",
        "decision",
        "desk-paper",
        "desk-paper-check",
    ),
    *(
        "desk-paper-authors",
        "desk-act",
        "desk-paper-reviews",
        "desk-paper-history",
        "assignment-paper",
        "deskcheck-paper",
        "deskcheck-waive",
    ),
)
OF_THE_API = ("api", "api-document", "api-me", "tokens", "token-new")
OF_A_WORKSHOP_BY_API = (
    *("api-workshop", "api-papers", "api-authors", "api-reviews", "api-decisions", "api-reviewing"),
    *("api-accepted", "api-programme"),
)
POSTS_OF_A_WORKSHOP = (
    *("desk-bidding-set", "conflict-set", "people-remind"),
    *("paper-autosave", "people-invite", "people-organizer", "assignment-solve", "assignment-publish"),
    *(
        "decisions-ready",
        "decisions-bulk",
        "decisions-room",
        "attendance-ask",
        "host-dates",
        "host-hand-over",
        "accepted-pdfs",
        "progress-digest",
    ),
)
POSTS_OF_A_PAPER = (
    *(
        "paper-upload",
        "paper-clean",
        "paper-ask-again",
        "desk-revive",
        "deskcheck-take-back",
        "deskcheck-fix",
        "deskcheck-reject",
        "deskcheck-keep",
    ),
    *("desk-paper-check-again", "assignment-wanted"),
)

TABLE: dict[str, Addresses] = {
    **dict.fromkeys(OF_THE_SITE + OF_ACCOUNTS, once),
    **dict.fromkeys(OF_A_WORKSHOP + OF_REVIEWING + OF_PAIRS, workshops),
    **dict.fromkeys(POSTS_OF_A_WORKSHOP, workshop),
    **dict.fromkeys(OF_A_PAPER + POSTS_OF_A_PAPER, papers),
    **dict.fromkeys((*OF_THE_API, "api-workshops"), once),
    **dict.fromkeys(OF_A_WORKSHOP_BY_API, workshops),
    "api-paper": papers_anywhere,
    "api-file": files,
    **dict.fromkeys(("api-reviewed", "api-reviewers-copy"), assignments),
    "api-nothing": nowhere,
    "token-revoke": passkeys,
    "accent": hues,
    **dict.fromkeys(("rules-edit", "rules-effect", "rules-use", "rules-drop"), calls),
    "paper": papers_anywhere,
    "settings-section": sections,
    **dict.fromkeys(("settings-call", "deadlines-move", "preview-author"), calls),
    "portrait": portraits,
    "paper-false-alarm": findings,
    **dict.fromkeys(("paper-pdf", "desk-paper-pdf", "desk-paper-blind"), versions),
    **dict.fromkeys(("paper-page", "desk-page"), pictures),
    **dict.fromkeys(("review", "review-pdf", "assignment-remove"), assignments),
    "review-page": assigned_pictures,
    **dict.fromkeys(("letter", "letter-act"), letters),
    "text": kinds_of_letters,
    **dict.fromkeys(("review-tell", "progress-told"), tellings),
    **dict.fromkeys(("progress-offer", "progress-discussion", "paper-response"), papers),
    "review-discussion": assignments,
    "review-offer": offers,
    **dict.fromkeys(("attendance-answer", "attendance-letter"), attendances),
    **dict.fromkeys(("attendance-note", "attendance-offer"), papers),
    "invitation": invitations,
    "account-merge-confirm": trials,
    **dict.fromkeys(("mfa_edit_webauthn", "mfa_remove_webauthn"), passkeys),
    **dict.fromkeys(("review-supplement", "review-supplement-file"), assignments),
    **dict.fromkeys(("site-text", "site-text-edit"), site_texts),
    "robots": once,
    "author-link": author_tokens,
    "author-consent": consents,
    "private-link": keys,
    "private-confirm": tokens,
    **dict.fromkeys(("people-remove", "people-senior", "host-date"), invitation_ids),
    "people-suggested": no_number,
    **dict.fromkeys(("handover", "accepted-pdf"), numbers),
    "intake-preview": intakes,
    "claim": claims,
    **dict.fromkeys(("assignment-run", "assignment-run-stop", "assignment-run-use"), runs),
    "assignment-load": people,
    "assignment-pair": pairs,
    "takeaway-file": takeaways,
    "resemblance-answer": likenesses,
    "bid": bids,
    **dict.fromkeys(("expertise-remove", "my-conflicts-remove", "conflict-settle"), no_number),
    "paper-camera": papers,
    "camera-remind": workshop,
    **dict.fromkeys(("paper-final", "camera-final"), finals),
    **dict.fromkeys(("programme-session", "programme-remove"), sessions),
    "account_reset_password_from_key": reset_key,
    "trial-answer": trials,
    "call-trial-answer": trials_here,
    "progress-stop": digests,
    "trial-page": trial_pictures,
}

SAME_IN_EVERY_PHASE = {
    *(*OF_THE_API, "api-nothing", "token-revoke"),
    "progress-told",
    *OF_ACCOUNTS,
    *POSTS_OF_A_WORKSHOP,
    *POSTS_OF_A_PAPER,
    *("site-text", "site-text-edit", "robots"),
    *("account-merge-confirm", "mfa_edit_webauthn", "mfa_remove_webauthn"),
    *("account_reset_password_from_key", "assignment-remove", "people-remove", "healthz", "readyz"),
    *("accent", "demo-styleguide", "trial", "trial-answer", "call-trial-answer", "trial-page", "call-ics"),
    *("letter-act", "text", "texts", "rules-use", "rules-drop", "attendance-offer"),
    *("expertise-remove", "my-conflicts-remove", "conflict-settle", "bid", "handover"),
    *("resemblance-answer", "host-date", "people-senior", "people-suggested"),
}
"""Visited by GET while the call is open, and not again: a person's own account, and what answers POST only."""

QUERIES: dict[str, Sequence[str]] = {
    "decisions": [*(f"?sort={key}" for key in SORTS), *(f"?show={key}" for key in FILTERS)],
    "desk-papers": [*(f"?sort={key}" for key in SORTS), *(f"?show={key}" for key in FILTERS)],
    "assignment": ["?show=short", "?point=0"],
    "assignment-pair": ["?otherwise=1"],
    "history": ["?page=2"],
    "outbox": ["?page=2", "?show=sent", "?q=%231", "?q=example"],
    "write": ["?group=submitted", "?group=accepted", "?group=owing"],
    "review": ["?view=text"],
    "progress-reminders": ["?state=unopened", "?state=overdue"],
    "conflicts": ["?show=active", "?show=waived"],
    "api-reviews": ["?page=2", "?page=none"],
    "bidding": ["?show=open", "?show=done", "?page=2"],
}
"""Ways to look at a page that stand in its address."""

BY_DICE = {"mfa_activate_totp", "mfa_add_webauthn"}
"""What stands there is made anew for each answer: the key of an app, a challenge."""

FOR_WHOEVER_SITS_THERE = {"demo-people", "demo-mail"}
"""The demo shows everybody to the person at the machine, who may be anybody; a real site has no such pages."""


def names() -> set[str]:
    return {pattern.name or str(pattern.pattern) for pattern in patterns(get_resolver())}


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each)
        else:
            yield each


def addresses(refs: Refs, *, only: Collection[str]) -> Iterator[str]:
    """Every address of these patterns, each once."""
    for name, places in TABLE.items():
        if name in only:
            yield from (reverse(name, args=args) for args in dict.fromkeys(places(refs)))


def ways_to_look(address: str) -> list[str]:
    """The same page sorted, filtered, turned over."""
    name = resolve(address).url_name or ""
    return [address + query for query in QUERIES.get(name, ())]
