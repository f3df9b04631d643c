import tempfile

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.decisions.selectors import is_released
from reviews.takeaway import access, catalogue
from submissions.web import SignedInRequest

IN_MEMORY = 1 << 20


@require_safe
def takeaway(request: SignedInRequest, slug: str) -> HttpResponse:
    sight = access.sight_of(request.user, slug)
    context = {
        "workshop": sight.workshop,
        "offers": catalogue.offers(),
        "is_released": is_released(sight.workshop),
        "papers": sight.papers().count(),
        "withheld": sight.withheld(),
    }
    return render(request, "reviews/takeaway/page.html", context)


@require_safe
def file(request: SignedInRequest, slug: str, what: str, form: str) -> FileResponse:
    """Made now, into a temporary file; it goes with the answer."""
    sight = access.sight_of(request.user, slug)
    exporter = access.exporter_for(sight, what, form)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    exporter.write(sight, out)
    out.seek(0)
    response = FileResponse(
        out, as_attachment=True, filename=exporter.file_name(slug), content_type=exporter.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response
