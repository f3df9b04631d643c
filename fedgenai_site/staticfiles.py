from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names, so that browsers keep files for a year; ES modules import each other by those names."""

    support_js_module_import_aggregation = True
