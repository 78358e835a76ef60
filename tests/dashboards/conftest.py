"""Apps on fake services, called over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dashboards.app import create_app
from tests.dashboards.fakes import NOW, ON, fake_services
from tests.dashboards.http import Browser


@pytest.fixture
def open_app() -> Callable[..., Browser]:
    """A function that makes a new app on fakes and opens it: open_app(imports=FakeImports())."""

    def opened(**parts: Any) -> Browser:
        return Browser(create_app(fake_services(**parts), today=lambda: ON, now=lambda: NOW))

    return opened


@pytest.fixture
def browser(open_app: Callable[..., Browser]) -> Browser:
    """A new app on the usual fakes."""
    return open_app()
