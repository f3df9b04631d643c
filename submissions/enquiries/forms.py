from typing import Any

from django import forms

from submissions.accounts.models import User
from submissions.papers.models import Paper


class PaperChoice(forms.ModelChoiceField[Paper]):
    def label_from_instance(self, obj: Paper) -> str:
        return f"#{obj.number} {obj.called}"


class EnquiryForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=200)
    email = forms.EmailField(label="Your e-mail address", help_text="The answer goes there.")
    paper = PaperChoice(
        Paper.objects.none(), label="About", required=False, empty_label="The workshop, no certain paper"
    )
    words = forms.CharField(label="Your question", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, papers: list[Paper], user: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user:
            self.initial = {"name": user.name, "email": user.email, **self.initial}
        field = self.fields["paper"]
        if not papers or not isinstance(field, forms.ModelChoiceField):
            del self.fields["paper"]
            return
        field.queryset = Paper.objects.filter(pk__in=[paper.pk for paper in papers])
