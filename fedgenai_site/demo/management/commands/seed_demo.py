from django.core.management.base import BaseCommand

from fedgenai_site.demo.seed import seed


class Command(BaseCommand):
    help = "Load the demo's people, papers and reviews; where they are already, leave them as they are."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(
            "The demo is loaded." if seed() else "The demo is there already; nothing was changed."
        )
