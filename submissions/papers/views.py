"""An author's one page for a paper, and the files behind it. A POST here never loses what was typed."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from submissions import clock, web
from submissions.accounts.models import User
from submissions.papers import access, editing, guests, payload, selectors, services
from submissions.refs import new_ref
from submissions.web import SignedInRequest, guests_welcome
from submissions.workshops.access import workshop_by_slug
from submissions.workshops.models import Call


@guests_welcome
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new paper's form, open without an account."""
    call = _call(request, slug)
    if request.method == "POST":
        return editing.post(request, call, None)
    typed = payload.empty(_row_of(request.user))
    return editing.Sheet(call=call, ref=new_ref(), key=new_ref(), typed=typed).answer(request)


def _row_of(user: User | AnonymousUser) -> payload.AuthorRow:
    row = payload.first_row()
    if not isinstance(user, User) or user.is_guest:
        return row
    row |= {"name": user.name, "email": user.email, "affiliation": user.affiliation}
    return row | {"country": str(user.country), "orcid": user.orcid}


@guests_welcome
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.editable_paper(request.user, slug, ref)
    if request.method == "POST":
        return editing.post(request, paper.call, paper)
    typed = selectors.payload_of(paper)
    sheet = editing.Sheet(call=paper.call, ref=ref, typed=typed, paper=paper, version=paper.version)
    sheet.checked = bool(paper.draft and typed["texts"])
    return sheet.answer(request)


@guests_welcome
@login_not_required
@require_POST
def autosave(request: SignedInRequest, slug: str) -> JsonResponse:
    """Keep what is being typed; answers {"version", "saved"}, 409 after a save elsewhere, 403 after closing."""
    call = _call(request, slug)
    try:
        paper = editing.mine(request, call)
        services.save_draft(
            paper=paper,
            payload=payload.from_post(request.POST),
            version=editing.version(request),
            by=request.user,
        )
    except services.EditConflict:
        return JsonResponse({"error": "saved elsewhere"}, status=409)
    except services.Closed:
        return JsonResponse({"error": "closed"}, status=403)
    except guests.Busy as busy:
        return JsonResponse({"error": "busy"}, status=429, headers={"Retry-After": str(busy.seconds)})
    here = reverse("paper-edit", args=[slug, paper.ref])
    saved = f"{clock.now(call.workshop):%H:%M:%S} UTC"
    return JsonResponse({"version": paper.version, "saved": saved, "here": here})


@guests_welcome
@require_POST
def upload(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Replace the PDF from the paper's page."""
    paper = access.editable_paper(request.user, slug, ref)
    try:
        services.require_open(paper.call, web.arrived_at(request, paper.workshop), paper)
    except services.Closed as closed:
        messages.error(
            request, f"Not taken: this call closed at {_aoe(closed.closed_at)}. The earlier PDF is kept."
        )
        return redirect("paper", slug, ref)
    error = editing.take_upload(request, paper, is_required=True)
    if error:
        messages.error(request, f"{error} The earlier PDF is kept." if paper.current_id else error)
    return redirect("paper", slug, ref)


@guests_welcome
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Asked once more before it is done."""
    paper = access.own_paper(request.user, slug, ref)
    if request.method == "POST":
        services.withdraw(paper=paper, by=request.user)
        messages.success(request, f"Paper #{paper.number} is withdrawn. Its authors are told by mail.")
        return redirect("paper", slug, ref)
    return render(request, "submissions/papers/withdraw.html", {"paper": paper, "workshop": paper.workshop})


@guests_welcome
@require_safe
def pdf(request: SignedInRequest, slug: str, ref: str) -> FileResponse:
    """One version as it was uploaded; the ref is the version's."""
    version = access.version_for_author(request.user, slug, ref)
    return web.attachment(version.file, f"{slug}-paper-{version.paper.number}-v{version.number}.pdf")


def _call(request: SignedInRequest, slug: str) -> Call:
    """Which of the workshop's calls stands in the address, where there are several."""
    call = selectors.call_for(workshop_by_slug(slug), request.GET.get("call", ""))
    if call is None:
        raise Http404
    return call


def _aoe(instant: datetime) -> str:
    return f"{instant.astimezone(clock.AOE):%d %B %Y, %H:%M} AoE"
