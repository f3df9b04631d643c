"""How many papers an author may have in a call."""

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from submissions.accounts import selectors as accounts
from submissions.papers.models import Author, Paper
from submissions.workshops.models import Call


def over_limit(call: Call, paper: Paper | None, addresses: Sequence[str]) -> list[str]:
    """Which of these (lower-case) addresses stand on as many other submitted papers as the call allows."""
    if call.papers_per_author is None:
        return []
    owners = accounts.owners_of(addresses)
    others = Paper.objects.filter(call=call, state=Paper.State.SUBMITTED).exclude(pk=paper.pk if paper else 0)

    def count(address: str) -> int:
        owner = owners.get(address)
        theirs = Q(authors__email=address) | (Q(authors__user=owner) if owner else Q())
        return others.filter(theirs).distinct().count()

    return [address for address in addresses if count(address) >= call.papers_per_author]


def over_limit_words(call: Call, paper: Paper | None, addresses: Sequence[str]) -> list[str]:
    over = over_limit(call, paper, addresses)
    return [f"another list of authors: {each} has as many papers here as this call allows" for each in over]


def beyond_limit(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Those of these papers, and counted over these alone, of which an author has too many: two accounts became one."""
    submitted = papers.filter(state=Paper.State.SUBMITTED, call__papers_per_author__isnull=False)
    same = Author.objects.filter(user=OuterRef("user"), paper__call=OuterRef("paper__call"))
    counted = same.filter(paper__in=submitted.order_by().values("pk")).order_by().values("user")
    count = Subquery(counted.annotate(count=Count("paper", distinct=True)).values("count"))
    lines = Author.objects.filter(paper=OuterRef("pk"), user__isnull=False).annotate(count=count)
    return submitted.filter(Exists(lines.filter(count__gt=OuterRef("call__papers_per_author"))))
