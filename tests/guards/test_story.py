"""Migrations follow the story: complete, and never looking ahead."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

STORY = [
    "journal", "org", "people", "access", "files", "catalog", "drafts", "dossiers", "hall", "fees", "letters",
    "results", "notices", "receipts", "exchange", "ratings", "reports", "oversight", "rehearsal", "office",
]  # fmt: skip
OURS = {config.label: config for config in apps.get_app_configs() if config.name.startswith("motcua.")}


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_migrations_look_back_only():
    loader = MigrationLoader(None)
    for (app, name), migration in loader.disk_migrations.items():
        if app not in OURS:
            continue
        ahead = {
            label for label, _ in migration.dependencies if label in STORY and STORY.index(label) > STORY.index(app)
        }
        assert not ahead, f"{app}.{name} waits for {ahead}, which comes later in the story"


def test_each_package_has_one_last_migration():
    assert MigrationLoader(None).detect_conflicts() == {}


@pytest.mark.parametrize("label", sorted(OURS))
def test_tables_refer_back_only(label):
    for model in OURS[label].get_models():
        for field in model._meta.get_fields():
            if field.auto_created or not field.is_relation or field.related_model is None:
                continue
            there = field.related_model._meta.app_label
            if there in STORY and label in STORY:
                assert STORY.index(there) <= STORY.index(label), (
                    f"{model.__name__}.{field.name} points ahead, to {there}"
                )
