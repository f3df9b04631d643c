"""One page that shows every part of the interface in every state."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

from submissions.checks.report import Finding

NOW = datetime(2025, 4, 30, 7, 59, tzinfo=UTC)
DUE = datetime(2025, 5, 10, 11, 59, tzinfo=UTC)
NOVELTY = [(1, "known"), (2, "small step"), (3, "solid step"), (4, "new idea"), (5, "opens a field")]
KINDS = [("research", "Original research"), ("position", "Position"), ("progress", "Work in progress")]
SWATCHES = [
    "ground",
    "card",
    "sunk",
    "ink",
    "muted",
    "line",
    "edge",
    "accent",
    "accent-soft",
    "ok",
    "warn",
    "error",
]


class SampleForm(forms.Form):
    title = forms.CharField(help_text="As it stands on the paper.")
    abstract = forms.CharField(widget=forms.Textarea, help_text="Up to 200 words.")
    kind = forms.ChoiceField(choices=KINDS)
    topics = forms.MultipleChoiceField(choices=KINDS, widget=forms.CheckboxSelectMultiple, required=False)
    attendance = forms.ChoiceField(choices=KINDS[:2], widget=forms.RadioSelect, label="Who presents")
    novelty = forms.TypedChoiceField(
        choices=NOVELTY, coerce=int, widget=forms.RadioSelect(attrs={"data-scale": True})
    )
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    pdf = forms.FileField(label="PDF", help_text="Up to 20 MB.", required=False)
    agree = forms.BooleanField(label="Not under review anywhere else")


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    wrong = SampleForm({"wrong-title": "Split Adapters", "wrong-novelty": "9"}, prefix="wrong")
    return render(
        request, "demo/styleguide.html", {**sample(), "wrong": wrong if "wrong" in request.GET else None}
    )


def sample() -> dict[str, Any]:
    return {
        "now": NOW,
        "due": DUE,
        "soon": NOW + timedelta(hours=9, minutes=12),
        "past": NOW - timedelta(hours=2),
        "swatches": SWATCHES,
        "tones": ["ok", "warn", "error", "wait", "info", "plain"],
        "kinds": ["", "primary", "danger", "link"],
        "sizes": ["small", "", "large"],
        "form": SampleForm(initial={"novelty": 4, "kind": "research"}, prefix="blank"),
        "facts": facts(),
        "dates": dates(),
        "steps": steps(),
        "findings": [
            finding("AN-003", "error", 1),
            finding("PG-004", "warning", 2),
            finding("TP-001", "info", 1),
        ],
        "pages": pages(),
        "authors": [
            SimpleNamespace(text="Jana Lindqvist", detail="Northfield"),
            SimpleNamespace(text="Imani Okafor", detail="Lakeside"),
            SimpleNamespace(text="Tomás Rivas", detail="Northfield"),
        ],
        "chart_head": ("Day", "Done", "Plan"),
        "chart_rows": [("12 May", 0, 0), ("21 May", 52, 60), ("30 May", 88, 138)],
        "topics": [
            "Heterogeneity and convergence",
            "Federated prompts and adapters",
            "Merging and personalisation",
        ],
    }


def facts() -> list[tuple[str, str, str, str]]:
    return [
        ("Received", "Version 2, 14:46 today", "SHA-256 4f1c…9ab0 · receipt sent", ""),
        ("Check", "2 to fix, 1 to look at", "9 pages checked in 0.4 s", "error"),
        ("Missing", "Nothing", "Your paper counts as submitted", "ok"),
    ]


def dates() -> list[tuple[str, datetime | str, str]]:
    return [
        ("Call opens", NOW - timedelta(days=58), "done"),
        ("Abstracts due", NOW - timedelta(days=1), "missed"),
        ("Papers due", DUE, "now"),
        ("Decisions", DUE + timedelta(days=28), "next"),
        ("Workshop, in person", "16 to 18 August", "next"),
    ]


def steps() -> list[tuple[str, str, str]]:
    return [
        ("Received", "done", "14:46:02"),
        ("Pages and template", "done", "0.2 s"),
        ("Names and links", "now", ""),
        ("Hidden text", "waiting", ""),
        ("Language", "failed", "tried three times"),
    ]


def finding(rule: str, severity: Any, page: int) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        message="Reviewers would read an address that belongs to an author you listed.",
        fix="Remove the footnote, or hide the author block for the submission.",
        page=page,
        box=(90.0, 604.0, 178.0, 615.0) if severity != "info" else None,
        text="jana.lindqvist@northfield.example",
        key=f"{rule}:{page}:90:604",
    )


def pages() -> list[SimpleNamespace]:
    found = {1: [finding("AN-003", "error", 1)], 2: [finding("PG-004", "warning", 2)]}
    return [
        SimpleNamespace(
            number=number,
            url=static("img/styleguide-page.svg"),
            width=1020,
            height=1320,
            page_width=612.0,
            page_height=792.0,
            text="Communication-Efficient Federated Tuning. Anonymous Submission. Abstract. The generator …",
            findings=found.get(number, []),
        )
        for number in range(1, 4)
    ]
