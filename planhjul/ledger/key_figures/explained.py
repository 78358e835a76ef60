"""«Forklar tallet» for a key figure."""

from __future__ import annotations

from collections.abc import Iterable

from planhjul.explanation import Explanation, Input, kroner, percent
from planhjul.ledger.key_figures.figures import KeyFigure, KeyFigures
from planhjul.ledger.versions import version_title
from planhjul.texts import Text, text


def explain_figure(found: KeyFigures, figure: KeyFigure) -> Explanation:
    """How the key figure is defined, what it stands on, and what it is held against."""
    return Explanation(
        title=figure.title,
        value=shown_value(figure),
        formula=figure.definition,
        inputs=tuple(_inputs(found, figure)),
        definition=figure.band,
        basis=figure.source,
        version=version_title(found.version, found.year),
        stood_from=found.stood_from,
    )


def shown_value(figure: KeyFigure) -> Text:
    """The value in words; without one, that it is not computed."""
    if figure.value is None:
        return text("ikke beregnet")
    if isinstance(figure.value, int):
        return kroner(figure.value)
    return percent(figure.value)


def _inputs(found: KeyFigures, figure: KeyFigure) -> Iterable[Input]:
    if figure.why is not None:
        yield Input(text("Merknad"), figure.why)
    for title, share in ((text("Anbefalt"), figure.norm), (text("Kommunens eget mål"), figure.target)):
        if share is not None:
            yield Input(title, percent(share))
    if figure.unit == "andel" and figure.value is not None:
        result = {one.key: one for one in found.figures}.get(figure.key.removesuffix("_andel"))
        if result is not None and result is not figure and result.value is not None:
            yield Input(result.title, shown_value(result))
