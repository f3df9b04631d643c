from typing import Any

from django import forms

from reviews.assignment.selectors import REVIEWS_PER_PAPER
from reviews.solving.wish import USUAL, Wish

PRICES = (
    ("0", "best total, no floor"),
    ("0.001", "0.1 % of the total"),
    ("0.01", "1 % of the total"),
    ("0.03", "3 % of the total"),
    ("1", "whatever it costs"),
)


class SolveForm(forms.Form):
    demand = forms.IntegerField(
        label="Reviewers for each paper", min_value=1, max_value=9, initial=REVIEWS_PER_PAPER
    )
    price = forms.ChoiceField(
        label="The worst paper's score may cost",
        choices=PRICES,
        initial="0.01",
        help_text="The floor is raised as far as this share of the best total pays for.",
    )
    least = forms.IntegerField(
        label="Papers each reviewer gets at least", min_value=0, max_value=9, initial=0
    )
    qualified = forms.FloatField(
        label="No pair with a score under",
        min_value=0,
        max_value=1,
        initial=0,
        help_text="From 0 to 1: the line under which nobody counts as qualified.",
    )
    senior = forms.BooleanField(label="A senior reviewer on each paper", required=False, initial=True)
    institution = forms.BooleanField(label="One reviewer per institution", required=False, initial=True)
    cycles = forms.BooleanField(label="No two people on each other's papers", required=False, initial=True)

    texts = forms.FloatField(label="Weight of the texts", min_value=0, max_value=1, initial=USUAL.texts)
    topics = forms.FloatField(label="Weight of the topics", min_value=0, max_value=1, initial=USUAL.topics)
    bids = forms.FloatField(
        label="Weight of the bids",
        min_value=0,
        max_value=1,
        initial=USUAL.bids,
        help_text="What counts is the share of the three. A bid lifts a pair by at most its share.",
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=0,
        max_value=2_000_000_000,
        initial=0,
        help_text="The same seed on the same data gives the same assignment; another may choose otherwise among equals.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        weights = [data.get(name) for name in ("texts", "topics", "bids")]
        if None not in weights and not any(weights):
            self.add_error("texts", "Texts, topics and bids all weigh nothing: give one of them some weight.")
        return data

    def wish(self) -> Wish:
        return Wish(**{**self.cleaned_data, "price": float(self.cleaned_data["price"])})

    @classmethod
    def after(cls, wish: Wish) -> "SolveForm":
        """As the last run was asked for."""
        known = [value for value, _ in PRICES if float(value) == wish.price]
        return cls(auto_id="%s", initial={**wish.as_json(), "price": known[0] if known else "0.01"})


class PublishForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)


class UseForm(forms.Form):
    point = forms.IntegerField(required=False, min_value=0, max_value=50, widget=forms.HiddenInput)


class WantedForm(forms.Form):
    reviews = forms.IntegerField(min_value=1, max_value=9, widget=forms.HiddenInput)


class LoadForm(forms.Form):
    most = forms.IntegerField(min_value=1, max_value=30, widget=forms.HiddenInput)


class PairForm(forms.Form):
    act = forms.ChoiceField(
        choices=[(act, act) for act in ("add", "swap", "lock", "unlock", "ban", "lift", "remove")]
    )
    instead = forms.SlugField(required=False)


class AssignForm(forms.Form):
    reviewer = forms.IntegerField(widget=forms.HiddenInput)


class SheetForm(forms.Form):
    text = forms.CharField(
        label="Or paste it",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        required=False,
        help_text="The first line names the columns: paper (the number) and email. Other columns are ignored.",
    )
