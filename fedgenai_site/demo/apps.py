from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from fedgenai_site.demo.guard import public_hosts


class DemoConfig(AppConfig):
    name = "fedgenai_site.demo"

    def ready(self) -> None:
        """Anybody may sign in as anybody here, so no process starts where the public could come."""
        if hosts := public_hosts(settings.SITE_URL, settings.ALLOWED_HOSTS):
            raise ImproperlyConfigured(
                f"DEMO is on, and this site answers to {', '.join(hosts)}. The demo signs in anybody as anybody: "
                "it runs on localhost only. Unset DEMO, or SITE_URL and ALLOWED_HOSTS."
            )
