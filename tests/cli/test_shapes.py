"""The declared JSON keys are those of types that exist, and every way to write a value is tried."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

import pytest

import planhjul
from planhjul.cli.shapes import DETAILED, KEYS
from planhjul.issues import CellRef
from planhjul.language import language
from planhjul.publish.shapes import Joined, Keys, Shaper
from planhjul.texts import Kroner, text


def results(name: str) -> list[type]:
    """The dataclasses of this name, wherever they are."""
    return [kind for kind in RESULTS if kind.__name__ == name]


def _results() -> set[type]:
    for module in pkgutil.walk_packages(planhjul.__path__, "planhjul."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    loaded = [module for name, module in sys.modules.items() if name.partition(".")[0] == "planhjul"]
    everything = [thing for module in loaded for thing in vars(module).values()]
    return {thing for thing in everything if isinstance(thing, type) and is_dataclass(thing)}


RESULTS = _results()


@pytest.mark.parametrize("name", KEYS)
def test_every_key_is_an_attribute_of_one_type_with_the_name(name: str) -> None:
    keys = KEYS[name]
    attributes = {path.partition(".")[0] for key, path in keys.paths.items() if key not in keys.made}
    known = ({field.name for field in fields(kind)} | set(dir(kind)) for kind in results(name))
    assert [attributes - names for names in known].count(set()) == 1
    assert set(keys.made) <= set(keys.paths)


def test_a_detailed_line_has_the_keys_of_a_line_and_more() -> None:
    assert set(DETAILED["FormLine"].paths) > set(KEYS["FormLine"].paths)


class Kind(StrEnum):
    ONE = "en"


@dataclass(frozen=True)
class Inner:
    amount_ore: int


@dataclass(frozen=True)
class Outer:
    inner: Inner | None
    value: object = None


SHAPER = Shaper(
    language(),
    {
        "Inner": Keys("amount_ore"),
        "Outer": Keys("group.amount_ore=inner.amount_ore value twice", twice=lambda outer: [outer.value] * 2),
    },
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (0.5, 0.5),
        ("ord", "ord"),
        (Kind.ONE, "en"),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 12, tzinfo=UTC), "2026-11-21T12:00:00+00:00"),
        (text("{amount} igjen", amount=Kroner(100)), "1\N{NO-BREAK SPACE}kr igjen"),
        (CellRef("bok.xlsx", "Ark", 17, 6), "Ark!F17"),
        (Path("ut") / "fil", str(Path("ut") / "fil")),
        (MappingProxyType({2027: 1, Kind.ONE: (Inner(2),)}), {"2027": 1, "en": [{"amount_ore": 2}]}),
        (Outer(Inner(1), 2), {"group": {"amount_ore": 1}, "value": 2, "twice": [2, 2]}),
        (Outer(None), {"group": {"amount_ore": None}, "value": None, "twice": [None, None]}),
        (Joined(Inner(1), {"nr": 2}), {"amount_ore": 1, "nr": 2}),
    ],
)
def test_every_kind_of_value_is_written(value: object, written: object) -> None:
    assert SHAPER.shape(value) == written


def test_a_type_nobody_declared_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="Kroner"):
        SHAPER.shape(Kroner(1))
