"""The process model, as viewflow's own first example makes one."""

from viewflow import jsonstore
from viewflow.workflow.models import Process


class DossierProcess(Process):
    """What the last performer answered decides what follows."""

    outcome = jsonstore.CharField(max_length=20)
    note = jsonstore.CharField(max_length=4000, blank=True)

    class Meta:
        proxy = True
