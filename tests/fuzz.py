"""How many examples a property is tried on: some in `make test`, many in `make soak`."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import settings

SOAK: Final = "soak"
_TIMES: Final = 20


def load() -> None:
    """Set both profiles up; `--hypothesis-profile soak` chooses the other."""
    # A slow machine is no mistake: no example has a deadline.
    settings.register_profile("test", deadline=None)
    settings.register_profile(SOAK, deadline=None, max_examples=100 * _TIMES)
    settings.load_profile("test")


def tried(count: int, **rest: Any) -> settings:
    """So many examples for a property whose examples are dear, and as many times more in `make soak`."""
    soaking = settings.get_current_profile_name() == SOAK
    return settings(max_examples=count * _TIMES if soaking else count, **rest)
