import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import motcua.base.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=64, unique=True, verbose_name="tên đăng nhập")),
                (
                    "kind",
                    models.CharField(
                        choices=[("citizen", "Người dân"), ("officer", "Cán bộ")],
                        max_length=8,
                        verbose_name="loại tài khoản",
                    ),
                ),
                ("epoch", models.PositiveIntegerField(default=1, verbose_name="thế hệ phiên")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang hoạt động")),
                ("temporary_until", models.DateTimeField(blank=True, null=True, verbose_name="mật khẩu tạm dùng đến")),
                ("created_at", models.DateTimeField(verbose_name="tạo lúc")),
            ],
            options={
                "verbose_name": "tài khoản",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("username", django.db.models.functions.text.Lower("username")),
                            ("username__regex", "^\\S{3,64}$"),
                        ),
                        name="account_username_is_tidy",
                        violation_error_message="Tên đăng nhập có từ 3 đến 64 ký tự thường, không có khoảng trắng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("username__regex", "^(\\d{9}|\\d{12})$"), _negated=True),
                        name="account_username_is_no_identity_number",
                        violation_error_message="Không dùng số định danh cá nhân làm tên đăng nhập.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["citizen", "officer"])), name="account_kind_is_known"
                    ),
                    models.UniqueConstraint(fields=("id", "kind"), name="account_id_with_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("sort_key", models.CharField(db_collation="C", db_index=True, editable=False, max_length=600)),
                ("name_folded", models.CharField(editable=False, max_length=120)),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="điện thoại")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officer",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "cán bộ",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("full_name__regex", "^\\s*$"), _negated=True), name="officer_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", motcua.base.fields.SealedField(verbose_name="khóa")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
                ("last_counter", models.BigIntegerField(default=0, verbose_name="mã dùng gần nhất")),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to="people.officer",
                        verbose_name="cán bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "xác thực hai lớp",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_counter__gte", 0)), name="second_factor_counter_grows"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=32)),
                ("used_at", models.DateTimeField(null=True, verbose_name="dùng lúc")),
                (
                    "second_factor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to="people.secondfactor",
                    ),
                ),
            ],
            options={
                "verbose_name": "mã dự phòng",
                "constraints": [
                    models.UniqueConstraint(fields=("second_factor", "code_hash"), name="recovery_code_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Throttle",
            fields=[
                ("key", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("whole_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "giới hạn tần suất",
                "indexes": [models.Index(fields=["whole_at"], name="throttle_by_time")],
            },
        ),
        migrations.CreateModel(
            name="Citizen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=600)),
                ("personal_id", motcua.base.fields.SealedField(verbose_name="số định danh cá nhân")),
                ("personal_id_hash", models.CharField(db_index=True, editable=False, max_length=32)),
                ("phone", motcua.base.fields.SealedField(verbose_name="điện thoại")),
                ("phone_hash", models.CharField(db_index=True, editable=False, max_length=32)),
                ("email", motcua.base.fields.SealedField(blank=True, default="", verbose_name="thư điện tử")),
                ("address", motcua.base.fields.SealedField(blank=True, default="", verbose_name="địa chỉ")),
                ("identity_level", models.PositiveSmallIntegerField(default=0, verbose_name="mức định danh")),
                (
                    "identity_subject",
                    models.CharField(max_length=120, null=True, unique=True, verbose_name="mã định danh điện tử"),
                ),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citizen",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
            ],
            options={
                "verbose_name": "người dân",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("full_name__regex", "^\\s*$"), _negated=True), name="citizen_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("identity_level", 0), ("identity_subject__isnull", True)),
                            models.Q(("identity_level__in", [1, 2]), ("identity_subject__isnull", False)),
                            _connector="OR",
                        ),
                        name="citizen_level_is_proved",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("identity_level__gt", 0)),
                        fields=("personal_id_hash",),
                        name="citizen_proved_number_once",
                    ),
                ],
            },
        ),
        # An officer's account is of the kind officer, a citizen's of the kind citizen: nobody is both.
        migrations.RunSQL(
            """
            ALTER TABLE people_officer
                ADD COLUMN account_kind varchar(8) GENERATED ALWAYS AS ('officer') STORED,
                ADD CONSTRAINT officer_account_is_an_officers
                    FOREIGN KEY (account_id, account_kind) REFERENCES people_account (id, kind);
            ALTER TABLE people_citizen
                ADD COLUMN account_kind varchar(8) GENERATED ALWAYS AS ('citizen') STORED,
                ADD CONSTRAINT citizen_account_is_a_citizens
                    FOREIGN KEY (account_id, account_kind) REFERENCES people_account (id, kind);
            """,
            """
            ALTER TABLE people_officer DROP COLUMN account_kind;
            ALTER TABLE people_citizen DROP COLUMN account_kind;
            """,
        ),
    ]
