"""Getting into a paper that was begun without an account. Opening a link changes nothing; buttons act."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from submissions.accounts import selectors as accounts
from submissions.accounts import services as accounting
from submissions.accounts.models import User
from submissions.accounts.selectors import Standing
from submissions.papers import access, guests, private
from submissions.papers.models import Paper, PrivateLink
from submissions.papers.services import claim_authorships
from submissions.web import SignedInRequest, guests_welcome


@guests_welcome
@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The private link: go on in this browser, or put the paper into the account that is signed in."""
    found = access.link_by_key(slug, token)
    who = request.user if isinstance(request.user, User) and not request.user.is_guest else None
    if request.method != "POST":
        context = {"link": found, "paper": found.paper, "workshop": found.paper.workshop, "who": who}
        return render(request, "submissions/papers/private_link.html", context)
    if who is None:
        guests.welcome(request, found.guest)
        return redirect("paper-edit", slug, found.paper.ref)
    private.confirm(link=found, account=who)
    messages.success(request, f"Paper #{found.paper.number} is in your account now.")
    return redirect("paper", slug, found.paper.ref)


@guests_welcome
@require_safe
def device(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Continue on another device: an address to copy, and to point a camera at."""
    paper = access.paper_for_author(request.user, slug, ref)
    held = access.link_of(request.user, paper)
    name, part = ("private-link", held.key) if held and not held.confirmed_at else ("paper-edit", ref)
    url = settings.SITE_URL + reverse(name, args=[slug, part])
    context = {"paper": paper, "workshop": paper.workshop, "url": url, "qr": qr(url), "link": held}
    return render(request, "submissions/papers/device.html", context)


@guests_welcome
@require_POST
def ask_again(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Send the letter to the same address once more."""
    paper = access.paper_for_author(request.user, slug, ref)
    if held := access.link_of(request.user, paper):
        try:
            private.ask(link=held, address=held.address, again=True)
            messages.success(request, f"Sent to {held.address} again. Only the newest letter's link works.")
        except private.TooManyLetters:
            messages.error(
                request, "No more letters go out for this paper. Sign in to put it into an account."
            )
    return redirect("paper", slug, ref)


@guests_welcome
@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Behind the mailed link: whoever got the letter says that the paper is theirs."""
    found = access.link_by_token(slug, token)
    is_open = private.is_fresh(found) and not found.confirmed_at
    if request.method != "POST":
        return _ask(request, found)
    if not is_open:
        return _ask(request, found, status=409)
    account = _account(request, found)
    if account is None:
        return _ask(request, found, status=403)
    private.confirm(link=found, account=account)
    claim_authorships(account)
    messages.success(request, f"Confirmed: paper #{found.paper.number} is in the account of {found.address}.")
    if request.user == account:
        return redirect("paper", slug, found.paper.ref)
    return redirect("private-confirm", slug, token)


def _account(request: HttpRequest, found: PrivateLink) -> User | None:
    """Whose the paper becomes: the account signed in, to which the address is added, or that of the address."""
    standing = accounts.standing(request.user, accounts.account_of(found.address))
    if standing in {Standing.SELF, Standing.UNPROVED} and isinstance(request.user, User):
        accounting.attach_address(user=request.user, address=found.address)
        return request.user
    if standing == Standing.OTHER:
        return None
    first = found.paper.authors.filter(email=found.address).first()
    name, affiliation = (first.name, first.affiliation) if first else _typed(found.paper, found.address)
    try:
        return accounting.account_at(found.address, name=name, affiliation=affiliation)
    except accounting.UnprovedAccountError:
        return None


def _typed(paper: Paper, address: str) -> tuple[str, str]:
    rows = paper.draft["authors"] if paper.draft else []
    row = next((row for row in rows if row["email"].lower() == address), None)
    return (row["name"], row["affiliation"]) if row else ("", "")


def _ask(request: HttpRequest, found: PrivateLink, *, status: int = 200) -> HttpResponse:
    owner = accounts.account_of(found.address)
    context = {
        "link": found,
        "paper": found.paper,
        "workshop": found.paper.workshop,
        "standing": accounts.standing(request.user, owner).name.lower(),
        "is_fresh": private.is_fresh(found),
        "is_unproved": owner is not None and not accounts.owners_of([found.address]),
    }
    return render(request, "submissions/papers/confirm.html", context, status=status)


def qr(url: str) -> SafeString:
    """A drawing of the address; made of numbers alone, whatever the address says."""
    svg = segno.make(url, micro=False).svg_inline(
        scale=4, border=2, dark="#000", light="#fff", svgclass="qr", lineclass=None
    )
    return mark_safe(svg)  # noqa: S308 - segno's own drawing
