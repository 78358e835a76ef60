"""A wish in one's own words: read from the address, where it stays until it is put on a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboards.parts.choices import chosen
from dashboards.view import Context
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.texts import Text, text

# What stands in the address.
LIST, CASE = "liste", "sak"
WISH, KIND, AREA, GOAL, AMOUNT, YEAR, NAME = "onske", "slag", "omrade", "mal", "belop", "virkaar", "nyliste"
FUNCTION, NOTE = "funksjon", "merknad"
# Says that the wish in the form was just taken off its list.
TAKEN: Final = "tatt"
FORM: Final = (WISH, KIND, AREA, FUNCTION, GOAL, AMOUNT, YEAR, NOTE, TAKEN)

_LONGEST: Final = 160
# An address has to be short enough to be sent; a note is a few sentences.
_LONGEST_NOTE: Final = 500
_ORE: Final = 100
_LARGEST_ORE: Final = 10**13
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Wish:
    """The wish in the address; `priority` is None when nothing is written, `errors` are by parameter."""

    priority: Priority | None
    errors: dict[str, Text]


def written(context: Context, name: str) -> str:
    """What the address says of one of the page's own parameters."""
    return context.asked(name).strip()


def read_wish(context: Context) -> Wish:
    """The wish as it is written in the address, with every mistake in it; a mistake counts as not said."""
    errors: dict[str, Text] = {}
    title = written(context, WISH)
    if not title:
        return Wish(None, errors)
    if len(title) > _LONGEST:
        errors[WISH] = text("Skriv det kortere: høyst {most} tegn.", most=_LONGEST)
    note = written(context, NOTE)
    if len(note) > _LONGEST_NOTE:
        errors[NOTE] = text("Skriv det kortere: høyst {most} tegn.", most=_LONGEST_NOTE)
    priority = Priority(
        key="",
        owner=written(context, NAME) or written(context, LIST),
        title=title[:_LONGEST],
        kind=chosen(context, KIND, PriorityKind.PENGER),
        funksjon=written(context, FUNCTION),
        area=written(context, AREA),
        goal=written(context, GOAL),
        amount_ore=_amount(context, errors),
        year=_year(context, errors),
        note=note[:_LONGEST_NOTE],
        source=None,
    )
    return Wish(priority, errors)


def form_of(priority: Priority, context: Context) -> dict[str, str | int | None]:
    """The address parameters that fill the form with the wish again."""
    amount = priority.amount_ore
    return {
        WISH: priority.title,
        KIND: priority.kind.value,
        AREA: priority.area,
        FUNCTION: priority.funksjon,
        GOAL: priority.goal,
        AMOUNT: None if amount is None else context.language.number(amount // _ORE),
        YEAR: priority.year,
        NOTE: priority.note,
        NAME: priority.owner,
        CASE: None,
        TAKEN: "ja",
    }


def _amount(context: Context, errors: dict[str, Text]) -> int | None:
    said = written(context, AMOUNT)
    if not said:
        return None
    kroner = context.language.parse_number(said)
    exact = None if kroner is None else kroner * _ORE
    if exact is None or exact != exact.to_integral_value() or abs(exact) > _LARGEST_ORE:
        errors[AMOUNT] = text(
            "«{said}» er ikke et beløp i kroner. Skriv for eksempel 3 000 000, eller −3 000 000 for å spare.",
            said=said[:30],
        )
        return None
    return int(exact)


def _year(context: Context, errors: dict[str, Text]) -> int | None:
    said = written(context, YEAR)
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and _FIRST_YEAR <= int(said) <= _LAST_YEAR):
        errors[YEAR] = text("«{said}» er ikke et årstall. Skriv for eksempel 2027.", said=said[:30])
        return None
    return int(said)
