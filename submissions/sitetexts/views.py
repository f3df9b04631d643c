from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from submissions import clock
from submissions.log.services import record
from submissions.sitetexts.models import SiteText
from submissions.sitetexts.selectors import TITLES, text_of
from submissions.web import SignedInRequest
from submissions.workshops.markdown import to_html


class TextForm(forms.ModelForm[SiteText]):
    class Meta:
        model = SiteText
        fields = ["text"]


@login_not_required
@require_safe
def text(request: HttpRequest, key: str) -> HttpResponse:
    if key not in TITLES:
        raise Http404
    context = {"key": key, "title": TITLES[key], "text": to_html(text_of(key))}
    return render(request, "submissions/sitetexts/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, key: str) -> HttpResponse:
    """For whoever runs the site."""
    if key not in TITLES or not request.user.is_operator:
        raise Http404
    form = TextForm(request.POST or None, initial={"text": text_of(key)})
    if request.method == "POST" and form.is_valid():
        words = {"text": form.cleaned_data["text"], "saved_by": request.user, "saved_at": clock.now()}
        SiteText.objects.update_or_create(key=key, defaults=words)
        record("site.text", actor_id=request.user.pk, key=key)
        messages.success(request, "Saved.")
        return redirect("site-text", key)
    status = 422 if request.method == "POST" else 200
    context = {"key": key, "title": TITLES[key], "form": form}
    return render(request, "submissions/sitetexts/edit.html", context, status=status)
