"""A form says who kept, published and compared it, with which text, and from which day a draft is to be used."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

NAME_THE_SOURCE = """
UPDATE catalog_formversion SET compared_source = COALESCE(NULLIF(definition->>'source', ''), 'không ghi')
WHERE compared_at IS NOT NULL
"""


def _officer(name):
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.officer",
        verbose_name=name,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_forms_instead_of_quick_fields"), ("people", "0003_leave")]

    operations = [
        migrations.AddField("formversion", "saved_by", _officer("người lưu")),
        migrations.AddField("formversion", "published_by", _officer("người ban hành")),
        migrations.AddField("formversion", "compared_by", _officer("người đối chiếu")),
        migrations.AddField(
            "formversion",
            "compared_source",
            models.TextField(blank=True, default="", db_default="", verbose_name="đối chiếu với"),
        ),
        migrations.AddField(
            "formversion", "publish_on", models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày")
        ),
        migrations.RunSQL(NAME_THE_SOURCE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "formversion",
            models.CheckConstraint(
                name="form_compared_names_its_source",
                condition=Q(compared_at__isnull=True, compared_source="", compared_by__isnull=True)
                | (Q(compared_at__isnull=False) & ~Q(compared_source="")),
                violation_error_message="Xác nhận đối chiếu phải ghi văn bản nguồn.",
            ),
        ),
        migrations.AddConstraint(
            "formversion",
            models.CheckConstraint(
                name="form_that_waits_is_a_draft",
                condition=Q(publish_on__isnull=True) | Q(status="draft"),
                violation_error_message="Chỉ bản nháp mới hẹn ngày áp dụng.",
            ),
        ),
    ]
