"""What follows each step of a diagram, by outcome, and what waits for what: the gateways between steps resolved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

from motcua.core.flow import END, OUTCOMES, SHORT_OUTCOMES, Outcome
from motcua.core.vietnam import fold
from motcua.gateways.bpmn.diagram import Diagram, Flow, Node, called
from motcua.gateways.bpmn.names import STEPS
from motcua.gateways.bpmn.refusals import BpmnRefused, Reason

_MOST_TERMS: Final = 64
_LONGEST_CHAIN: Final = 60
_START: Final = "\0start"
_SAID: Final[dict[str, Outcome]] = {
    fold(words): outcome
    for table in (OUTCOMES, SHORT_OUTCOMES)
    for outcome, both in table.items()
    for words in (both.vi, both.en)
} | {
    fold(words): outcome
    for outcome, several in {
        Outcome.DONE: ("xong", "đã xong", "completed"),
        Outcome.AGREED: ("duyệt", "phê duyệt", "đạt", "đồng ý ký", "có", "approved", "yes", "ok"),
        Outcome.REJECTED: ("không duyệt", "không đạt", "trả lại", "không", "rejected", "no", "not ok"),
        Outcome.NEEDS_SUPPLEMENT: ("bổ sung", "yêu cầu bổ sung", "cần bổ sung hồ sơ"),
        Outcome.NEGATIVE: ("không đủ điều kiện", "từ chối", "refused"),
    }.items()
    for words in several
}

Ways = list[tuple[tuple[Outcome, ...] | None, tuple[str, ...]]]
"""The ways out of a node: steps by outcomes; None where nothing is decided."""


@dataclass(frozen=True, slots=True)
class Following:
    """What comes after and before one step; steps are named by the ids of their elements."""

    next: dict[Outcome, tuple[str, ...]]
    joins: tuple[str, ...]


def starts(diagram: Diagram) -> tuple[str, ...]:
    """Return the first steps.  :raises BpmnRefused:"""
    return _Reader(diagram).starts()


def following(diagram: Diagram) -> dict[str, Following]:
    """Return what follows each step.  :raises BpmnRefused:"""
    reader = _Reader(diagram)
    found = {}
    reasons: dict[tuple[str, str], Reason] = {}
    for node in diagram.nodes.values():
        if node.tag not in STEPS:
            continue
        try:
            found[node.id] = Following(reader.next_of(node), reader.joins_of(node))
        except BpmnRefused as refused:
            reasons |= {(each.element, each.vi): each for each in refused.reasons}
    if reasons:
        raise BpmnRefused(list(reasons.values()))
    return found


class _Reader:
    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        self.known: dict[str, Ways] = {}
        self.arriving: dict[str, frozenset[frozenset[str]]] = {}

    def starts(self) -> tuple[str, ...]:
        start = next((node for node in self.diagram.nodes.values() if node.tag == "startEvent"), None)
        if start is None:
            steps = [node.id for node in self.diagram.nodes.values() if node.tag in STEPS]
            return tuple(step for step in steps if not self.diagram.into(step))
        ways = self._all(self.diagram.out_of(start.id), start, 0)
        if len(ways) != 1 or ways[0][0] is not None:
            raise _refused(
                start,
                "ngay sau sự kiện bắt đầu đã rẽ nhánh, chưa có bước nào để quyết định",
                "a choice follows the start at once, with no step to decide it",
            )
        return tuple(key for key in ways[0][1] if key != END)

    # Forward: what each outcome opens

    def next_of(self, step: Node) -> dict[Outcome, tuple[str, ...]]:
        leaving = self.diagram.out_of(step.id)
        conditional = [each for each in leaving if each.is_conditional]
        if len(leaving) > 1 and conditional:
            raise _refused(
                step,
                "các luồng đi ra có điều kiện; hãy đặt cổng rẽ nhánh",
                "its outgoing flows have conditions; draw a gateway",
            )
        ways = self._all(leaving, step, 0)
        found: dict[Outcome, tuple[str, ...]] = {}
        for outcomes, targets in ways:
            if outcomes is None:
                outcomes = self._single(leaving)
            for outcome in outcomes:
                if outcome in found:
                    raise _refused(
                        step,
                        f"kết quả “{OUTCOMES[outcome].vi}” dẫn tới hai nhánh khác nhau",
                        f"the outcome “{OUTCOMES[outcome].en}” leads two ways",
                    )
                found[outcome] = targets
        return found

    def _single(self, leaving: list[Flow]) -> tuple[Outcome, ...]:
        said = _outcomes(leaving[0]) if len(leaving) == 1 else ()
        return said or (Outcome.DONE,)

    def _ways(self, node: Node, depth: int) -> Ways:
        if node.tag in STEPS:
            return [(None, (node.id,))]
        if node.tag == "endEvent":
            return [(None, (END,))]
        if depth > _LONGEST_CHAIN:
            raise _refused(node, "chuỗi cổng quá dài hoặc vòng tròn", "a chain of gateways is too long, or a circle")
        if node.id not in self.known:
            self.known[node.id] = self._through(node, depth)
        return self.known[node.id]

    def _through(self, gate: Node, depth: int) -> Ways:
        leaving = self.diagram.out_of(gate.id)
        if gate.tag == "exclusiveGateway" and len(leaving) > 1:
            return self._choice(gate, leaving, depth)
        ways = self._all(leaving, gate, depth)
        decided = len(ways) > 1 or ways[0][0] is not None
        if decided and gate.tag == "parallelGateway" and len(self.diagram.into(gate.id)) > 1:
            raise _refused(
                gate,
                "sau khi hợp nhánh là quyết định nhưng không có bước nào quyết định",
                "a decision follows the join with no step to make it",
            )
        return ways

    def _all(self, leaving: list[Flow], node: Node, depth: int) -> Ways:
        """Return the ways when every flow is taken."""
        if not leaving:
            return [(None, (END,))]
        each = [self._ways(self.diagram.nodes[flow.target], depth + 1) for flow in leaving]
        if len(each) == 1:
            return each[0]
        targets: dict[str, None] = {}
        for ways in each:
            if len(ways) != 1 or ways[0][0] is not None:
                raise _refused(
                    node,
                    "sau khi rẽ song song là quyết định nhưng không có bước nào quyết định",
                    "a decision follows the fork with no step to make it",
                )
            targets |= dict.fromkeys(ways[0][1])
        return [(None, tuple(targets))]

    def _choice(self, gate: Node, leaving: list[Flow], depth: int) -> Ways:
        found: Ways = []
        reasons = []
        for flow in leaving:
            outcomes = _outcomes(flow)
            if not outcomes:
                reasons.append(_nameless(gate, flow))
                continue
            ways = self._ways(self.diagram.nodes[flow.target], depth + 1)
            if len(ways) != 1 or ways[0][0] is not None:
                raise _refused(
                    gate, "hai quyết định liền nhau không có bước ở giữa", "two decisions follow with no step between"
                )
            found.append((outcomes, ways[0][1]))
        if reasons:
            raise BpmnRefused(reasons)
        return found

    # Backward: what a step waits for

    def joins_of(self, step: Node) -> tuple[str, ...]:
        terms = frozenset[frozenset[str]]().union(*(self._terms(flow, 0) for flow in self.diagram.into(step.id)))
        together = [term for term in terms if len(term) > 1]
        if not together:
            return ()
        alone = frozenset().union(*(term for term in terms if len(term) == 1))
        if len(together) > 1 or alone & together[0]:
            raise _refused(
                step,
                "phải chờ theo nhiều cách khác nhau; mỗi bước chỉ chờ một nhóm nhánh",
                "it waits in several ways; a step waits for one group of branches",
            )
        if _START in together[0]:
            raise _refused(step, "chờ cả sự kiện bắt đầu", "it waits for the start event itself")
        return tuple(source for source in self._in_order(step) if source in together[0])

    def _terms(self, flow: Flow, depth: int) -> frozenset[frozenset[str]]:
        """Return the sets of steps any one of which, all done, lets this flow through."""
        node = self.diagram.nodes[flow.source]
        if node.tag in STEPS:
            return frozenset({frozenset({node.id})})
        if node.tag == "startEvent":
            return frozenset({frozenset({_START})})
        if depth > _LONGEST_CHAIN:
            raise _refused(node, "chuỗi cổng quá dài hoặc vòng tròn", "a chain of gateways is too long, or a circle")
        if node.id not in self.arriving:
            each = [self._terms(leading, depth + 1) for leading in self.diagram.into(node.id)]
            if node.tag == "parallelGateway":
                count = 1
                for terms in each:
                    count *= len(terms)
                if count > _MOST_TERMS:
                    raise _refused(node, "hợp nhánh quá phức tạp", "the join is too intricate")
                self.arriving[node.id] = frozenset(frozenset().union(*some) for some in product(*each))
            else:
                self.arriving[node.id] = frozenset[frozenset[str]]().union(*each)
        return self.arriving[node.id]

    def _in_order(self, step: Node) -> list[str]:
        found: dict[str, None] = {}
        ahead, seen = [flow.source for flow in self.diagram.into(step.id)], set[str]()
        while ahead:
            node = ahead.pop(0)
            if self.diagram.nodes[node].tag in STEPS:
                found[node] = None
            elif node not in seen:
                seen.add(node)
                ahead = [*(flow.source for flow in self.diagram.into(node)), *ahead]
        return list(found)


def _outcomes(flow: Flow) -> tuple[Outcome, ...]:
    """Return the outcomes a flow names: those we wrote, or words that say one of them."""
    if flow.outcomes:
        return tuple(Outcome(each) for each in flow.outcomes if each in set(Outcome))
    said = [_SAID.get(fold(" ".join(part.split())).strip(" .?!")) for part in flow.name.split("/")]
    found = tuple(each for each in said if each is not None)
    return found if len(found) == len(said) else ()


def _nameless(gate: Node, flow: Flow) -> Reason:
    at, name = called(gate.name, gate.id), called(flow.name, flow.id)
    vi = ", ".join(f"“{words.vi}”" for words in OUTCOMES.values())
    en = ", ".join(f"“{words.en}”" for words in OUTCOMES.values())
    return Reason(
        flow.id,
        f"Nhánh {name} của cổng {at} không nêu kết quả xử lý đã biết ({vi}).",
        f"Branch {name} of gateway {at} names no outcome that is known ({en}).",
    )


def _refused(node: Node, vi: str, en: str) -> BpmnRefused:
    name = called(node.name, node.id)
    return BpmnRefused([Reason(node.id, f"Tại {name}: {vi}.", f"At {name}: {en}.")])
