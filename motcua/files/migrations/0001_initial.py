import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import motcua.base.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã băm")),
                ("size", models.BigIntegerField(verbose_name="dung lượng")),
                ("media_type", models.CharField(max_length=100, verbose_name="loại nội dung")),
                ("name", motcua.base.fields.LineField(max_length=200, verbose_name="tên tệp")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("paper", "Giấy tờ của hồ sơ"),
                            ("proof", "Chứng từ nộp tiền"),
                            ("result", "Kết quả"),
                            ("form", "Biểu mẫu do hệ thống lập"),
                        ],
                        max_length=8,
                        verbose_name="là",
                    ),
                ),
                ("dossier_id", models.BigIntegerField(blank=True, null=True, verbose_name="hồ sơ")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "scan_state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ quét vi-rút"),
                            ("clean", "Không có vi-rút"),
                            ("infected", "Có vi-rút"),
                            ("own", "Hệ thống lập"),
                        ],
                        max_length=8,
                        verbose_name="quét vi-rút",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=40, verbose_name="lưu ý")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tải lên",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp",
                "indexes": [
                    models.Index(fields=["dossier_id"], name="files_of_a_dossier"),
                    models.Index(
                        condition=models.Q(("scan_state", "waiting")), fields=["id"], name="files_waiting_for_a_scan"
                    ),
                    models.Index(fields=["sha256"], name="files_by_content"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="file_hash_is_sha256"
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="file_is_not_empty"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("name__regex", "[/\\\\]"), _negated=True),
                            models.Q(("name__regex", "[[:cntrl:]]"), _negated=True),
                        ),
                        name="file_name_is_no_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("media_type__regex", "^[a-z]+/[\\w.+-]+$")),
                        name="file_type_is_a_media_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["paper", "proof", "result", "form"])),
                        name="file_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scan_state__in", ["waiting", "clean", "infected", "own"])),
                        name="file_scan_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uploaded_by__isnull", False), ("scan_state", "own"), _connector="OR"),
                        name="file_comes_from_somebody_or_is_our_own",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            """
            CREATE FUNCTION files_row_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (NEW.sha256, NEW.size, NEW.media_type, NEW.kind, NEW.uploaded_by_id, NEW.at)
                    IS DISTINCT FROM (OLD.sha256, OLD.size, OLD.media_type, OLD.kind, OLD.uploaded_by_id, OLD.at)
                THEN
                    RAISE EXCEPTION 'what a row says of its file never changes'
                        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'file_row_is_true';
                END IF;
                IF OLD.dossier_id IS NOT NULL AND NEW.dossier_id IS DISTINCT FROM OLD.dossier_id THEN
                    RAISE EXCEPTION 'a file does not move to another dossier'
                        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'file_stays_in_its_dossier';
                END IF;
                IF OLD.scan_state <> 'waiting' AND NEW.scan_state NOT IN (OLD.scan_state, 'infected') THEN
                    RAISE EXCEPTION 'a verdict is not taken back'
                        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'file_verdict_stands';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER file_row_is_true BEFORE UPDATE ON files_storedfile
                FOR EACH ROW EXECUTE FUNCTION files_row_is_true();
            """,
            "DROP TRIGGER file_row_is_true ON files_storedfile; DROP FUNCTION files_row_is_true();",
        ),
    ]
