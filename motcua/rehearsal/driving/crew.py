"""Several processes that drive shards side by side, each on a connection of its own; stopped between two deeds."""

import contextlib
import multiprocessing
import os
import pickle
import queue
import time
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Event
from typing import Any

from django.db import connection

from motcua.base.refusal import Refusal
from motcua.rehearsal import process
from motcua.rehearsal.driving.cast import Cast
from motcua.rehearsal.driving.shard import Kit, Shard, Tally, Unforeseen, drive

_EVERY = 0.2  # seconds between two words of progress
_LEAVES_WITHIN = 15.0


class Stopped(Refusal):
    """The rehearsal was interrupted; what was done stays done."""

    code = "rehearsal-stopped"
    vi = "Đã dừng. Chạy lại đúng lệnh này để diễn tập tiếp từ chỗ dừng."
    en = "Stopped. Run the same command again to go on from here."


class Failed(Refusal):
    """A driver met something the plan did not foresee."""

    code = "rehearsal-failed"
    vi = "Diễn tập gặp lỗi, những gì đã làm vẫn giữ nguyên: {why}"
    en = "The rehearsal met an error; what was done stays: {why}"


class Crew:
    """Drives shards with so many processes; with one, in this process."""

    def __init__(self, kit: Kit, workers: int) -> None:
        self._kit, self._workers = kit, workers

    def drive(self, shards: Sequence[Shard], advance: Callable[[float], None] = lambda lives: None) -> Tally:
        """Drive everything that is not yet done. :raises Stopped: :raises Failed:"""
        if self._workers == 1:
            return self._alone(shards, advance)
        return self._together(shards, advance)

    def _alone(self, shards: Sequence[Shard], advance: Callable[[float], None]) -> Tally:
        cast = Cast(self._kit.on)
        try:
            return sum((drive(shard, self._kit, cast, advance=advance) for shard in shards), Tally())
        except KeyboardInterrupt:
            raise Stopped from None
        except Unforeseen as error:
            raise Failed(why=error) from error

    def _together(self, shards: Sequence[Shard], advance: Callable[[float], None]) -> Tally:
        context = multiprocessing.get_context("spawn")
        tasks: Any = context.Queue()
        news: Any = context.Queue()
        stop = context.Event()
        for shard in shards:
            tasks.put(shard)
        for _ in range(self._workers):
            tasks.put(None)
        kit = pickle.dumps(self._kit)
        reach = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
        crew = [
            context.Process(target=process.work, args=(__name__, reach, kit, tasks, news, stop), daemon=True)
            for _ in range(self._workers)
        ]
        for one in crew:
            one.start()
        try:
            return self._listen(crew, news, advance)
        except KeyboardInterrupt:
            raise Stopped from None
        finally:
            stop.set()
            tasks.cancel_join_thread()
            deadline = time.monotonic() + _LEAVES_WITHIN
            for one in crew:
                one.join(max(0.1, deadline - time.monotonic()))
                if one.is_alive():
                    one.terminate()  # its transaction is rolled back

    def _listen(self, crew: Sequence[Any], news: Any, advance: Callable[[float], None]) -> Tally:
        done, working = Tally(), len(crew)
        while working:
            try:
                kind, said = news.get(timeout=1)
            except queue.Empty:
                if not any(one.is_alive() for one in crew):
                    raise Failed(why="tiến trình dừng đột ngột / a process died") from None
                continue
            if kind == "lives":
                advance(said)
            elif kind == "done":
                done += said
            elif kind == "left":
                working -= 1
            else:
                raise Failed(why=said)
        return done


def drive_queue(kit: Kit, tasks: Any, news: Any, stop: Event) -> None:
    """The life of one process of the crew: drive shards until none is left or the parent says stop or is gone."""
    told = _Told(news)
    try:
        cast = Cast(kit.on)
        while not stop.is_set() and _has_parent():
            try:
                shard = tasks.get(timeout=1)
            except queue.Empty:
                continue
            if shard is None:
                break
            done = drive(shard, kit, cast, advance=told.advance, stopping=lambda: stop.is_set() or not _has_parent())
            news.put(("done", done))
        told.tell()
        news.put(("left", 0))
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        news.put(("failed", f"{type(error).__name__}: {error} ({os.path.basename(last.filename)}:{last.lineno})"))
    finally:
        with contextlib.suppress(Exception):
            connection.close()


def _has_parent() -> bool:
    parent = multiprocessing.parent_process()
    return parent is None or parent.is_alive()


class _Told:
    """Progress saved up, so that the queue carries five words a second and not one for each deed."""

    def __init__(self, news: Any) -> None:
        self._news, self._lives, self._at = news, 0.0, time.monotonic()

    def advance(self, lives: float) -> None:
        self._lives += lives
        if time.monotonic() - self._at >= _EVERY:
            self.tell()

    def tell(self) -> None:
        self._news.put(("lives", self._lives))
        self._lives, self._at = 0.0, time.monotonic()
