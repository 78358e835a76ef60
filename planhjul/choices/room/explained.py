"""«Forklar tallet» for handlingsrom: the whole budget, what is taken out of it, and what it rests on."""

from __future__ import annotations

from datetime import date
from typing import Final

from planhjul.choices.results import OPEN_LAYERS, Assumption, LayerKey, Room
from planhjul.explanation import Explanation, Input, million
from planhjul.texts import Million, Text, Year, text

# How what is bound divides between law and agreements decides nothing of how much can be moved.
_DIVIDES_BOUND: Final = "lag."


def explain_room(room: Room, version: Text | None, stood_from: date | None) -> Explanation:
    """How the kroner a council can still move came about (money model E.2).

    What is bound, too late, short and structural adds up to the budget they are taken from.

    Args:
        room: handlingsrom in one budget year seen from one day.
        version: the version of the budget it is computed from.
        stood_from: the day from which that version stood.
    """
    held = {layer.key: layer.amount_ore for layer in room.layers}
    late = held.get(LayerKey.FOR_SENT, 0)
    short, structural = (held.get(key, 0) for key in (LayerKey.KORT, LayerKey.STRUKTURELT))
    bound = sum(ore for key, ore in held.items() if key not in {*OPEN_LAYERS, LayerKey.FOR_SENT})
    amounts = (
        Input(text("Netto driftsbudsjett til tjenestene"), million(room.total_ore)),
        Input(
            text("Bundet"),
            million(bound),
            text("Av lov, forskrift, avtaler, egne vedtak eller inntekter som følger tjenesten."),
        ),
        Input(
            text("For sent å endre i tid"),
            million(late),
            text("Et vedtak {day} rekker ikke å virke hele året.", day=room.on),
        ),
        Input(text("Kan flyttes på kort sikt"), million(short)),
        Input(text("Kan flyttes ved omlegging"), million(structural)),
        Input(
            text("Lavt og høyt anslag"),
            text("{low} til {high}", low=Million(room.low_ore), high=Million(room.high_ore)),
            text("Lavt regner med de strengeste antakelsene, høyt med de romsligste."),
        ),
    )
    assumed = tuple(_assumed(one) for one in room.assumptions if not one.key.startswith(_DIVIDES_BOUND))
    return Explanation(
        title=text("Kan ennå flyttes i budsjettet for {year}", year=Year(room.year)),
        value=million(room.default_ore),
        formula=text(
            "Budsjettet minus det som er bundet og det som er for sent. Regnet linje for linje: "
            "beløpet × delen som ikke er bundet × delen av året som er igjen når vedtaket virker. "
            "Antakelsene står etter beløpene."
        ),
        inputs=(*amounts, *assumed),
        definition=text(
            "Kroner et vedtak {day} kan flytte fra ett formål til et annet, med virkning i {year}.",
            day=room.on,
            year=Year(room.year),
        ),
        version=version,
        stood_from=stood_from,
        estimate=True,
    )


def _assumed(one: Assumption) -> Input:
    if one.band is None:
        return Input(one.title, one.value, one.reason)
    return Input(one.title, text("{value}, spenn {band}", value=one.value, band=one.band), one.reason)
