"""What a browser would post from a page of settings."""

from typing import Any

from django.test import Client

from submissions.models import Workshop


def address(workshop: Workshop, page: str) -> str:
    return f"/{workshop.slug}/desk/settings/{page}/"


def filled(client: Client, url: str, **changes: object) -> dict[str, Any]:
    """The form as the page shows it; `changes` replace fields."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    posted = {name: value for name, value in values.items() if value not in {None, False, ""}}
    return {"seen": form.stamp, **{name: _text(value) for name, value in posted.items()}, **changes}


def _text(value: object) -> object:
    if isinstance(value, bool):
        return "on"
    return f"{value:%Y-%m-%dT%H:%M}" if hasattr(value, "hour") else value
