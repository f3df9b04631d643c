from datetime import timedelta
from typing import Any

from django import forms

from reviews.discussion.models import Comment


class CommentForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label="Your comment",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Markdown and $maths$.",
        error_messages={"required": "Write something first."},
    )
    visible = forms.ChoiceField(
        label="Who reads it",
        choices=Comment.Visible.choices,
        initial=Comment.Visible.HANDLERS,
        widget=forms.RadioSelect,
    )


class RoundForm(forms.Form):
    use_required_attribute = False

    days = forms.IntegerField(label="Open for how many days", min_value=1, max_value=21, initial=5)
    word_limit = forms.IntegerField(label="Words at most", min_value=50, max_value=2000, initial=400)

    @property
    def span(self) -> timedelta:
        return timedelta(days=self.cleaned_data["days"])


class ResponseForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label="Your response",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Write something first."},
    )

    def __init__(self, *args: Any, word_limit: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_limit = word_limit
        self.fields[
            "text"
        ].help_text = f"One text of at most {word_limit} words, read by the reviewers and the organizers. Please name nobody: it is blind in both directions."

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].strip()
        if (count := len(text.split())) > self.word_limit:
            raise forms.ValidationError(
                f"It has {count} words; at most {self.word_limit} are read. Nothing was sent."
            )
        return text
