"""Answers as JSON: one way to write every value, and the keys of every type as data.

The keys are permanent (they may be added, never renamed), so each is written down and nothing follows from
how a result happens to be built. Amounts are whole øre and shares 0–1; dates are ISO; texts are said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planhjul.issues import CellRef
from planhjul.texts import Text

if TYPE_CHECKING:
    from planhjul.language import Language
    from planhjul.publish.edition import Edition

Shape = dict[str, Any]


class Keys:
    """The JSON keys of one type, in order.

    A key is the attribute of that name; `key=path.to.attribute` reads another (None when one on the way is),
    and `group.key` stands within an object. A key in `made` is what its function makes of the value.
    """

    def __init__(self, entries: str, **made: Callable[[Any], Any]) -> None:
        pairs = (entry.partition("=") for entry in entries.split())
        self.paths = {key: path or key for key, _, path in pairs}
        self.made = made


class Joined(NamedTuple):
    """A value's own keys and some more beside them."""

    value: object
    more: Mapping[str, object]


def at(value: Any, path: str) -> Any:
    """The attribute at the end of the dotted path, None when there is nothing on the way."""
    for name in path.split("."):
        if value is None:
            return None
        value = getattr(value, name)
    return value


class Shaper:
    """Makes JSON of results in one language; `keys` has the keys of each type by the type's name."""

    def __init__(self, language: Language, keys: Mapping[str, Keys]) -> None:
        self._language = language
        self._keys = keys

    def shape(self, value: object) -> Any:
        """The value as `json` can write it.

        Raises:
            KeyError: a type without declared keys.
        """
        match value:
            case Enum():
                return value.value
            case None | str() | int() | float():
                return value
            case Text():
                return self._language.say(value)
            case date():
                return value.isoformat()
            case CellRef() | Path():
                return str(value)
            case Mapping():
                return {str(self.shape(key)): self.shape(entry) for key, entry in value.items()}
            case Joined():
                return self.shape(value.value) | self.shape(value.more)
            case tuple() | list():
                return [self.shape(entry) for entry in value]
        return self.fields(value, self._keys[type(value).__name__])

    def fields(self, value: object, keys: Keys) -> Shape:
        """The value with these keys."""
        shape: Shape = {}
        for key, path in keys.paths.items():
            *groups, name = key.split(".")
            within = shape
            for group in groups:
                within = within.setdefault(group, {})
            within[name] = self.shape(keys.made[key](value) if key in keys.made else at(value, path))
        return shape


WHEEL: Final[Mapping[str, Keys]] = {
    "Wheel": Keys("year on milestones findings"),
    "Milestone": Keys(
        "key title process organ written lands planned begins status kind certainty sense waiting_for "
        "because legal budget_year instruments"
    ),
    "LegalRef": Keys("act section url read_on"),
    "Finding": Keys("rule level message legal milestone mend"),
    "Mend": Keys("organ date=day"),
    # A published wheel: `wheel` with the stamp.
    "Edition": Keys(
        "year=wheel.year on=wheel.on milestones=wheel.milestones findings=wheel.findings kommune.nr=nr "
        "kommune.navn=name planhjul=version law_read",
        law_read=lambda edition: (
            edition.law_read and dict(zip(("first", "last"), edition.law_read, strict=True))
        ),
    ),
}


def edition_shape(edition: Edition, language: Language) -> Shape:
    """The published wheel."""
    return Shaper(language, WHEEL).fields(edition, WHEEL["Edition"])
