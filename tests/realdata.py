"""Where the real municipalities' files stand, when they do; they are never part of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "realdata"

needs_realdata = [
    pytest.mark.realdata,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the real files (../shared/realdata) do not stand beside the checkout"
    ),
]
