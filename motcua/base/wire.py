"""How statements travel: queued, sent together, answered together.

psycopg sends each statement of a pipeline by itself, and looks for answers before and after it. Sent in one piece they
cost client and server a fraction of that. This uses psycopg's own wrapper of libpq on the connection Django opened,
between two statements of Django's; parameters go as text, and the server knows what they mean from where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from select import POLLIN, POLLOUT, poll
from typing import Any

import psycopg
from psycopg.abc import Transformer as Reader
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import PipelineAborted, error_from_result
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGresult

Row = dict[str, Any]
Values = Sequence[Any]
LONGEST_QUEUE = 256
_PARAMETER = re.compile(r"%\((\w+)\)s")
_MARK = re.compile(r"%\(\w+\)s|%%")


class Statement:
    """One statement with its name and what it is for, and its parameters by position as the server wants them."""

    __slots__ = ("about", "name", "parameters", "query", "text")

    def __init__(self, name: str, text: str, about: str) -> None:
        self.name, self.text, self.about = name, text, about
        self.parameters = list(dict.fromkeys(_PARAMETER.findall(text)))
        numbers = {f"%({name})s": f"${number}" for number, name in enumerate(self.parameters, start=1)} | {"%%": "%"}
        self.query = _MARK.sub(lambda found: numbers[found[0]], text).encode()


@dataclass(slots=True)
class _Prepared:
    """A statement on one connection: its name there, and what reads its answers."""

    name: bytes
    reader: Reader
    make: Callable[[Values], Row] | None = None


@dataclass(slots=True, eq=False)
class Answer:
    """What a statement will have answered. Asking for it sends whatever is queued."""

    wire: Wire
    statement: Statement
    values: list[Any]
    formats: list[Format]
    result: PGresult | None = None

    def fetchall(self) -> list[Row]:
        """Return every row."""
        result = self._arrived()
        known = self.wire.prepared[self.statement.query]
        known.reader.set_pgresult(result, set_loaders=known.make is None)
        if known.make is None:
            names = [(result.fname(column) or b"").decode() for column in range(result.nfields)]
            known.make = lambda values: dict(zip(names, values, strict=True))
        return known.reader.load_rows(0, result.ntuples, known.make)

    def fetchone(self) -> Row | None:
        """Return the first row, or None."""
        found = self.fetchall()
        return found[0] if found else None

    @property
    def status(self) -> str:
        """What the server says it did: `COMMIT`, `UPDATE 1` …"""
        return (self._arrived().command_status or b"").decode()

    def _arrived(self) -> PGresult:
        if self.result is None:
            self.wire.exchange()
        if self.result is None or self.result.status == ExecStatus.PIPELINE_ABORTED:
            raise PipelineAborted("an earlier statement of the pipeline failed")
        return self.result


@dataclass(eq=False)
class Wire:
    """The queue of one connection."""

    connection: psycopg.Connection[Any]
    queue: list[Answer] = field(default_factory=list)
    waits: bool = False  # statements are queued until an answer is asked for
    prepared: dict[bytes, _Prepared] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._libpq = self.connection.pgconn
        self.prepares = self.connection.prepare_threshold is not None
        self.connection.prepare_threshold = None  # what psycopg prepares itself it drops after a ROLLBACK, ours with it
        self._writer = Transformer(self.connection)
        self._poll = poll()
        self._poll.register(self._libpq.socket, POLLIN)

    def add(self, statement: Statement, given: dict[str, Any]) -> Answer:
        """Queue a statement, and send the queue when it is long."""
        values = [given[name] for name in statement.parameters]
        wanted = [PyFormat.BINARY if type(value) is bytes else PyFormat.TEXT for value in values]
        answer = Answer(self, statement, list(self._writer.dump_sequence(values, wanted)), self._writer.formats or [])
        self.queue.append(answer)
        if len(self.queue) >= LONGEST_QUEUE:
            self.exchange()
        return answer

    def forget(self) -> None:
        """Send nothing of what is queued."""
        self.queue.clear()

    def exchange(self) -> None:
        """Send the queue in one piece and take in every answer.

        :raises psycopg.Error: the first statement that failed; those after it were not carried out.
        """
        if not self.queue:
            return
        sent, self.queue = self.queue, []
        try:
            self._libpq.enter_pipeline_mode()
            new = [statement for answer in sent if (statement := self._send(answer)) is not None]
            self._libpq.pipeline_sync()
            failed = self._receive(sent, new)
            self._libpq.exit_pipeline_mode()
        except BaseException:  # the rest of these answers would be taken for those of what is sent next
            self.connection.close()
            raise
        if failed is not None:
            raise error_from_result(failed, self._libpq._encoding)

    def exchange_first(self, execute: Callable[..., Any], *given: Any) -> Any:
        """Django's wrapper around each statement of its own: those queued before it go before it."""
        self.exchange()
        return execute(*given)

    def _send(self, answer: Answer) -> Statement | None:
        """Put a statement into the buffer; return it if it had to be prepared first."""
        statement = answer.statement
        if not self.prepares:  # behind a pooler every statement may meet another server process
            self.prepared.setdefault(statement.query, _Prepared(b"", Transformer(self.connection)))
            self._libpq.send_query_params(
                statement.query, answer.values, param_formats=answer.formats, result_format=Format.BINARY
            )
            return None
        known, is_new = self.prepared.get(statement.query), False
        if known is None:
            known, is_new = _Prepared(b"motcua_%d" % len(self.prepared), Transformer(self.connection)), True
            self.prepared[statement.query] = known
            self._libpq.send_prepare(known.name, statement.query)
        self._libpq.send_query_prepared(
            known.name, answer.values, param_formats=answer.formats, result_format=Format.BINARY
        )
        return statement if is_new else None

    def _receive(self, sent: list[Answer], new: list[Statement]) -> PGresult | None:
        """Hand each statement its answer; return the first that says it failed."""
        self._flush()
        first_failed = None
        unprepared = set(new)
        for answer in sent:
            results = [self._result()]
            if answer.statement in unprepared:
                unprepared.remove(answer.statement)
                if results[0].status != ExecStatus.COMMAND_OK:
                    self.prepared.pop(answer.statement.query)
                results.append(self._result())
            answer.result = results[-1]
            failed = next((each for each in results if each.status == ExecStatus.FATAL_ERROR), None)
            first_failed = first_failed or failed
        self._next()  # the sync
        return first_failed

    def _result(self) -> PGresult:
        result, end = self._next(), self._next()
        assert result is not None
        assert end is None
        return result

    def _next(self) -> PGresult | None:
        while self._libpq.is_busy():
            self._poll.poll()
            self._libpq.consume_input()
        return self._libpq.get_result()

    def _flush(self) -> None:
        """Send the buffer; take in what comes meanwhile, or both sides might wait for each other."""
        while self._libpq.flush():
            self._poll.modify(self._libpq.socket, POLLIN | POLLOUT)
            self._poll.poll()
            self._poll.modify(self._libpq.socket, POLLIN)
            self._libpq.consume_input()
