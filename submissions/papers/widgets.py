"""The list of countries, which stands once in the form for every author."""

from collections.abc import Mapping
from functools import cache

from django.forms import Select
from django.forms.renderers import BaseRenderer
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django_countries import countries


class CountrySelect(Select):
    """As Django's select. Its 250 options are written once per language, not once per author of each page."""

    def render(
        self,
        name: str,
        value: object,
        attrs: Mapping[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        chosen = format_html(' value="{}"', value or "")
        options = _options(get_language()).replace(chosen, f"{chosen} selected", 1)
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, mark_safe(options))  # noqa: S308 - escaped below


@cache
def _options(language: str | None) -> SafeString:
    rows = [("", "---------"), *countries]
    return format_html_join("", '<option value="{}">{}</option>', rows)
