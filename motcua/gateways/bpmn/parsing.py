"""A file from anywhere made into an element tree, or refused: no entities, no depth, no size that does harm."""

from __future__ import annotations

from typing import Final

from lxml import etree

from motcua.gateways.bpmn.names import bpmn
from motcua.gateways.bpmn.refusals import BpmnUnreadable

LARGEST: Final = 4 * 1024 * 1024
MOST_ELEMENTS: Final = 40_000
DEEPEST: Final = 40


def parse(data: bytes) -> etree._Element:
    """Return the root of a BPMN 2.0 document.  :raises BpmnUnreadable:"""
    if len(data) > LARGEST:
        raise BpmnUnreadable(problem="tệp lớn hơn 4 MB.", problem_en="it is larger than 4 MB.")
    if b"<!DOCTYPE" in _plain(data) or b"<!ENTITY" in _plain(data):
        raise _with_doctype()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise BpmnUnreadable(problem="không phải XML hợp lệ.", problem_en="it is not well-formed XML.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _with_doctype()
    _measured(root)
    if root.tag != bpmn("definitions"):
        raise BpmnUnreadable(
            problem="không có phần tử “definitions” của BPMN 2.0.",
            problem_en="it has no “definitions” of BPMN 2.0.",
        )
    return root


def _plain(data: bytes) -> bytes:
    """Return the bytes without those that wider encodings put between letters."""
    return data.replace(b"\0", b"")


def _with_doctype() -> BpmnUnreadable:
    return BpmnUnreadable(
        problem="tệp có khai báo DOCTYPE hoặc ENTITY, không được chấp nhận.",
        problem_en="it declares a DOCTYPE or an ENTITY, which is not accepted.",
    )


def _measured(root: etree._Element) -> None:
    """:raises BpmnUnreadable: nobody draws this much, or this deep."""
    level, count = [root], 0
    depth = 0
    while level:
        depth += 1
        count += len(level)
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise BpmnUnreadable(
                problem=f"cấu trúc quá lớn (tối đa {MOST_ELEMENTS} phần tử, {DEEPEST} cấp).",
                problem_en=f"it is too large (at most {MOST_ELEMENTS} elements, {DEEPEST} levels).",
            )
        level = [child for element in level for child in element]
