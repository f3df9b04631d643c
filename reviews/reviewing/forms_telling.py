from django import forms

from reviews.reviewing.telling import Matter


class TellForm(forms.Form):
    """One matter's words, and the page where it asks for one."""

    use_required_attribute = False

    page = forms.IntegerField(min_value=1, max_value=500, required=False, label="Page")
    words = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, matter: Matter, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they came
        self.fields["words"].label = matter.label
        self.fields["words"].required = matter.is_required
        if not matter.asks_page:
            del self.fields["page"]
