import shutil
import socket
import tempfile
from pathlib import Path

import pytest

from tests.ground.programs import nothing_left


@pytest.fixture
def var():
    """A data folder that the server's own user can reach (pytest's are closed to all but us)."""
    folder = Path(tempfile.mkdtemp(prefix="motcua-serve-"))
    folder.chmod(0o711)
    yield folder
    nothing_left(folder)
    shutil.rmtree(folder)


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
