"""What the site keeps about a person and this person may see. What only others may know of is not in it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.fields.files import FieldFile

from reviews.assignment.models import Assignment
from reviews.attendance.models import Attendance
from reviews.bidding.models import Bid
from reviews.camera.models import Agreement, Final
from reviews.committee.models import Invitation
from reviews.decisions.selectors import released_outcome
from reviews.discussion.models import Comment, Response
from reviews.reviewing.selectors import Opinion
from submissions.accounts.models import User
from submissions.accounts.selectors import verified_addresses
from submissions.conflicts.models import Conflict, Tie
from submissions.log.models import Entry
from submissions.mail.models import Letter
from submissions.papers.access import handled_by, hidden_from, written_by
from submissions.papers.models import Paper, Version
from submissions.publications.models import Publication
from submissions.supplements.models import Supplement
from submissions.workshops.models import Workshop

PLACE = "paper__workshop"
Rows = list[dict[str, Any]]


def sections(user: User) -> dict[str, object]:
    """By the name of the file that it becomes."""
    return {
        "account": _account(user),
        "roles": _values(user.memberships.order_by("since"), "workshop__name", "role", "since"),
        "papers": [_paper(paper) for paper in written_by(user).order_by("pk")],
        "reviews": [_review(row) for row in _told(user)],
        "comments": _comments(user),
        "bids": _bids(user),
        "publications": _values(
            Publication.objects.filter(user=user), "title", "year", "authors", "added_at"
        ),
        "keep-apart": _values(Tie.objects.filter(user=user), "kind", "name", "email", "domain"),
        "conflicts-declared": _declared(user),
        "invitations": _invitations(user),
        "letters": _letters(user),
        "tokens": _values(user.tokens.all(), "name", "scopes", "made_at", "expires_at", "last_used_at"),
        "log": _log(user),
    }


def files(user: User) -> Iterator[tuple[str, FieldFile]]:
    """(name, file) of every version of every own paper, of its supplement, and of what is to be published."""
    own = written_by(user)
    for row in Version.objects.filter(paper__in=own).select_related(PLACE).order_by("paper", "number"):
        yield f"{_stem(row.paper)}-v{row.number}.pdf", row.file
    for final in Final.objects.filter(paper__in=own).select_related(PLACE).order_by("paper", "number"):
        yield f"{_stem(final.paper)}-final-v{final.number}.pdf", final.file
    for extra in Supplement.objects.filter(paper__in=own).select_related(PLACE).order_by("paper"):
        yield f"{_stem(extra.paper)}-supplement.{extra.kind}", extra.file


def _stem(paper: Paper) -> str:
    return f"papers/{paper.workshop.slug}-{paper.number}"


def _account(user: User) -> dict[str, object]:
    addresses = EmailAddress.objects.filter(user=user).order_by("pk")
    return {
        **_values(User.objects.filter(pk=user.pk), "email", "name", "affiliation", "country", "orcid")[0],
        "since": _said(user.created_at),
        "addresses": _values(addresses, "email", "verified", "primary"),
    }


def _paper(paper: Paper) -> dict[str, object]:
    """As its author's page has it; the decision and the reviews once they are out."""
    outcome = released_outcome(paper.pk)
    return {
        "workshop": paper.workshop.name,
        **_values(
            Paper.objects.filter(pk=paper.pk),
            *("number", "state", "title", "abstract", "llm_use", "answers", "draft", "submitted_at"),
        )[0],
        "authors": _values(paper.authors.all(), "name", "email", "affiliation", "country", "orcid"),
        "versions": _values(paper.versions.all(), "number", "original_name", "size", "sha256", "uploaded_at"),
        "final_versions": _values(paper.finals.all(), "number", "size", "sha256", "uploaded_at"),
        "licence": _values(Agreement.objects.filter(paper=paper), "words", "name", "at"),
        "response_to_reviews": _values(Response.objects.filter(paper=paper), "text", "at"),
        "coming": _values(Attendance.objects.filter(paper=paper), "state", "presenter_name", "remark"),
        "decision": outcome and {"words": outcome.words, "note": outcome.note},
        "reviews": [_read(review.opinion) for review in outcome.reviews] if outcome else [],
    }


def _read(review: Opinion) -> dict[str, str]:
    return {answer.label: answer.text for answer in review.texts}


def _told(user: User) -> list[Assignment]:
    """What this person was told to review; a draft of an assignment is the organizers'."""
    rows = Assignment.objects.filter(reviewer=user, published_at__isnull=False)
    return list(rows.select_related("paper__workshop", "review").order_by("pk"))


def _review(row: Assignment) -> dict[str, object]:
    written = getattr(row, "review", None)
    return {
        "workshop": row.paper.workshop.name,
        "paper": row.paper.number,
        "state": row.state,
        "said": written.said if written and written.submitted_at else None,
        "draft": written.draft if written else None,
        "submitted_at": _said(written.submitted_at) if written else None,
    }


def _comments(user: User) -> Rows:
    """Own words in discussions, each with those who may read it."""
    rows = Comment.objects.filter(Q(by=user) | Q(seat__reviewer=user))
    return _values(rows, "paper__workshop__name", "paper__number", "visible", "text", "at")


def _bids(user: User) -> Rows:
    seen = Paper.objects.exclude(hidden_from(user)).values("pk")
    rows = Bid.objects.filter(reviewer=user, paper__in=seen).order_by("pk")
    return _values(rows, "paper__workshop__name", "paper__title", "level", "at")


def _declared(user: User) -> Rows:
    """Own words only: what others said or a program found is theirs, and would name authors."""
    rows = Conflict.objects.filter(user=user, kind=Conflict.Kind.DECLARED).order_by("pk")
    return _values(rows, "paper__workshop__name", "reason", "since")


def _invitations(user: User) -> Rows:
    rows = Invitation.objects.filter(Q(user=user) | Q(email__in=verified_addresses(user))).order_by("pk")
    return _values(rows, "workshop__name", "email", "name", "state")


def _letters(user: User) -> Rows:
    sent = [Letter.State.SENT, Letter.State.BOUNCED]
    rows = Letter.objects.filter(to__in=verified_addresses(user), state__in=sent).order_by("pk")
    return _values(rows, "to", "subject", "body", "sent_at")


def _log(user: User) -> Rows:
    """What this person did, but for papers that are withheld by now."""
    seen = Q(paper=None) | Q(paper__in=written_by(user).values("pk"))
    for workshop in Workshop.objects.filter(memberships__user=user).distinct():
        seen |= Q(paper__in=handled_by(user, workshop).values("pk"))
    return _values(Entry.objects.filter(seen, actor=user).order_by("pk"), "workshop__name", "verb", "at")


def _values(rows: Any, *names: str) -> Rows:
    """Rows as plain data, with readable keys."""
    return [
        {name.replace("__", " "): _said(value) for name, value in row.items()} for row in rows.values(*names)
    ]


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
