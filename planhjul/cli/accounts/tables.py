"""The overviews, the comparisons and the key figures on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from planhjul.cli.tables import BLANK, Column, Paper
from planhjul.texts import Million, Text, Year, text, verbatim

if TYPE_CHECKING:
    from planhjul.ledger.forms.checks import Check
    from planhjul.ledger.forms.closing import Closing
    from planhjul.ledger.forms.compare import ComparedAmount, Comparison
    from planhjul.ledger.forms.overviews import FormLine, Overview
    from planhjul.ledger.key_figures.figures import KeyFigure, KeyFigures


def show_form(answer: Overview, out: Paper, *, detail: bool = False) -> None:
    """The overview in whole kroner, its second part, and the controls; with `detail` the arts too."""
    title = text(
        "{form}: {version} {year}, kroner",
        form=answer.title,
        version=answer.version.title,
        year=Year(answer.year),
    )
    _show_lines(title, answer.lines, out, detail=detail)
    if answer.second_part:
        out.table(
            text("Andre del: fordelt på områder"),
            answer.second_part,
            Column(text("Linje"), lambda part: str(part.nr), "count"),
            Column(text("Område"), "title"),
            Column(text("Kroner"), "amount_ore", "kroner"),
        )
    _show_checks(answer.checks, out)
    out.remark(*(flag.message for flag in answer.flags), *answer.notes)


def show_closing(answer: Closing, out: Paper) -> None:
    """§ 5-9 in whole kroner, with its controls."""
    for part in answer.parts:
        title = text(
            "{form}, {part}: {version} {year}, kroner",
            form=answer.title,
            part=part.title,
            version=answer.version.title,
            year=Year(answer.year),
        )
        _show_lines(title, part.lines, out)
    if answer.checks:
        _show_checks(answer.checks, out)
    out.remark(*answer.notes)


def show_comparison(answer: Comparison, out: Paper) -> None:
    """Each printed line with what is printed and what our lines give, per column that has a version."""
    for place, column in enumerate(answer.columns):
        if not answer.matched[place]:
            continue
        compared = ((line.printed.name, line.amounts[place]) for line in answer.lines)
        out.table(
            text(
                "{document}: {column}",
                document=verbatim(answer.document.title),
                column=verbatim(column.heading),
            ),
            [(_verdict(amount), name, amount) for name, amount in compared if amount is not None],
            Column(BLANK, 0),
            Column(text("Linje"), 1),
            Column(text("Trykt"), lambda row: row[2].printed_ore, "kroner"),
            Column(text("Her"), lambda row: row[2].ours_ore, "kroner"),
            Column(text("Forskjell"), lambda row: row[2].difference_ore, "kroner"),
        )
    out.say(
        text(
            "{compared} beløp sammenlignet, {breaks} avvik ut over avrunding.",
            compared=answer.compared,
            breaks=answer.breaks,
        )
    )
    out.remark(*answer.findings)


def _verdict(amount: ComparedAmount) -> Text:
    if amount.ours_ore is None:
        return BLANK
    return text("OK") if amount.ok else text("AVVIK")


def show_key_figures(answer: KeyFigures, out: Paper) -> None:
    """The key figures with norms, how each is made or why it has no value, then ROBEK."""
    out.table(
        text("Nøkkeltall {year}, {version}", year=Year(answer.year), version=answer.version.title),
        answer.figures,
        Column(text("Nøkkeltall"), "title"),
        Column(text("Verdi"), lambda figure: _value(figure, out), "count"),
        Column(text("Anbefalt"), "norm", "percent 2"),
        Column(text("Eget mål"), "target", "percent 2"),
    )
    out.say(text("Slik er tallene regnet"), style="bold")
    for figure in answer.figures:
        words = verbatim(out.joined(figure.band, figure.why, figure.definition))
        out.say(f"• {out.joined(text('{figure}: {definition}', figure=figure.title, definition=words))}")
    out.say("")
    out.table(
        text("ROBEK (kommuneloven § 28-1)"),
        answer.robek,
        Column(BLANK, "letter"),
        Column(text("Grunnlag"), "title"),
        Column(text("Vurdering"), lambda ground: judged(ground.hit)),
        Column(text("Hvorfor"), "reason"),
    )
    out.remark(*answer.notes)


def judged(hit: bool | None) -> Text:
    """What a ground came to, in a word or three."""
    if hit is None:
        return text("Ikke vurdert")
    return text("Ja") if hit else text("Nei")


def _show_lines(title: Text, lines: Iterable[FormLine], out: Paper, *, detail: bool = False) -> None:
    def rows() -> Iterator[tuple[str, Text | str, int | str]]:
        for line in lines:
            if line.heading:
                yield "", line.heading, ""
            yield str(line.nr or ""), line.name, line.amount_ore
            if detail:
                for posted in line.rows:
                    yield "", f"    {posted.art or '–'} {posted.funksjon or '–'}", posted.amount_ore

    out.table(
        title,
        rows(),
        Column(text("Nr."), 0, "count"),
        Column(text("Linje"), 1),
        Column(text("Kroner"), 2, "kroner"),
    )


def _show_checks(checks: Iterable[Check], out: Paper) -> None:
    out.table(
        text("Kontroller"),
        checks,
        Column(BLANK, lambda check: text("OK") if check.ok else text("AVVIK")),
        Column(text("Kode"), "code"),
        Column(text("Hva kontrollen fant"), "message"),
    )


def _value(figure: KeyFigure, out: Paper) -> Text | str | None:
    if isinstance(figure.value, int):
        return text("{amount}", amount=Million(figure.value))
    return None if figure.value is None else out.language.percent(figure.value, 2)
