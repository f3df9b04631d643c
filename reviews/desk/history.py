"""The log as one organizer may read it: lines of the workshop itself, and of the papers that organizer handles."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from submissions.accounts.models import User
from submissions.log.models import Entry
from submissions.papers.access import about_handled as visible
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

WORDS = {
    "workshop.created": "made the workshop",
    "paper.created": "began",
    "paper.begun_for": "began, for {address},",
    "paper.expired": "let the unfinished draft #{number} go, which nobody had confirmed",
    "paper.confirmed": "confirmed the address behind",
    "paper.saved": "saved changes to",
    "paper.submitted": "submitted",
    "paper.version": "uploaded version {number} of",
    "paper.withdrawn": "withdrew",
    "paper.supplement": "sent a supplement to",
    "paper.supplement_removed": "took the supplement away from",
    "paper.revived": "brought back",
    "author.confirmed": "{email} confirmed to be an author of",
    "author.corrected": "{email} corrected the own name on",
    "author.disputed": "{email} disputed to be an author of",
    "author.settled": "settled what {email} disputed on",
    "authors.asked": "asked for other authors on",
    "authors.agreed": "{email} agreed to the change of authors on",
    "authors.objected": "{email} objected to the change of authors on",
    "authors.allowed": "allowed the change of authors on",
    "authors.refused": "refused the change of authors on",
    "paper.draft_discarded": "dropped the unfinished changes to",
    "paper.check_again": "asked for another check of",
    "paper.checked": "checked, with {errors} to fix,",
    "paper.cleaned": "made version {number} without hidden data of",
    "paper.rejection_asked": "is about to reject at the desk",
    "paper.rejection_undone": "thought better of rejecting at the desk",
    "paper.rejected": "rejected at the desk",
    "paper.fix_asked": "asked to fix within {hours} h",
    "finding.noted": "called a finding ({rule}) a false alarm on",
    "call.rules_changed": "changed the rules of the check",
    "finding.waived": "waived a finding ({rule}) on",
    "finding.unwaived": "took back the waiver ({rule}) on",
    "paper.conflicts": "named who must not review",
    "paper.handed_over": "handed over to {to}",
    "handover.refused": "tried to find a guest for",
    "conflict.declared": "declared a conflict with",
    "conflict.set": "set a conflict of {person} ({reason}) with",
    "conflict.confirmed": "confirmed a conflict of {person} ({reason}) with",
    "conflict.waived": "waived a conflict of {person} ({reason}) with",
    "assignment.asked": "asked the solver for an assignment",
    "assignment.locked": "locked {reviewers} on",
    "assignment.unlocked": "unlocked {reviewers} on",
    "assignment.banned": "ruled {reviewers} out for",
    "assignment.unbanned": "allowed {reviewers} again for",
    "assignment.wanted": "asked for {reviews} reviews of",
    "assignment.drafted": "chose {reviewers} for",
    "assignment.proposed": "had reviewers proposed for",
    "assignment.published": "told {reviewers} of",
    "assignment.removed": "took {reviewers} off",
    "review.submitted": "submitted a review of",
    "review.changed": "changed the review of",
    "review.conflict": "declared a conflict while reviewing",
    "review.recognised": "recognises the authors of",
    "review.named": "says that the PDF names the authors of",
    "review.given_back": "cannot review, and gave back",
    "review.reminded": "reminded reviewers of",
    "report.settled": "dealt with what a reviewer told about",
    "criteria.changed": "changed what reviews ask (form {number})",
    "discussion.comment": "wrote in the discussion of",
    "response.opened": "opened the reviews to their authors",
    "response.sent": "answered the reviews of",
    "offer.made": "offered {name} to review",
    "offer.accepted": "took over a review of",
    "offer.declined": "cannot take over a review of",
    "decision.ready": "marked the decision ({outcome}) ready on",
    "decision.taken_back": "took back the decision on",
    "decision.released": "released the decision ({outcome}) on",
    "decision.offered": "offered a free place ({outcome}) to",
    "capacity.set": "set the room to {talks} talks and {posters} posters",
    "attendance.asked": "asked the authors of {papers} papers who comes",
    "attendance.reminded": "reminded the authors of {papers} papers to say who comes",
    "attendance.answered": "heard from the authors ({state}) of",
    "attendance.noted": "noted the attendance ({state}) of",
    "accepted.handed_over": "handed the accept list over ({sha256}…)",
    "accepted.pdfs": "chose the PDFs on the public list: {which}",
    "host_date.added": "noted what the host wants: {what}",
    "host_date.done": "ticked what the host wants: {what}",
    "host_date.reopened": "opened again what the host wants: {what}",
    "host_date.dropped": "dropped what the host wants: {what}",
    "release.done": "released the decisions that were ready",
    "invitation.sent": "invited {to}",
    "invitation.accepted": "accepted to review",
    "invitation.declined": "{email} declined to review",
    "invitation.removed": "took back the invitation of {email}",
    "workshop.cloned": "made the workshop after {source}",
    "call.added": "added the call {call}",
    "deadline.moved": "moved the deadlines of {call}",
    "paper.late_pass": "gave a late pass until {until} to",
    "invitation.changed": "changed the own load or topics",
    "invitation.reminded": "reminded {to} of the invitation",
    "invitation.load": "noted that {email} takes {most} papers",
    "invitation.senior": "said whether {email} counts as senior",
    "bidding.set": "set the dates of bidding on {call}",
    "bidding.closed": "closed bidding on {call}",
    "bidding.reminded": "reminded the reviewers who had not bid on {call}",
    "settings.changed": "changed the settings: {page}",
    "organizer.added": "made {email} an organizer",
    "letter.edited": "edited the letter “{subject}” to {to}",
    "letter.held": "held the letter “{subject}” to {to}",
    "letter.let_go": "let the letter “{subject}” to {to} go",
    "letter.sent_again": "sent the letter “{subject}” to {to} again",
    "letter.readdressed": "sent the letter “{subject}” to {to}, another address than it had",
    "letter.set_aside": "let it be that the letter “{subject}” to {to} did not arrive",
    "letter.withdrawn": "withdrew the letter “{subject}” to {to}",
    "letters.written": "wrote to {group}: “{subject}”",
    "text.saved": "changed the words of a letter ({kind})",
    "text.dropped": "went back to the site's words of a letter ({kind})",
    "retention.changed": "changed what is erased when",
    "retention.erased": "erased: {kind}",
    "intake.begun": "had files brought in",
    "intake.done": "brought files in",
    "paper.imported": "brought in, #{number} in {system},",
    "paper.imported_again": "brought in changes to",
    "assignment.imported": "brought in {reviewers} as reviewers of",
    "review.imported": "brought in a review of",
    "decision.imported": "brought in the decision ({outcome}) on",
    "camera.asked": "asked for final versions",
    "camera.uploaded": "uploaded final version {number} of",
    "camera.agreed": "agreed to the licence of",
    "camera.retitled": "changed the title of",
    "camera.reminded": "reminded authors of final versions",
    "programme.session": "changed the session “{title}”",
    "programme.session_removed": "removed the session “{title}”",
    "programme.published": "showed the programme to everybody",
    "programme.hidden": "hid the programme",
    "programme.checked_in": "noted ({state}) for",
    "claims.sent": "sent authors their links",
    "claim.taken": "took over papers that were brought in",
}


@dataclass(frozen=True)
class Line:
    at: datetime
    actor: str
    words: str
    number: int | None
    ref: str


class _Missing(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "?"


def line(entry: Entry) -> Line:
    """A verb without words of its own is shown as it stands in the log."""
    data = {name: _flat(value) for name, value in entry.data.items()}
    words = WORDS.get(entry.verb, entry.verb).format_map(_Missing(data))
    paper = entry.paper
    nobody = "" if words.startswith(str(data.get("email"))) else "The site"
    return Line(
        at=entry.at,
        actor=entry.actor.get_full_name() if entry.actor else nobody,
        words=words,
        number=paper.number if paper else None,
        ref=paper.ref if paper else "",
    )


def _flat(value: object) -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def entries(user: User, workshop: Workshop) -> QuerySet[Entry]:
    return (
        Entry.objects.filter(visible(user, workshop), workshop=workshop)
        .select_related("actor", "paper")
        .order_by("-at", "-pk")
    )


def entries_of(paper: Paper) -> QuerySet[Entry]:
    return Entry.objects.filter(paper=paper).select_related("actor", "paper").order_by("-at", "-pk")
