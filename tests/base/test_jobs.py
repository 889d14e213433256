import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.base import jobs

done = []


@jobs.task(queue="tests")
def note(number):
    done.append(number)


@pytest.mark.django_db(transaction=True)
def test_a_job_exists_only_when_its_transaction_commits(work_off):
    with transaction.atomic():
        note.defer(number=1)
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.filter(args={"number": 1}).exists()
    with transaction.atomic():
        note.defer(number=2)
    assert ProcrastinateJob.objects.get(args={"number": 2}).task_name == note.name
    work_off()


def test_a_waiting_job_is_done(work_off):
    done.clear()
    note.defer(number=3)
    assert work_off() == 1
    assert done == [3]


def test_a_job_is_known_by_its_module_and_name():
    assert note.name == "tests.base.test_jobs.note"
