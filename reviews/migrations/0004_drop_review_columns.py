"""Apart from 0003: PostgreSQL does not alter a table with pending trigger events of moved rows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_questionnaires")]

    operations = [
        *(
            migrations.RemoveField(model_name="review", name=name)
            for name in ("novelty", "quality", "impact", "strengths", "weaknesses", "questions", "to_organizers")
        ),
        migrations.AlterField(
            model_name="review",
            name="questionnaire",
            field=models.ForeignKey(help_text="The form that was answered.", on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.questionnaire"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("submitted_at__isnull", True), models.Q(("confidence__range", (1, 5)), ("overall__range", (1, 5))), _connector="OR"),
                name="submitted_review_has_its_scores",
            ),
        ),
    ]
