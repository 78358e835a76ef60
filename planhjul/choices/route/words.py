"""«Forklar tallet» for what can be moved at a decision point."""

from __future__ import annotations

from planhjul.choices.band import Band
from planhjul.choices.route.results import Route, RoutePoint
from planhjul.explanation import Explanation, Input
from planhjul.texts import Kroner, Million, Text, Year, text


def movable_explained(route: Route, point: RoutePoint, movable: Band, where: Text | None) -> Explanation:
    """How the kroner that can be moved at the point came about.

    Args:
        route: the wish's way.
        point: the decision point; `movable` is its own band.
        movable: what can be moved then.
        where: the area it is counted in, None for the whole budget.
    """
    inputs = [Input(text("Dagen vedtaket fattes"), text("{dag}", dag=point.day or route.on))]
    inputs.append(Input(text("Hvor"), where or text("Hele driftsbudsjettet")))
    if point.budget_year is not None or route.year is not None:
        year = route.year if point.reaches and route.year is not None else point.budget_year
        inputs.append(Input(text("Budsjettår"), text("{aar}", aar=Year(year or route.on.year))))
    inputs.append(Input(text("Lavt og høyt anslag"), _band(movable)))
    if route.amount_ore is not None:
        inputs.append(Input(text("Beløpet i ønsket"), text("{b}", b=Kroner(abs(route.amount_ore)))))
    return Explanation(
        title=text("Kan flyttes på dagen"),
        value=text("{anslag}", anslag=Million(movable.default_ore)),
        formula=text(
            "For hver budsjettlinje: beløpet × andelen som ikke er bundet × den delen av året som er igjen "
            "når vedtaket får virkning."
        ),
        inputs=tuple(inputs),
        definition=text(
            "Kroner som et vedtak på dagen fortsatt kan flytte med virkning i budsjettåret. "
            "Se siden Handlingsrom for alle antakelsene."
        ),
        estimate=True,
    )


def _band(movable: Band) -> Text:
    return text("{lavt} til {hoyt}", lavt=Million(movable.low_ore), hoyt=Million(movable.high_ore))
