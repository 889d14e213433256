"""A process says who saved and published it, why in spite of warnings, and what it was tried on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_who_writes_a_form"),
        ("people", "0003_leave"),
    ]

    operations = [
        migrations.AddField(
            model_name="processversion",
            name="publish_reason",
            field=models.TextField(
                blank=True, db_default="", default="", verbose_name="lý do ban hành dù còn cảnh báo"
            ),
        ),
        migrations.AddField(
            model_name="processversion",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.officer",
                verbose_name="người ban hành",
            ),
        ),
        migrations.AddField(
            model_name="processversion",
            name="saved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lưu lúc"),
        ),
        migrations.AddField(
            model_name="processversion",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.officer",
                verbose_name="người lưu",
            ),
        ),
        migrations.AddField(
            model_name="processversion",
            name="trials",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list, verbose_name="tình huống thử"
            ),
        ),
        migrations.AddConstraint(
            model_name="processversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "published"),
                    models.Q(("publish_reason", ""), ("published_by__isnull", True)),
                    _connector="OR",
                ),
                name="draft_process_is_published_by_nobody",
                violation_error_message="Bản nháp chưa có người ban hành.",
            ),
        ),
    ]
