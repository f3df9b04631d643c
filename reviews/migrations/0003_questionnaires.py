"""What a review asks becomes a workshop's own data; answers move from columns to their criterion's key."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import reviews.reviewing.criteria
import submissions.clock

SCORES = ("novelty", "quality", "impact")
TEXTS = ("strengths", "weaknesses", "questions", "to_organizers")


def move_answers(apps, schema_editor):
    Review = apps.get_model("reviews", "Review")
    Questionnaire = apps.get_model("reviews", "Questionnaire")
    for review in Review.objects.select_related("assignment__paper"):
        form, _ = Questionnaire.objects.get_or_create(
            workshop_id=review.assignment.paper.workshop_id, number=1
        )
        review.questionnaire = form
        if review.submitted_at:
            review.answers = {name: getattr(review, name) for name in (*SCORES, *TEXTS)}
        review.save(update_fields=["questionnaire", "answers"])


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0002_bids_and_affinities"),
        ("submissions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("rows", models.JSONField(default=reviews.reviewing.criteria.DEFAULT.to_json, help_text="As criteria.py writes them.")),
                ("made_at", models.DateTimeField(default=submissions.clock.now)),
                ("made_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("workshop", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="questionnaires", to="submissions.workshop")),
            ],
            options={"ordering": ["-number"]},
        ),
        migrations.AddConstraint(
            model_name="questionnaire",
            constraint=models.UniqueConstraint(fields=("workshop", "number"), name="one_questionnaire_per_number"),
        ),
        migrations.AddField(
            model_name="review",
            name="answers",
            field=models.JSONField(blank=True, default=dict, help_text="All other answers, by the criterion's key."),
        ),
        migrations.AddField(
            model_name="review",
            name="questionnaire",
            field=models.ForeignKey(help_text="The form that was answered.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.questionnaire"),
        ),
        migrations.RunPython(move_answers, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="review", name="submitted_review_has_its_scores"),
    ]
