from django.db.models import QuerySet
from django.http import Http404

from submissions.accounts.models import User
from submissions.checking.models import Page
from submissions.papers.access import handled_by, written_by
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop


def page_for_author(user: User, slug: str, version_ref: str, number: int) -> Page:
    return _page(written_by(user).filter(workshop__slug=slug), version_ref, number)


def page_for_handler(user: User, workshop: Workshop, version_ref: str, number: int) -> Page:
    return _page(handled_by(user, workshop), version_ref, number)


def _page(papers: QuerySet[Paper], version_ref: str, number: int) -> Page:
    page = Page.objects.filter(version__ref=version_ref, version__paper__in=papers, number=number).first()
    if page is None:
        raise Http404
    return page
