"""The one page on which a workshop begins: from a preset, or as next year's edition of another."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify

from submissions import clock
from submissions.accounts.models import User
from submissions.clock import AOE
from submissions.workshops import cloning, services
from submissions.workshops.fields import LinesField
from submissions.workshops.models import Workshop
from submissions.workshops.services import Dates, WorkshopData
from submissions.workshops.settings.calls import free_slug

STARTS = [
    ("fedgenai-2025", "IJCAI: 7 pages, then 2 for references and acknowledgements"),
    ("acl", "ACL: 8 pages, then references without limit"),
    ("neurips", "NeurIPS: 9 pages, then references without limit"),
    ("lncs", "LNCS: 12 pages, references included"),
    ("free", "No page limit and no template"),
]
KITS = {
    "fedgenai-2025": "https://www.ijcai.org/authors_kit",
    "acl": "https://github.com/acl-org/acl-style-files",
    "neurips": "https://neurips.cc/Conferences/2025/PaperInformation/StyleFiles",
}
LATE = timedelta(minutes=30)
AFTER_DUE = {"reviews_due_at": 21, "decisions_at": 28, "camera_ready_at": 42}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NewWorkshop(forms.Form):
    name = forms.CharField(label="Short name", max_length=100, help_text="As in FedGenAI-IJCAI'25.")
    slug = forms.SlugField(
        label="Address",
        max_length=60,
        required=False,
        help_text="Empty: made from the name. It cannot be changed later.",
    )
    title = forms.CharField(
        max_length=200, required=False, help_text="In full, as in Workshop on Federated Learning."
    )
    start = forms.ChoiceField(label="Page rule, or last year's workshop", widget=forms.RadioSelect)
    venue = forms.CharField(label="Hosting conference", max_length=100, required=False)
    place = forms.CharField(max_length=100, required=False)
    kinds = LinesField(
        label="Kinds of contribution",
        required=False,
        help_text="One a line. A copy keeps last year's.",
        rows=3,
    )
    enquiries = forms.EmailField(
        label="Address for questions",
        required=False,
        help_text="Stands on the call's page. Empty: your own, or last year's.",
    )
    opens_on = forms.DateField(label="Call opens", widget=DAY, help_text="At 00:00 AoE.")
    due_on = forms.DateField(
        label="Papers due",
        widget=DAY,
        help_text="At 23:59 AoE, with half an hour of grace. Reviews are due 3 weeks later, decisions after 4, final versions after 6.",
    )
    starts_on = forms.DateField(label="First day of the workshop", widget=DAY, required=False)
    ends_on = forms.DateField(label="Last day", widget=DAY, required=False)

    def __init__(self, data: Any, *, editions: QuerySet[Workshop], today: date) -> None:
        super().__init__(data)
        self.editions = {f"like:{row.slug}": row for row in editions}
        copies = [
            (key, f"As {row.name}: its texts, topics, rules and questions")
            for key, row in self.editions.items()
        ]
        self.fields["start"].choices = [*STARTS, *copies]  # type: ignore[attr-defined] # a choice field has them
        self.initial = {
            "start": STARTS[0][0],
            "kinds": ["Original research", "Position paper", "Work in progress"],
            "opens_on": today + timedelta(days=7),
        }

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("name", "").replace("'", "-"))[:60]
        if Workshop.objects.filter(slug=slug).exists():
            raise forms.ValidationError(f"/{slug}/ is taken. Choose another address.")
        return str(slug)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, due, starts, ends = (data.get(name) for name in ("opens_on", "due_on", "starts_on", "ends_on"))
        if due and due < clock.now().astimezone(AOE).date():
            self.add_error(
                "due_on", "This day is past, so that nobody could send a paper. Is the year right?"
            )
        elif opens and due and due <= opens:
            self.add_error("due_on", "Papers would be due before the call opens. Let it open earlier.")
        if due and starts and starts <= due:
            self.add_error("starts_on", "The workshop would begin before papers are due.")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day lies before the first.")
        if not data.get("kinds") and data.get("start") not in self.editions:
            self.add_error("kinds", "Write at least one kind of contribution.")
        return data

    def create(self, by: User) -> cloning.Cloned:
        """Raises ValidationError when the names will not do."""
        if source := self.editions.get(self.cleaned_data["start"]):
            return self._clone(source, by)
        workshop = services.create_workshop(self._data(by), by=by, dates=self._dates())
        return cloning.Cloned(workshop, [])

    def _clone(self, source: Workshop, by: User) -> cloning.Cloned:
        given = ("slug", "name", "title", "venue", "place", "enquiries", "starts_on", "ends_on")
        changes = {name: value for name in given if (value := self.cleaned_data[name])}
        shift = cloning.days_between(source, self.cleaned_data["due_on"])
        cloned = cloning.clone_workshop(source, by=by, changes=changes, due_on_shift=shift)
        opens = start_of(self.cleaned_data["opens_on"])
        cloned.workshop.calls.filter(due_at__gt=opens).update(opens_at=opens)
        return cloned

    def _data(self, by: User) -> WorkshopData:
        data, taken = self.cleaned_data, set[str]()
        kinds = []
        for name in data["kinds"]:
            kinds.append((free_slug(name, taken), name))
            taken.add(kinds[-1][0])
        return WorkshopData(
            **{name: data[name] for name in ("slug", "name", "venue", "place")},
            enquiries=data["enquiries"] or by.email,
            title=data["title"] or data["name"],
            tagline="",
            intro="",
            theme="",
            audience="",
            venue_rules="",
            attendance_rule="",
            dual_submission_rule="",
            author_kit_url=KITS.get(data["start"], ""),
            preset=data["start"],
            kinds=tuple(kinds),
            areas=(),
            is_public=False,
        )

    def _dates(self) -> Dates:
        data = self.cleaned_data
        due = end_of(data["due_on"])
        later = {name: due + timedelta(days=days) for name, days in AFTER_DUE.items()}
        span = {name: data[name] for name in ("starts_on", "ends_on")}
        return Dates(start_of(data["opens_on"]), due, due + LATE, **later, **span)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=AOE)


def end_of(day: date) -> datetime:
    """23:59 AoE, when deadlines fall."""
    return datetime.combine(day, time(23, 59), tzinfo=AOE)
