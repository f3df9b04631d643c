from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from submissions.mail import rehearsal
        from submissions.papers import receivers  # noqa: F401 - connects them

        rehearsal.discover("submissions")
