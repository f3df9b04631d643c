from django.contrib.staticfiles.apps import StaticFilesConfig


class OwnStaticFiles(StaticFilesConfig):
    """Leaves out htmx's extensions: none is used, and one names a module that does not exist."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext"]
