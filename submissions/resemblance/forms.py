from typing import Any

from django import forms

from submissions.resemblance.models import Answer


class AnswerForm(forms.ModelForm[Answer]):
    use_required_attribute = False

    class Meta:
        model = Answer
        fields = ["verdict", "note"]
        widgets = {"verdict": forms.RadioSelect}
        labels = {"verdict": "What do you say?"}
        help_texts = {"note": "What is wrong, or why it is fine. The handlers of your workshop see it."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verdict = self.fields["verdict"]
        if isinstance(verdict, forms.TypedChoiceField):
            verdict.choices = Answer.Verdict.choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("verdict") == Answer.Verdict.PROBLEM and not data.get("note"):
            self.add_error("note", "Say what the problem is, for those who handle the papers with you.")
        return data
