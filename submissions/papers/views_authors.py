"""What authors say about being named, and their wishes once the list is frozen. Opening a link changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.accounts.selectors import Standing
from submissions.accounts.services import attach_address
from submissions.papers import access, authors, consents, payload, selectors
from submissions.papers.forms import DisputeForm, LineForm, WishForm
from submissions.papers.models import AuthorLink
from submissions.papers.services import claim_authorships
from submissions.web import SignedInRequest


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """A co-author's link: confirm, put name or affiliation right, or dispute. It works without an account."""
    link = access.author_link(slug, token)
    line = link.paper.authors.filter(email=link.email).first()
    is_dispute = request.POST.get("do") == "dispute"
    form = LineForm(None if is_dispute else request.POST or None, instance=line)
    words = DisputeForm(request.POST if is_dispute else None)
    if request.method == "POST" and is_dispute and words.is_valid():
        authors.dispute(link=link, words=words.cleaned_data["words"])
        messages.success(
            request,
            "All authors and the organizers are told. The paper cannot be accepted before it is settled.",
        )
        return redirect("author-link", slug, token)
    if request.method == "POST" and not is_dispute and line and form.is_valid():
        _confirm(request, link, form)
        messages.success(request, "Thank you. You stand confirmed as an author.")
        return redirect("author-link", slug, token)
    context = {
        "link": link,
        "paper": link.paper,
        "workshop": link.paper.workshop,
        "line": line,
        "authors": list(link.paper.authors.all()),
        "form": form,
        "words": words,
        "standing": accounts.standing(request.user, accounts.account_of(link.email)).name.lower(),
    }
    return render(
        request, "submissions/papers/author.html", context, status=422 if request.method == "POST" else 200
    )


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """An author, old or new, agrees to another list of authors or objects. It works without an account."""
    found = access.author_consent(slug, token)
    if request.method == "POST":
        agrees, words = request.POST.get("do") == "agree", request.POST.get("words", "")
        if consents.answer(consent=found, agrees=agrees, words=words):
            messages.success(request, "Thank you. The organizers see your answer.")
        else:
            messages.error(request, "It is decided already, so your answer was not taken.")
        return redirect("author-consent", slug, token)
    change = found.change
    context = {
        "consent": found,
        "change": change,
        "paper": change.paper,
        "workshop": change.paper.workshop,
        "authors": list(change.paper.authors.all()),
    }
    return render(request, "submissions/papers/consent.html", context)


def _confirm(request: HttpRequest, link: AuthorLink, form: LineForm) -> None:
    """The link proves its address: it becomes one of the account that is signed in, unless it is another's."""
    viewer = request.user if isinstance(request.user, User) else None
    standing = accounts.standing(request.user, accounts.account_of(link.email))
    if viewer and standing in {Standing.SELF, Standing.UNPROVED}:
        attach_address(user=viewer, address=link.email)
        claim_authorships(viewer)
    data = form.cleaned_data
    authors.confirm(link=link, name=data["name"], affiliation=data["affiliation"], by=viewer)


@require_http_methods(["GET", "HEAD", "POST"])
def wish(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Ask for another list of authors, once it is frozen."""
    paper = access.editable_paper(request.user, slug, ref)
    if not authors.is_frozen(paper):
        raise Http404
    typed = payload.from_post(request.POST) if request.method == "POST" else selectors.payload_of(paper)
    form = WishForm(request.POST or None, rows=typed["authors"], paper=paper)
    rearranged = payload.rearranged(
        typed["authors"], request.POST.get("do", ""), request.POST.get("pasted", "")
    )
    if rearranged is not None:
        form = WishForm(initial=request.POST.dict(), rows=rearranged, paper=paper)
    elif request.method == "POST" and form.is_valid():
        authors.ask(paper=paper, rows=form.rows(), reason=form.cleaned_data["reason"], by=request.user)
        messages.success(
            request, "The organizers are asked. All authors are told, now and when it is decided."
        )
        return redirect("paper", slug, ref)
    context = {
        "paper": paper,
        "workshop": paper.workshop,
        "form": form,
        "wishes": authors.wishes(paper),
    }
    status = 422 if request.method == "POST" and rearranged is None else 200
    return render(request, "submissions/papers/wish.html", context, status=status)
