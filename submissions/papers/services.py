"""What can happen to a paper. Each verb is one transaction: change, log, then jobs and letters on commit."""

from copy import copy
from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import F

from submissions import clock
from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.log.services import record
from submissions.papers import authors, letters, selectors
from submissions.papers.conflicts import refresh_paper
from submissions.papers.forms import SubmissionForm
from submissions.papers.limits import over_limit
from submissions.papers.models import Author, Paper, Version
from submissions.papers.payload import Payload, alike, from_paper
from submissions.papers.uploads import Upload
from submissions.refs import new_ref
from submissions.workshops.models import Call, Workshop


class EditConflict(Exception):
    """Somebody saved this paper since the form was opened; nothing was written."""


class Closed(Exception):
    """The call takes no more changes to this paper; nothing was written."""

    def __init__(self, closed_at: datetime) -> None:
        super().__init__(f"closed at {closed_at}")
        self.closed_at = closed_at


class OverLimit(Exception):
    """These addresses stand on as many papers as the call allows; nothing was written."""

    def __init__(self, addresses: list[str]) -> None:
        super().__init__(", ".join(addresses))
        self.addresses = addresses


def require_open(call: Call, at: datetime, paper: Paper | None = None) -> None:
    """Raise Closed when the call takes no changes at this instant."""
    if not selectors.is_open(call, at, paper):
        raise Closed(selectors.closing_time(call, paper))


def open_draft(*, call: Call, by: User, ref: str) -> Paper:
    """Begin a paper, or return the one that this person began under this ref: a form posted twice makes one."""
    mine = Paper.objects.filter(ref=ref, creator=by, call=call)
    if paper := mine.select_related("workshop", "call").first():
        return paper
    try:
        with transaction.atomic():
            paper = Paper.objects.create(
                ref=ref, workshop=call.workshop, call=call, creator=by, number=_next_number(call.workshop)
            )
            record("paper.created", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
            refresh_paper(paper)
    except IntegrityError:
        return mine.select_related("workshop", "call").get()
    return paper


@transaction.atomic
def save_draft(*, paper: Paper, payload: Payload, version: int, by: User) -> Paper:
    """Keep what is being typed. Raises EditConflict when the form's version is not the paper's."""
    _count_save(paper, version)
    if authors.is_frozen(paper):
        payload["authors"] = from_paper(paper)["authors"]
    # A copy: the form writes what was typed into the paper that it is given.
    missing = SubmissionForm(payload, call=paper.call, paper=copy(paper)).missing()
    paper.draft = {**payload, "missing": missing}
    paper.save(update_fields=["draft", "saved_at"])
    return paper


@transaction.atomic
def save(*, paper: Paper, payload: Payload, version: int, by: User) -> SubmissionForm:
    """Keep what was typed; when it is complete, it becomes the paper. Raises EditConflict.

    An incomplete form stays a draft on top, and what was complete before stays submitted. The same content posted
    twice is saved once.
    """
    try:
        save_draft(paper=paper, payload=payload, version=version, by=by)
    except EditConflict:
        saved = Paper.objects.get(pk=paper.pk)
        if not alike(payload, selectors.payload_of(saved)):
            raise
        return SubmissionForm(payload, call=paper.call, paper=saved)
    form = SubmissionForm(payload, call=paper.call, paper=Paper.objects.get(pk=paper.pk))
    if form.is_valid():
        _apply(paper, form, by)
        _settle(paper, by)
    return form


@transaction.atomic
def add_version(*, paper: Paper, upload: Upload, by: User, name: str) -> Version:
    """Take a PDF in: stored under a random name, checked by a worker, receipted by mail. The same bytes count once."""
    Paper.objects.filter(pk=paper.pk).update(
        version=F("version"), saved_at=clock.now()
    )  # takes the row's lock
    paper.refresh_from_db(fields=["current", "version", "state"])
    if paper.current and paper.current.sha256 == upload.sha256:
        return paper.current
    version = store_version(paper=paper, upload=upload, sha256=upload.sha256, by=by, name=name)
    _settle(paper, by)
    letters.receipt(paper, version, by)
    return version


@transaction.atomic
def store_version(*, paper: Paper, upload: File[bytes], sha256: str, by: User, name: str) -> Version:
    """Make a PDF the current one, and have it checked. Nobody is told."""
    number = paper.versions.count() + 1
    stored = default_storage.save(f"papers/{paper.ref}/{new_ref()}.pdf", upload)
    version = Version.objects.create(
        paper=paper,
        number=number,
        file=stored,
        original_name=name[:200],
        size=upload.size or 0,
        sha256=sha256,
        uploaded_by=by,
    )
    paper.current = version
    paper.save(update_fields=["current"])
    record("paper.version", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk, number=number)
    jobs.enqueue("check.pdf", version.pk)
    return version


@transaction.atomic
def withdraw(*, paper: Paper, by: User) -> None:
    """Take a paper out. Its files and history stay; nothing about it goes on."""
    moved = Paper.objects.filter(pk=paper.pk).exclude(state__in=Paper.OVER)
    if not moved.update(state=Paper.State.WITHDRAWN, withdrawn_at=clock.now(), version=F("version") + 1):
        return
    paper.refresh_from_db()
    record("paper.withdrawn", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    letters.withdrawn(paper, by)


@transaction.atomic
def revive(*, paper: Paper, by: User) -> None:
    """Bring a withdrawn paper back as what it was. Raises OverLimit where an author has enough papers meanwhile."""
    over = over_limit(paper.call, paper, selectors.author_addresses(paper))
    if over:
        raise OverLimit(over)
    state = Paper.State.SUBMITTED if paper.submitted_at else Paper.State.DRAFT
    withdrawn = Paper.objects.filter(pk=paper.pk, state=Paper.State.WITHDRAWN)
    if withdrawn.update(state=state, withdrawn_at=None, version=F("version") + 1):
        record("paper.revived", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
        letters.acted(paper, by, "brought the withdrawn paper back")


@transaction.atomic
def discard_draft(*, paper: Paper, version: int, by: User) -> None:
    """Throw away what was typed on top of the last complete state. Raises EditConflict."""
    _count_save(paper, version)
    paper.draft = None
    paper.save(update_fields=["draft", "saved_at"])
    record("paper.draft_discarded", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)


@transaction.atomic
def claim_authorships(user: User) -> int:
    """Link the author lines that carry a verified address of this person to the account."""
    addresses = accounts.verified_addresses(user)
    return Author.objects.filter(email__in=addresses, user=None).update(user=user)


def send_closing_receipts() -> int:
    """Once a call has closed, each author of a submitted paper is told what was received. Returns the calls done."""
    due = Call.objects.filter(closing_receipts_at=None, closes_at__lt=clock.now()).select_related("workshop")
    closed = [call for call in due if call.closes_at < clock.now(call.workshop)]
    for call in closed:
        with transaction.atomic():
            submitted = call.papers.filter(state=Paper.State.SUBMITTED).select_related(
                "workshop", "current", "call"
            )
            for paper in submitted:
                letters.closed(paper)
            Call.objects.filter(pk=call.pk).update(closing_receipts_at=clock.now())
    return len(closed)


def _next_number(workshop: Workshop) -> int:
    Workshop.objects.filter(pk=workshop.pk).update(last_paper_number=F("last_paper_number") + 1)
    return Workshop.objects.values_list("last_paper_number", flat=True).get(pk=workshop.pk)


def _count_save(paper: Paper, version: int) -> None:
    changed = Paper.objects.filter(pk=paper.pk, version=version).update(version=version + 1)
    if not changed:
        raise EditConflict
    paper.version = version + 1
    paper.saved_at = clock.now()


def _apply(paper: Paper, form: SubmissionForm, by: User) -> None:
    before = (paper.title, list(paper.authors.values_list("name", "email")))
    for name in ("title", "abstract", "kind", "other_topic", "only_here", "in_person", "llm_use"):
        setattr(paper, name, form.paper.cleaned_data[name])
    paper.answers = form.paper.answers()
    paper.draft = None
    paper.save()
    paper.topics.set(form.paper.cleaned_data["topics"])
    authors.replace(paper=paper, rows=[row.cleaned_data for row in form.authors], by=by)
    after = (paper.title, list(paper.authors.values_list("name", "email")))
    record("paper.saved", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    if before != after and paper.state == Paper.State.SUBMITTED:
        letters.changed(paper, by)
        letters.named(paper, by)


def _settle(paper: Paper, by: User) -> None:
    """A draft that has become complete is submitted, there and then."""
    if paper.state != Paper.State.DRAFT or selectors.missing(paper):
        return
    paper.state, paper.submitted_at = Paper.State.SUBMITTED, clock.now()
    paper.save(update_fields=["state", "submitted_at"])
    record("paper.submitted", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    letters.submitted(paper, by)
