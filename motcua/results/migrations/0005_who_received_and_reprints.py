"""Who received the answer, on which ground; with what number a form was issued, and when it was printed again."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0011_who_comes_for_whom"),
        ("files", "0001_initial"),
        ("people", "0003_leave"),
        ("results", "0004_fewer_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedForm",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="issued",
                        serialize=False,
                        to="files.storedfile",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="số, ký hiệu")),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "giấy đã lập",
            },
        ),
        migrations.CreateModel(
            name="Reprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
            ],
            options={
                "verbose_name": "lần in lại",
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="capacity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("owner", "Chủ hồ sơ"),
                    ("proxy", "Người được ủy quyền nộp hồ sơ"),
                    ("submitter", "Người nộp hồ sơ"),
                    ("other", "Người khác nhận thay"),
                ],
                db_default="",
                max_length=10,
                verbose_name="tư cách nhận",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="ground",
            field=motcua.base.fields.LineField(
                blank=True, db_default="", max_length=300, verbose_name="căn cứ nhận thay"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="id_number",
            field=motcua.base.fields.SealedField(blank=True, null=True, verbose_name="số giấy tờ đã kiểm tra"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="is_matched",
            field=models.BooleanField(db_default=False, default=False, verbose_name="số khớp hồ sơ"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["", "owner", "proxy", "submitter"]),
                    models.Q(("capacity", "other"), models.Q(("ground", ""), _negated=True)),
                    _connector="OR",
                ),
                name="delivery_to_another_has_a_ground",
                violation_error_message="Trả cho người nhận thay phải ghi căn cứ nhận thay.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_matched", False), ("id_number__isnull", False), _connector="OR"),
                name="delivery_matched_has_a_number",
            ),
        ),
        migrations.AddField(
            model_name="issuedform",
            name="issued_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.officer"),
        ),
        migrations.AddField(
            model_name="reprint",
            name="form",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reprints", to="results.issuedform"
            ),
        ),
        migrations.AddField(
            model_name="reprint",
            name="officer",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.officer"),
        ),
    ]
