from django.db import migrations, models


class Migration(migrations.Migration):
    """The language an officer works in."""

    dependencies = [
        ("people", "0005_delegation_fields"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="language",
            field=models.CharField(db_default="vi", default="vi", max_length=2, verbose_name="ngôn ngữ làm việc"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["vi", "en"])), name="account_language_is_known"
            ),
        ),
    ]
