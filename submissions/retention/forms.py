from typing import Any

from django import forms

from submissions.retention.kinds import KINDS


class TermsForm(forms.Form):
    """Months by kind; an empty field keeps it."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[kind.key] = forms.IntegerField(
                label=f"{kind.title}: months after the workshop",
                help_text=f"{kind.what[0].upper()}{kind.what[1:]}. Empty: kept until somebody erases it.",
                min_value=1,
                max_value=240,
                required=False,
            )
