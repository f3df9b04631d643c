"""A person's own account: name and affiliation, and a second account that is the same person's."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from submissions.accounts import merging
from submissions.accounts.forms import MergeForm, ProfileForm
from submissions.accounts.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("account")
    status = 422 if request.method == "POST" else 200
    return render(request, "submissions/accounts/account.html", {"form": form}, status=status)


@reauthentication_required  # type: ignore[untyped-decorator] # allauth's
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest) -> HttpResponse:
    """Ask for the other account: a letter goes to its address, whose link is opened while signed in here."""
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        merging.ask(into=request.user, address=form.cleaned_data["email"])
        messages.success(
            request,
            "If there is an account for that address, a letter is on its way there. Open its link in this browser.",
        )
        return redirect("account")
    status = 422 if request.method == "POST" else 200
    return render(request, "submissions/accounts/merge.html", {"form": form}, status=status)


@reauthentication_required  # type: ignore[untyped-decorator] # allauth's
@require_http_methods(["GET", "HEAD", "POST"])
def merge_confirm(request: SignedInRequest, token: str) -> HttpResponse:
    """Opening the link changes nothing; its button merges."""
    other = merging.other_account(token, into=request.user)
    if request.method == "POST" and other:
        try:
            merging.merge(into=request.user, other=other)
        except merging.CannotMergeError as reason:
            messages.error(request, f"Not merged, and nothing was changed: {reason}")
        else:
            messages.success(request, "The two accounts are one now. Both addresses open it.")
            return redirect("account")
    status = 200 if other else 404
    return render(request, "submissions/accounts/merge_confirm.html", {"other": other}, status=status)
