"""An author names whom the paper must not go to."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from submissions import web
from submissions.conflicts import ties
from submissions.conflicts.models import Tie
from submissions.papers import access, services
from submissions.papers.conflicts import name_conflicts
from submissions.web import SignedInRequest


class TiesForm(forms.Form):
    people = forms.CharField(
        label="People and institutions in conflict with this paper",
        help_text="One a line: Name &lt;address&gt;, a name, an address, or an institution such as lake.example.",
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
        max_length=10_000,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.editable_paper(request.user, slug, ref)
    most = ties.most_declared(paper.workshop)
    typed = {"people": ties.shown(Tie.objects.filter(paper=paper))}
    form = TiesForm(request.POST if request.method == "POST" else None, initial=typed)
    if form.is_bound and form.is_valid():
        try:
            services.require_open(paper.call, web.arrived_at(request, paper.workshop), paper)
            name_conflicts(paper=paper, lines=ties.parse(form.cleaned_data["people"]), by=request.user)
        except services.Closed:
            form.add_error(None, "The call has closed, so nothing was changed. Write to the organizers.")
        except ties.TooManyTies:
            form.add_error("people", f"At most {most} lines are taken; nothing was changed.")
        else:
            messages.success(request, "Saved. The paper will not go to these people.")
            return redirect("paper", slug, ref)
    context = {"workshop": paper.workshop, "paper": paper, "form": form, "most": most}
    status = 422 if form.is_bound else 200
    return render(request, "submissions/papers/conflicts.html", context, status=status)
