import django.db.models.deletion
from django.db import migrations, models


def give_each_call_the_dates(apps, schema_editor):
    """Until now bidding was a workshop's: each of its calls gets the same dates."""
    bidding, call = (apps.get_model("submissions", name) for name in ("Bidding", "Call"))
    for row in bidding.objects.all():
        first, *others = call.objects.filter(workshop=row.workshop_id).order_by("due_at", "pk")
        bidding.objects.filter(pk=row.pk).update(call=first)
        for each in others:
            bidding.objects.create(
                call=each, opens_at=row.opens_at, closes_at=row.closes_at, settled_at=row.settled_at
            )
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("submissions", "0021_a_free_word_for_the_styleguide")]

    operations = [
        migrations.AddField(
            "bidding",
            "call",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bidding",
                to="submissions.call",
            ),
        ),
        migrations.AlterField(
            "bidding",
            "workshop",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bidding",
                to="submissions.workshop",
            ),
        ),
        migrations.RunPython(give_each_call_the_dates, migrations.RunPython.noop),
        migrations.RemoveField("bidding", "workshop"),
        migrations.AlterField(
            "bidding",
            "call",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bidding",
                to="submissions.call",
            ),
        ),
    ]
