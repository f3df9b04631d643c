"""What stands at the top of every page: whose turn it is, until when, and which hat is on."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Header:
    home_url: str = "/"
    workshop: Workshop | None = None
    tabs: list[Link] = field(default_factory=list)
    hats: list[Link] = field(default_factory=list)
    phase: str = ""
    due_label: str = ""
    due: datetime | None = None
    demo: bool = False


def header(request: HttpRequest) -> dict[str, object]:
    return {"header": SimpleLazyObject(lambda: build(request))}


def build(request: HttpRequest) -> Header:
    return Header(home_url=reverse("home"), demo=settings.DEMO)
