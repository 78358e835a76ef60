"""How a report is kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from planhjul.staged import Total
from planhjul.texts import Kroner, Million, Share, Text, TextValue, Year


def text_to_json(value: Text) -> dict[str, Any]:
    """The text as plain JSON values, so that an old report can be read in any language later."""
    holes = {name: _value_to_json(hole) for name, hole in value.values}
    return {"source": value.source, "values": holes}


def text_from_json(stored: Mapping[str, Any]) -> Text:
    """The text that `text_to_json` kept."""
    holes = stored["values"].items()
    return Text(stored["source"], tuple((name, _value_from_json(hole)) for name, hole in holes))


def totals_to_json(totals: tuple[Total, ...]) -> list[dict[str, Any]]:
    """The report's totals as plain JSON values."""
    return [asdict(total) for total in totals]


def totals_from_json(stored: list[dict[str, Any]]) -> tuple[Total, ...]:
    """The totals that `totals_to_json` kept."""
    return tuple(Total(**total) for total in stored)


def _value_to_json(value: TextValue) -> Any:
    match value:
        case Text():
            return {"text": text_to_json(value)}
        case Kroner(ore):
            return {"kroner": int(ore)}
        case Million(ore):
            return {"million": int(ore)}
        case Share(share):
            return {"share": float(share)}
        case Year(year):
            return {"year": int(year)}
        case date():
            return {"date": value.isoformat()}
        case Decimal():
            return {"decimal": str(value)}
        case str() | int() | float():
            return value
        case _:
            assert_never(value)


def _value_from_json(stored: Any) -> TextValue:
    match stored:
        case {"text": inner}:
            return text_from_json(inner)
        case {"kroner": int(ore)}:
            return Kroner(ore)
        case {"million": int(ore)}:
            return Million(ore)
        case {"share": float(share)}:
            return Share(share)
        case {"year": int(year)}:
            return Year(year)
        case {"decimal": str(number)}:
            return Decimal(number)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case str() | int() | float():
            return stored
        case _:
            raise ValueError(f"not a stored text: {stored!r}")
