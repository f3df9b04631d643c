"""An author's one page for a paper, and the files behind it. A POST here never loses what was typed."""

from dataclasses import dataclass, field
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
from submissions.papers import access, guests, payload, private, selectors, services
from submissions.papers.forms import SubmissionForm
from submissions.papers.models import Paper
from submissions.papers.uploads import Upload, refusal
from submissions.refs import is_ref, new_ref
from submissions.web import SignedInRequest, guests_welcome
from submissions.workshops.access import workshop_by_slug
from submissions.workshops.models import Call


@dataclass
class Sheet:
    """What the edit page shows: a form over what was typed, and what is to be said about it."""

    call: Call
    ref: str
    typed: payload.Payload
    paper: Paper | None = None
    version: int = 0
    form: SubmissionForm | None = None
    upload_error: str = ""
    conflict: bool = False
    closed_at: datetime | None = None
    status: int = 200
    checked: bool = field(default=False)
    key: str = ""
    busy: int = 0

    def answer(self, request: SignedInRequest) -> HttpResponse:
        form = self.form or SubmissionForm(
            self.typed, call=self.call, paper=self.paper, is_bound=self.checked
        )
        context = {
            "sheet": self,
            "form": form,
            "workshop": self.call.workshop,
            "missing": form.missing() if self.checked else [],
            "is_open": selectors.is_open(self.call, web.arrived_at(request, self.call.workshop), self.paper),
            "closing_time": selectors.closing_time(self.call, self.paper),
            "now": clock.now(self.call.workshop),
            "is_guest": not isinstance(request.user, User) or request.user.is_guest,
            "link": access.link_of(request.user, self.paper) if self.paper else None,
        }
        answer = render(request, "submissions/papers/edit.html", context, status=self.status)
        if self.busy:
            answer["Retry-After"] = str(self.busy)
        return answer


@guests_welcome
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new paper's form, open without an account."""
    call = _call(request, slug)
    if request.method == "POST":
        return _post(request, call, None)
    typed = payload.empty(_row_of(request.user))
    return Sheet(call=call, ref=new_ref(), key=new_ref(), typed=typed).answer(request)


def _row_of(user: User | AnonymousUser) -> payload.AuthorRow:
    row = payload.blank_row()
    if not isinstance(user, User) or user.is_guest:
        return row
    row |= {"name": user.name, "email": user.email, "affiliation": user.affiliation}
    return row | {"country": str(user.country), "orcid": user.orcid}


@guests_welcome
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.editable_paper(request.user, slug, ref)
    if request.method == "POST":
        return _post(request, paper.call, paper)
    typed = selectors.payload_of(paper)
    sheet = Sheet(
        call=paper.call, ref=ref, typed=typed, paper=paper, version=paper.version, checked=bool(paper.draft)
    )
    return sheet.answer(request)


@guests_welcome
@login_not_required
@require_POST
def autosave(request: SignedInRequest, slug: str) -> JsonResponse:
    """Keep what is being typed; answers {"version", "saved"}, 409 after a save elsewhere, 403 after closing."""
    call = _call(request, slug)
    try:
        paper = _mine(request, call)
        services.save_draft(
            paper=paper, payload=payload.from_post(request.POST), version=_version(request), by=request.user
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
    error = _take_upload(request, paper, is_required=True)
    if error:
        messages.error(request, f"{error} The earlier PDF is kept." if paper.current_id else error)
    return redirect("paper", slug, ref)


@guests_welcome
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Asked once more before it is done."""
    paper = access.paper_for_author(request.user, slug, ref)
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


def _post(request: SignedInRequest, call: Call, paper: Paper | None) -> HttpResponse:
    typed = payload.from_post(request.POST)
    ref, key = (request.POST.get(name, "") for name in ("ref", "key"))
    sheet = Sheet(call=call, ref=ref, key=key, typed=typed, paper=paper, version=_version(request))
    action = request.POST.get("do", "save")
    rows = payload.rearranged(typed["authors"], action, request.POST.get("pasted", ""))
    if rows is not None:
        typed["authors"] = rows
    try:
        paper = sheet.paper = _mine(request, call, paper)
        if rows is not None:
            services.save_draft(paper=paper, payload=typed, version=sheet.version, by=request.user)
        else:
            sheet.form = services.save(paper=paper, payload=typed, version=sheet.version, by=request.user)
    except services.EditConflict:
        return _conflict(request, sheet)
    except services.Closed as closed:
        sheet.closed_at, sheet.status = closed.closed_at, 403
        return sheet.answer(request)
    except guests.Busy as busy:
        sheet.busy, sheet.status = busy.seconds, 429
        return sheet.answer(request)
    sheet.upload_error = _take_upload(request, paper)
    sheet.version, sheet.ref = paper.version, paper.ref
    return _after_save(request, sheet, paper)


def _after_save(request: SignedInRequest, sheet: Sheet, paper: Paper) -> HttpResponse:
    """On to the paper, back to its authors, or to what is missing: at the draft's own address, which can be reloaded."""
    slug = sheet.call.workshop.slug
    edit = reverse("paper-edit", args=[slug, paper.ref])
    _ask_to_confirm(request, paper)
    if sheet.form is None and not sheet.upload_error:
        return redirect(f"{edit}#authors")
    if not sheet.upload_error and sheet.form and sheet.form.is_valid():
        messages.success(
            request, "Saved. Your paper is submitted." if paper.state == Paper.State.SUBMITTED else "Saved."
        )
        return redirect("paper", slug, paper.ref)
    if request.path != edit:
        if sheet.upload_error:
            messages.error(request, sheet.upload_error)
        return redirect(edit)
    sheet.checked, sheet.status = True, 422
    return sheet.answer(request)


def _ask_to_confirm(request: SignedInRequest, paper: Paper) -> None:
    """A paper without an account gets its letter as soon as a contact's address stands in it."""
    if link := access.link_of(request.user, paper):
        try:
            private.ask(link=link, address=payload.contact_in(selectors.payload_of(paper)))
        except private.TooManyLetters:
            messages.error(
                request, "No more letters go out for this paper. Sign in to put it into an account."
            )


def _conflict(request: SignedInRequest, sheet: Sheet) -> HttpResponse:
    """Both texts are kept: the saved one in the paper, the typed one in this form, which may be saved over it."""
    saved = access.paper_for_author(request.user, sheet.call.workshop.slug, sheet.ref)
    sheet.paper, sheet.version, sheet.conflict, sheet.status = saved, saved.version, True, 409
    return sheet.answer(request)


def _mine(request: SignedInRequest, call: Call, paper: Paper | None = None) -> Paper:
    """The paper that this form is about, begun now if it is new."""
    at = web.arrived_at(request, call.workshop)
    if paper is None:
        ref, key = (request.POST.get(name, "") for name in ("ref", "key"))
        paper = guests.recall(request, call, ref, key) or _begin(request, call, at, ref, key)
    services.require_open(call, at, paper)
    if paper.state == Paper.State.WITHDRAWN:
        raise Http404
    return paper


def _begin(request: SignedInRequest, call: Call, at: datetime, ref: str, key: str) -> Paper:
    if not is_ref(ref) or Paper.objects.filter(ref=ref).exists():  # it is somebody else's
        raise Http404
    services.require_open(call, at)
    writer = guests.writer(request)
    paper = services.open_draft(call=call, by=writer, ref=ref)
    if writer.is_guest:
        private.open_link(paper=paper, guest=writer, key=key if is_ref(key) else new_ref())
    return paper


def _take_upload(request: SignedInRequest, paper: Paper, *, is_required: bool = False) -> str:
    """Store the PDF that came along, if any. Returns what is wrong with it, in words."""
    file = request.FILES.get("pdf")
    if not isinstance(file, Upload):
        return "No file came along. Choose a PDF first." if is_required else ""
    error = refusal(file)
    if error is None:
        services.add_version(paper=paper, upload=file, by=request.user, name=file.name or "paper.pdf")
    return error or ""


def _call(request: SignedInRequest, slug: str) -> Call:
    """Which of the workshop's calls stands in the address, where there are several."""
    call = selectors.call_for(workshop_by_slug(slug), request.GET.get("call", ""))
    if call is None:
        raise Http404
    return call


def _version(request: SignedInRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else -1


def _aoe(instant: datetime) -> str:
    return f"{instant.astimezone(clock.AOE):%d %B %Y, %H:%M} AoE"
