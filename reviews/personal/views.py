"""What is kept about me, as a ZIP; and the end of an account."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reviews.personal import erasing, services
from reviews.personal.models import Copy
from reviews.personal.standing import standing
from submissions import clock
from submissions.jobs.selectors import latest
from submissions.retention.kinds import KEPT, KINDS, sentence
from submissions.web import SignedInRequest, attachment


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        services.ask(user=request.user)
        return redirect("my-data")
    copy = Copy.objects.filter(user=request.user).first()
    job = latest(services.KIND, copy.pk) if copy and not copy.made_at else None
    context = {
        "copy": copy,
        "is_ready": bool(copy and copy.file and copy.ends_at and copy.ends_at > clock.now()),
        "has_failed": bool(job and job.state == "failed"),
        "days": services.KEPT.days,
        "kept": [sentence(kind, kind.months) for kind in KINDS],
        "for_good": KEPT,
    }
    return render(request, "reviews/personal/my_data.html", context)


@reauthentication_required  # type: ignore[untyped-decorator] # allauth's
@require_POST
def my_data_file(request: SignedInRequest) -> HttpResponseBase:
    """By POST: whatever looks at links in advance must not use it up."""
    copy = Copy.objects.filter(user=request.user, ends_at__gt=clock.now()).exclude(file="").first()
    if copy is None:
        raise Http404
    services.fetched(copy)
    return attachment(copy.file, "my-data.zip")


class EraseForm(forms.Form):
    use_required_attribute = False

    sure = forms.CharField(label="Type your address to say that you mean it", max_length=254)

    def __init__(self, *args: object, address: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # as they came
        self.address = address

    def clean_sure(self) -> str:
        typed = str(self.cleaned_data["sure"]).strip().lower()
        if typed != self.address:
            raise forms.ValidationError(f"That is not {self.address}. Nothing was erased.")
        return typed


@reauthentication_required  # type: ignore[untyped-decorator] # allauth's
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: SignedInRequest) -> HttpResponse:
    form = EraseForm(request.POST or None, address=request.user.email)
    if request.method == "POST" and form.is_valid():
        try:
            erasing.ask(user=request.user)
        except erasing.CannotEraseError:
            return redirect("erase")
        logout(request)
        messages.success(
            request, "Your account is closed. The rest is erased within minutes; no letter follows."
        )
        return redirect("home")
    context = {"form": form, "standing": standing(request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/personal/erase.html", context, status=status)
