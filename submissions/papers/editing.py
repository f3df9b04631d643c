"""The form of a paper as it is sent in: what was typed is kept, whatever is wrong with it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from submissions import clock, web
from submissions.accounts.models import User
from submissions.papers import access, authors, guests, letters, payload, private, selectors, services
from submissions.papers.forms import SubmissionForm
from submissions.papers.models import Paper
from submissions.papers.uploads import Upload, refusal
from submissions.refs import is_ref, new_ref
from submissions.web import SignedInRequest
from submissions.workshops.models import Call
from submissions.workshops.phases import Phase
from submissions.workshops.selectors import others


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
    is_desk: bool = False

    @property
    def busy_minutes(self) -> int:
        return -(-self.busy // 60)

    @property
    def edit_url(self) -> str:
        """Where the form is sent; a paper that is not there yet has no address of its own."""
        if self.paper is None:
            return reverse("paper-submit", args=[self.call.workshop.slug]) + f"?call={self.call.slug}"
        return reverse(
            "desk-act" if self.is_desk else "paper-edit", args=[self.call.workshop.slug, self.paper.ref]
        )

    @property
    def home_url(self) -> str:
        name = "desk-paper" if self.is_desk else "paper"
        return reverse(name, args=[self.call.workshop.slug, self.paper.ref]) if self.paper else ""

    def _others(self) -> list[tuple[Call, Phase]]:
        """Where else a new paper could go."""
        workshop = self.call.workshop
        return [] if self.paper else others(self.call, workshop.calls.all(), now=clock.now(workshop))

    def answer(self, request: SignedInRequest) -> HttpResponse:
        form = self.form or SubmissionForm(
            self.typed, call=self.call, paper=self.paper, is_bound=self.checked
        )
        at = web.arrived_at(request, self.call.workshop)
        context = {
            "sheet": self,
            "others": self._others(),
            "form": form,
            "workshop": self.call.workshop,
            "missing": form.missing() if self.checked else [],
            "is_open": self.is_desk or selectors.is_open(self.call, at, self.paper),
            "closing_time": selectors.closing_time(self.call, self.paper),
            "now": clock.now(self.call.workshop),
            "is_frozen": self.paper is not None and authors.is_frozen(self.paper),
            "is_guest": not isinstance(request.user, User) or request.user.is_guest,
            "link": access.link_of(request.user, self.paper) if self.paper else None,
        }
        answer = render(request, "submissions/papers/edit.html", context, status=self.status)
        if self.busy:
            answer["Retry-After"] = str(self.busy)
        return answer


def post(request: SignedInRequest, call: Call, paper: Paper | None, *, is_desk: bool = False) -> HttpResponse:
    """Save what was sent. At the desk a handler does it in the authors' place, whenever that is."""
    typed = payload.from_post(request.POST)
    ref, key = (request.POST.get(name, "") for name in ("ref", "key"))
    sheet = Sheet(
        call=call, ref=ref, key=key, typed=typed, paper=paper, version=version(request), is_desk=is_desk
    )
    action = request.POST.get("do", "save")
    rows = payload.rearranged(typed["authors"], action, request.POST.get("pasted", ""))
    if rows is not None:
        typed["authors"] = rows
    try:
        paper = sheet.paper = paper if paper and is_desk else mine(request, call, paper)
        if rows is not None:
            services.save_draft(paper=paper, payload=typed, version=sheet.version, by=request.user)
        else:
            sheet.form = services.save(paper=paper, payload=typed, version=sheet.version, by=request.user)
    except services.EditConflict:
        return _conflict(request, sheet, paper)
    except services.Closed as closed:
        sheet.closed_at, sheet.status = closed.closed_at, 403
        return sheet.answer(request)
    except guests.Busy as busy:
        sheet.busy, sheet.status = busy.seconds, 429
        return sheet.answer(request)
    sheet.upload_error = take_upload(request, paper)
    sheet.version, sheet.ref = paper.version, paper.ref
    return after_save(request, sheet, paper)


def after_save(request: SignedInRequest, sheet: Sheet, paper: Paper) -> HttpResponse:
    """On to the paper, back to its authors, or to what is missing: at the draft's own address, which can be reloaded."""
    if sheet.is_desk:
        letters.acted(paper, request.user, "has changed the paper in your place")
    _ask_to_confirm(request, paper, is_desk=sheet.is_desk)
    if sheet.form is None and not sheet.upload_error:
        return redirect(f"{sheet.edit_url}#authors")
    if not sheet.upload_error and sheet.form and sheet.form.is_valid():
        is_in = paper.state == Paper.State.SUBMITTED
        messages.success(request, "Saved. The paper is submitted." if is_in else "Saved.")
        return redirect(sheet.home_url)
    if request.path != sheet.edit_url:  # a new paper's form
        if sheet.upload_error:
            messages.error(request, sheet.upload_error)
        return redirect(sheet.edit_url)
    sheet.checked, sheet.status = True, 422
    return sheet.answer(request)


def _ask_to_confirm(request: SignedInRequest, paper: Paper, *, is_desk: bool) -> None:
    """A paper without an account gets its letter as soon as a contact's address stands in it."""
    if link := access.link_of(paper.creator if is_desk else request.user, paper):
        try:
            private.ask(link=link, address=payload.contact_in(selectors.payload_of(paper)))
        except private.TooManyLetters:
            messages.error(
                request, "No more letters go out for this paper. Sign in to put it into an account."
            )


def _conflict(request: SignedInRequest, sheet: Sheet, paper: Paper | None) -> HttpResponse:
    """Both texts are kept: the saved one in the paper, the typed one in this form, which may be saved over it."""
    if paper is None:
        raise Http404
    paper.refresh_from_db()
    sheet.paper, sheet.version, sheet.conflict, sheet.status = paper, paper.version, True, 409
    return sheet.answer(request)


def mine(request: SignedInRequest, call: Call, paper: Paper | None = None) -> Paper:
    """The paper that this form is about, begun now if it is new."""
    at = web.arrived_at(request, call.workshop)
    if paper is None:
        ref, key = (request.POST.get(name, "") for name in ("ref", "key"))
        paper = guests.recall(request, call, ref, key) or _begin(request, call, at, ref, key)
    services.require_open(call, at, paper)
    if paper.is_over:
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


def take_upload(request: SignedInRequest, paper: Paper, *, is_required: bool = False) -> str:
    """Store the PDF that came along, if any. Returns what is wrong with it, in words."""
    file = request.FILES.get("pdf")
    if not isinstance(file, Upload):
        return "No file came along. Choose a PDF first." if is_required else ""
    error = refusal(file)
    if error is None:
        services.add_version(paper=paper, upload=file, by=request.user, name=file.name or "paper.pdf")
    return error or ""


def version(request: SignedInRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else -1
