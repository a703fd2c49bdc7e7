import os
import shutil

import pytest


@pytest.fixture
def without_powers() -> list[str]:
    """What to put before a command so that file permissions hold even root back."""
    if os.getuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    return [setpriv, "--bounding-set=-all", "--inh-caps=-all"]
