"""How many examples a property is tried on: few in `make quick`, some in `make test`, many in `make soak`."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import settings

# Profile → its share of the examples in `make test`.
_TIMES: Final = {"quick": 0.2, "test": 1, "soak": 20}
_USUAL: Final = 100


def load() -> None:
    """Set the profiles up; `--hypothesis-profile` chooses another than that of `make test`."""
    for name, times in _TIMES.items():
        # A slow machine is no mistake: no example has a deadline.
        settings.register_profile(name, deadline=None, max_examples=round(_USUAL * times))
    settings.load_profile("test")


def tried(count: int, **rest: Any) -> settings:
    """So many examples in `make test` for a property whose examples are dear; its share of them elsewhere."""
    times = _TIMES.get(settings.get_current_profile_name(), 1)
    return settings(max_examples=round(count * times), **rest)
