"""`motcua serve` as a person meets it: it starts, answers, stops, and says in one sentence why it cannot."""

import os
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.ground.programs import nothing_left, serving, wait_until_ready

pytestmark = pytest.mark.slow


def test_it_serves_until_ctrl_c_and_the_second_start_is_quick(var, port):
    with serving(var, port) as process:
        wait_until_ready(process, port)
        started = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # what a terminal does
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - started < 10
        assert f"http://127.0.0.1:{port}" in process.stdout.read()
    assert nothing_left(var, within=1)
    started = time.monotonic()
    with serving(var, port) as process:
        wait_until_ready(process, port)
        assert time.monotonic() - started < 30  # 3 s on an idle machine
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert nothing_left(var, within=1)


def test_a_killed_supervisor_leaves_no_process_behind(var, port):
    with serving(var, port) as process:
        wait_until_ready(process, port)
        process.kill()
    assert nothing_left(var)


def test_a_web_process_that_dies_is_started_again(var, port):
    with serving(var, port) as process:
        wait_until_ready(process, port)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        web = next(pid for pid in children if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes())
        os.kill(int(web), signal.SIGKILL)
        time.sleep(0.5)
        wait_until_ready(process, port)
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert nothing_left(var, within=1)


def complaint(var: Path, port: int, **more: str) -> str:
    """Serve, expect to be refused, and return the one sentence."""
    with serving(var, port, **more) as process:
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 1, said
    assert said.count("✗") == 1
    assert "Traceback" not in said
    return said.strip()


def test_a_busy_port_is_said_in_one_sentence(var):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        said = complaint(var, busy.getsockname()[1])
    assert "Không mở được cổng" in said
    assert "is in use" in said


def test_a_data_folder_that_cannot_be_written_is_said_in_one_sentence(var, port):
    (var / "file").write_text("")
    assert "Không ghi được vào thư mục dữ liệu" in complaint(var, port, MOTCUA_VAR=str(var / "file" / "var"))


FIT = {
    "MOTCUA_MODE": "production",
    "MOTCUA_SECRET_KEY": "k" * 50,
    "MOTCUA_DATA_KEY": "d" * 50,
    "MOTCUA_LOOKUP_KEY": "l" * 50,
    "MOTCUA_SCANNER": "127.0.0.1:3310",
    "MOTCUA_HOSTS": "mot-cua.example",
    "MOTCUA_URL": "https://mot-cua.example",
    "DATABASE_URL": "postgresql://motcua@127.0.0.1:1/motcua",
}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"MOTCUA_SECRET_KEY": ""}, "MOTCUA_SECRET_KEY còn thiếu"),
        (
            {"MOTCUA_SECRET_KEY": "demonstration-only-" + "0" * 40},
            "MOTCUA_SECRET_KEY vẫn là giá trị của bản trình diễn",
        ),
        ({"MOTCUA_SECRET_KEY": "short"}, "ít nhất 40 ký tự"),
        ({"MOTCUA_DATA_KEY": ""}, "MOTCUA_DATA_KEY còn thiếu"),
        ({"MOTCUA_HOSTS": ""}, "MOTCUA_HOSTS còn thiếu"),
        ({"DATABASE_URL": ""}, "DATABASE_URL còn thiếu"),
        ({"DATABASE_URL": "x"}, "DATABASE_URL phải có dạng"),
        ({"MOTCUA_SHOW_SECOND_FACTOR": "yes"}, "MOTCUA_SHOW_SECOND_FACTOR chỉ dành cho bản trình diễn"),
        ({"MOTCUA_MODE": "prod"}, "MOTCUA_MODE phải là demo hoặc production"),
        ({}, "Không kết nối được cơ sở dữ liệu"),
    ],
)
def test_production_refuses_what_is_missing_or_made_for_the_demonstration(var, port, settings, sentence):
    said = complaint(var, port, **FIT | settings)
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_a_server_that_does_not_answer_is_said_without_its_password(var, port):
    said = complaint(var, port, DATABASE_URL="postgresql://motcua:secret-word@127.0.0.1:1/motcua")
    assert "Không kết nối được cơ sở dữ liệu" in said
    assert "secret-word" not in said
