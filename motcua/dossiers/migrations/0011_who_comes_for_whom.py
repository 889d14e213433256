"""Who hands in for whom and on which ground; the postal item a dossier came in; bodies found by their tax code."""

import django.db.models.deletion
from django.db import migrations, models

import motcua.base.fields


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0010_answers_name_their_form"),
    ]

    operations = [
        migrations.CreateModel(
            name="Parcel",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="parcel",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                ("waybill", models.CharField(max_length=40, verbose_name="mã vận đơn")),
                ("posted_on", models.DateField(verbose_name="ngày gửi")),
                ("arrived_on", models.DateField(verbose_name="ngày đến")),
            ],
            options={
                "verbose_name": "bưu gửi",
                "indexes": [
                    models.Index(fields=["waybill"], name="parcel_by_waybill"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("waybill__regex", "^[A-Z0-9]{6,40}$")),
                        name="parcel_has_a_waybill",
                        violation_error_message="Bưu gửi phải có mã vận đơn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("arrived_on__gte", models.F("posted_on"))),
                        name="parcel_arrives_after_posting",
                        violation_error_message="Ngày gửi không được sau ngày đến.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="party",
            name="ground",
            field=models.CharField(
                blank=True,
                choices=[
                    ("authorisation", "Giấy ủy quyền"),
                    ("representative", "Người đại diện theo pháp luật"),
                    ("guardian", "Cha, mẹ, người giám hộ"),
                    ("relative", "Người thân thích theo quy định"),
                    ("introduction", "Giấy giới thiệu của tổ chức"),
                    ("post", "Nhân viên bưu chính"),
                ],
                db_default="",
                max_length=16,
                verbose_name="căn cứ nộp thay",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="ground_paper",
            field=motcua.base.fields.LineField(
                blank=True, db_default="", max_length=300, verbose_name="giấy tờ làm căn cứ"
            ),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(
                condition=models.Q(("tax_code", ""), _negated=True), fields=["tax_code"], name="party_by_tax_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground", ""),
                    models.Q(
                        (
                            "ground__in",
                            ["authorisation", "representative", "guardian", "relative", "introduction", "post"],
                        ),
                        ("role__in", ["submitter", "proxy"]),
                    ),
                    _connector="OR",
                ),
                name="party_ground_is_known",
                violation_error_message="Chỉ người nộp thay mới có căn cứ nộp thay.",
            ),
        ),
    ]
