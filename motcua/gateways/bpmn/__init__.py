"""BPMN 2.0 files: a step table drawn for other people's tools, and a diagram of theirs read back as a step table.

    data = bpmn.write(process, norm_hours=hours, roles=titles)
    read = bpmn.read(data, performer=who)        # read.process, read.norm_hours, read.remarks

What a diagram says with flows, gateways and lanes is read from these; only what BPMN has no place for (hours, where the
performer is looked for, the sentence for citizens …) stands in elements of our own. What a step table cannot hold is
refused, element by element: a diagram is never half understood.
"""

from motcua.gateways.bpmn.reading import Read, Remark, read
from motcua.gateways.bpmn.refusals import BpmnRefused, BpmnUnreadable, NotDrawable, Reason
from motcua.gateways.bpmn.writing import write

__all__ = ["BpmnRefused", "BpmnUnreadable", "NotDrawable", "Read", "Reason", "Remark", "read", "write"]
