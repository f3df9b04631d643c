from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class SiteConfig(AppConfig):
    name = "fedgenai_site"

    def ready(self) -> None:
        from fedgenai_site import checks  # noqa: F401 - registers them


class OwnStaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions: none is used, and one names a module that does not exist."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext"]
