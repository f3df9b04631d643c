"""What happens to a list of authors besides its form: answers by mailed links, disputes, wishes once it is frozen."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from submissions import clock
from submissions.accounts import selectors as accounts
from submissions.accounts.models import User
from submissions.jobs import services as jobs
from submissions.log.services import record
from submissions.papers import consents, letters, selectors
from submissions.papers.conflicts import refresh_paper
from submissions.papers.models import Author, AuthorChange, AuthorLink, Paper
from submissions.papers.payload import AuthorRow

State = AuthorLink.State


class AnsweredError(Exception):
    """Somebody was faster: the wish is decided, or another one is open. Nothing was written."""


def is_frozen(paper: Paper) -> bool:
    """Whether a changed list has to be asked for. A list that was never complete, as its title tells, is not frozen."""
    at = paper.call.authors_frozen_at or selectors.closing_time(paper.call, paper)
    return bool(paper.title) and clock.now(paper.workshop) >= at


def answer_of_author() -> Subquery:
    """Annotates author lines with what each person says to being named."""
    links = AuthorLink.objects.filter(paper=OuterRef("paper"), email=OuterRef("email"))
    return Subquery(links.values("state")[:1])


def replace(*, paper: Paper, rows: Iterable[AuthorRow], by: User) -> None:
    """Put another list in place; conflicts follow, and the PDF is read again for the new names."""
    lines = list(rows)
    if not any(row["rights"] == Author.Rights.CONTACT for row in lines):
        lines[0] = {**lines[0], "rights": Author.Rights.CONTACT}
    before = set(paper.authors.values_list("name", "email", "affiliation", "orcid"))
    paper.authors.all().delete()
    owners = accounts.owners_of([row["email"] for row in lines])
    Author.objects.bulk_create(
        Author(paper=paper, position=i, user=owners.get(row["email"]), **row)
        for i, row in enumerate(lines, 1)
    )
    refresh_paper(paper)
    after = set(paper.authors.values_list("name", "email", "affiliation", "orcid"))
    if before and before != after and paper.current_id:
        jobs.enqueue("check.pdf", paper.current_id)


@transaction.atomic
def confirm(*, link: AuthorLink, name: str, affiliation: str, by: User | None) -> None:
    """An author agrees to be named, perhaps with a name or an affiliation put right. A dispute ends so, too."""
    paper = link.paper
    was = State(link.state)
    _answer(link, State.CONFIRMED, "")
    record(
        "author.confirmed",
        workshop_id=paper.workshop_id,
        paper_id=paper.pk,
        actor_id=_pk(by),
        email=link.email,
    )
    line = paper.authors.filter(email=link.email).exclude(name=name, affiliation=affiliation)
    if line.update(name=name, affiliation=affiliation):
        _correct_draft(paper, link.email, name=name, affiliation=affiliation)
        record("author.corrected", workshop_id=paper.workshop_id, paper_id=paper.pk, email=link.email)
        if paper.current_id:
            jobs.enqueue("check.pdf", paper.current_id)
    if was == State.DISPUTED:
        letters.dispute_ended(link)


@transaction.atomic
def dispute(*, link: AuthorLink, words: str) -> None:
    """Somebody says not to be an author, or not of this: all authors and the handlers are told, once."""
    if link.state == State.DISPUTED:
        return
    _answer(link, State.DISPUTED, words)
    record("author.disputed", workshop_id=link.paper.workshop_id, paper_id=link.paper_id, email=link.email)
    letters.disputed(link)


@transaction.atomic
def settle(*, link: AuthorLink, by: User) -> None:
    """A handler has talked to everybody. Raises AnsweredError where nothing is disputed."""
    open_ones = AuthorLink.objects.filter(pk=link.pk, state=State.DISPUTED)
    if not open_ones.update(state=State.SETTLED, settled_by=by):
        raise AnsweredError
    record(
        "author.settled",
        workshop_id=link.paper.workshop_id,
        paper_id=link.paper_id,
        actor_id=by.pk,
        email=link.email,
    )
    letters.dispute_ended(link)


@transaction.atomic
def ask(*, paper: Paper, rows: list[AuthorRow], reason: str, by: User) -> AuthorChange:
    """Ask the organizers for another list of authors. A later wish takes the place of an open one."""
    AuthorChange.objects.filter(paper=paper, state=AuthorChange.State.ASKED).delete()
    try:
        with transaction.atomic():
            change = AuthorChange.objects.create(
                paper=paper, rows=rows, reason=reason, by=by, asked_at=clock.now()
            )
    except IntegrityError as clash:
        raise AnsweredError from clash
    record("authors.asked", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    consents.ask(change)
    letters.change_asked(change)
    return change


def wishes(paper: Paper) -> QuerySet[AuthorChange]:
    """The latest first, with how many `people` are asked whether they agree, and how many have `answered`."""
    found = AuthorChange.objects.filter(paper=paper).select_related("by", "decided_by")
    return found.annotate(people=Count("consents"), answered=Count("consents__answered_at"))


@transaction.atomic
def decide(*, change: AuthorChange, is_allowed: bool, note: str, by: User) -> None:
    """A handler allows or refuses. Raises AnsweredError when it was decided meanwhile, ConsentMissingError where an
    author has not agreed and no note says why it is right all the same.
    """
    if is_allowed:
        consents.require_all(change, note)
    state = AuthorChange.State.ALLOWED if is_allowed else AuthorChange.State.REFUSED
    still_open = AuthorChange.objects.filter(pk=change.pk, state=AuthorChange.State.ASKED)
    if not still_open.update(state=state, note=note, decided_by=by, decided_at=clock.now()):
        raise AnsweredError
    change.refresh_from_db()
    paper = change.paper
    told = letters.everybody(paper)
    record(f"authors.{state}", workshop_id=paper.workshop_id, paper_id=paper.pk, actor_id=by.pk)
    if is_allowed:
        Paper.objects.filter(pk=paper.pk).update(version=F("version") + 1, draft=None)
        replace(paper=paper, rows=change.rows, by=by)
        letters.named(paper, by)
    letters.change_decided(change, sorted({*told, *letters.everybody(paper)}))


def _answer(link: AuthorLink, state: AuthorLink.State, words: str) -> None:
    link.state, link.words, link.answered_at = state, words[:1000], clock.now()
    link.save(update_fields=["state", "words", "answered_at"])


def _correct_draft(paper: Paper, email: str, **words: str) -> None:
    """What is being typed on top must not bring the old name back; whoever has the form open is told to look."""
    if paper.draft:
        rows = [{**row, **words} if row["email"].lower() == email else row for row in paper.draft["authors"]]
        paper.draft = {**paper.draft, "authors": rows}
    Paper.objects.filter(pk=paper.pk).update(version=F("version") + 1, draft=paper.draft)


def _pk(user: User | None) -> int | None:
    return user.pk if user else None
