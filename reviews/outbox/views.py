"""The outbox, and one letter in it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.outbox import access, selectors
from reviews.outbox.forms import AddressForm, LetterForm
from submissions.mail import outbox
from submissions.mail.models import Letter
from submissions.mail.secrets import masked
from submissions.web import SignedInRequest, sheet
from submissions.workshops.access import runs, workshop_for_handler

PER_PAGE = 30
"""Letters; on a phone a page of them is to be read in a minute."""
WHY_NOT: dict[type[Exception], str] = {
    outbox.TooLate: "Nothing was changed: the letter has gone meanwhile, or is being sent this moment.",
    outbox.EditConflict: "Nothing was saved: somebody edited this letter since you opened it. "
    "This is how it reads now; your words stand below.",
    outbox.Superseded: "Nothing was sent: there is another letter about the same matter to this address.",
    outbox.HasPrivateLink: "Nothing was sent: a link in this letter is its reader's alone.",
}
ACTS: dict[str, tuple[Callable[..., None], str]] = {
    "hold": (outbox.hold, "The letter to {} is held. It goes when somebody lets it go."),
    "go": (outbox.let_go, "The letter to {} is on its way."),
    "aside": (outbox.set_aside, "The letter to {} is set aside; the desk asks about it no more."),
    "withdraw": (outbox.withdraw, "The letter to {} is withdrawn and will not be sent."),
}


@require_safe
def letters(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    tally = selectors.tally(request.user, workshop)
    show, sought = request.GET.get("show", ""), request.GET.get("q", "").strip()
    found = selectors.sought(access.letters_for(request.user, workshop).select_related("paper"), sought)
    if states := selectors.SHOWN.get(show):
        found = found.filter(state__in=states)
    page = sheet(found, request.GET.get("page", ""), size=PER_PAGE)
    context = {
        "workshop": workshop,
        "tally": tally,
        "show": show if states else "",
        "q": sought,
        "sheet": page,
        "batches": selectors.batches(page.rows),
        "may_write": runs(request.user, workshop),
    }
    return render(request, "reviews/outbox/letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    letter = access.letter_for_organizer(request.user, workshop, ref)
    if request.method != "POST":
        return _page(request, letter)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, letter, typed=request.POST, status=422)
    try:
        outbox.edit(letter=letter, by=request.user, **form.cleaned_data)
    except tuple(WHY_NOT) as problem:
        messages.error(request, WHY_NOT[type(problem)])
        return _page(request, _again(letter), typed=request.POST, status=409)
    messages.success(request, "The letter is changed. It goes out as it reads here.")
    return redirect("letter", slug, ref)


@require_POST
def act(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    letter = access.letter_for_organizer(request.user, workshop, ref)
    verb, words = ACTS.get(request.POST.get("do", ""), (None, ""))
    if verb is None:
        messages.error(request, "Nothing was changed: this page does not know what was asked for.")
        return _page(request, letter, status=422)
    try:
        verb(letter=letter, by=request.user)
    except tuple(WHY_NOT) as problem:
        messages.error(request, WHY_NOT[type(problem)])
        return _page(request, _again(letter), status=409)
    messages.success(request, words.format(letter.to))
    return redirect("letter", slug, ref)


@require_POST
def readdress(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    letter = access.letter_for_organizer(request.user, workshop, ref)
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, letter, address=form, status=422)
    try:
        outbox.readdress(letter=letter, by=request.user, **form.cleaned_data)
    except tuple(WHY_NOT) as problem:
        messages.error(request, WHY_NOT[type(problem)])
        return _page(request, _again(letter), address=form, status=409)
    messages.success(request, f"The letter is on its way to {letter.to}.")
    return redirect("letter", slug, ref)


def _again(letter: Letter) -> Letter:
    return Letter.objects.select_related("workshop", "paper", "mailing__by").get(pk=letter.pk)


def _page(
    request: SignedInRequest,
    letter: Letter,
    *,
    typed: QueryDict | None = None,
    address: AddressForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """What was typed stands in the form again, and on top of the newest version."""
    start = {"subject": letter.subject, "body": masked(letter.body), "version": letter.version}
    form = LetterForm({**typed.dict(), "version": letter.version}) if typed else LetterForm(initial=start)
    context = {
        "workshop": letter.workshop,
        "shown": selectors.shown(letter),
        "letter": letter,
        "form": form,
        "address": address or AddressForm(),
        "log": selectors.log_of(letter),
    }
    return render(request, "reviews/outbox/letter.html", context, status=status)
