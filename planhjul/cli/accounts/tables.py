"""The overviews, the comparisons and the key figures as tables in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planhjul.cli.tables import BLANK, console, table
from planhjul.language import Language
from planhjul.ledger.forms.checks import Check
from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.compare import Comparison
from planhjul.ledger.forms.overviews import FormLine, Overview
from planhjul.ledger.key_figures.figures import KeyFigure, KeyFigures
from planhjul.texts import Million, Text, Year, text, verbatim

_Rows = list[Sequence[Text | str]]


def show_form(answer: Overview, language: Language, *, detail: bool = False) -> None:
    """The overview in whole kroner, its second part, and the controls; with `detail` the arts too."""
    title = text(
        "{form}: {version} {year}, kroner",
        form=answer.title,
        version=answer.version.title,
        year=Year(answer.year),
    )
    _lines(title, answer.lines, language, detail=detail)
    if answer.second_part:
        parts = [(str(part.nr), part.title, language.kroner(part.amount_ore)) for part in answer.second_part]
        headings = [(text("Linje"), True), (text("Område"), False), (text("Kroner"), True)]
        console().print(table(text("Andre del: fordelt på områder"), headings, parts, language))
    _checks(answer.checks, language)
    _notes((*(flag.message for flag in answer.flags), *answer.notes), language)


def show_closing(answer: Closing, language: Language) -> None:
    """§ 5-9 in whole kroner, with its controls."""
    for part in answer.parts:
        title = text(
            "{form}, {part}: {version} {year}, kroner",
            form=answer.title,
            part=part.title,
            version=answer.version.title,
            year=Year(answer.year),
        )
        _lines(title, part.lines, language)
    if answer.checks:
        _checks(answer.checks, language)
    _notes(answer.notes, language)


def show_comparison(answer: Comparison, language: Language) -> None:
    """Each printed line with what is printed and what our lines give, per column that has a version."""
    out = console()
    for place, column in enumerate(answer.columns):
        if not answer.matched[place]:
            continue
        rows: _Rows = []
        for line in answer.lines:
            one = line.amounts[place]
            if one is None:
                continue
            ours = "–" if one.ours_ore is None else language.kroner(one.ours_ore)
            off = "–" if one.difference_ore is None else language.kroner(one.difference_ore)
            word = BLANK if one.ours_ore is None else text("OK") if one.ok else text("AVVIK")
            rows.append((word, line.printed.name, language.kroner(one.printed_ore), ours, off))
        columns = [
            (BLANK, False),
            (text("Linje"), False),
            (text("Trykt"), True),
            (text("Her"), True),
            (text("Forskjell"), True),
        ]
        title = text(
            "{document}: {column}", document=verbatim(answer.document.title), column=verbatim(column.heading)
        )
        out.print(table(title, columns, rows, language))
    out.print(
        language.say(
            text(
                "{compared} beløp sammenlignet, {breaks} avvik ut over avrunding.",
                compared=answer.compared,
                breaks=answer.breaks,
            )
        )
    )
    _notes(answer.findings, language)


def show_key_figures(answer: KeyFigures, language: Language) -> None:
    """The key figures with norms, how each is made or why it has no value, then ROBEK."""
    columns = [
        (text("Nøkkeltall"), False),
        (text("Verdi"), True),
        (text("Anbefalt"), True),
        (text("Eget mål"), True),
    ]
    rows = [
        (
            figure.title,
            _shown(figure, language),
            _percent(figure.norm, language),
            _percent(figure.target, language),
        )
        for figure in answer.figures
    ]
    title = text("Nøkkeltall {year}, {version}", year=Year(answer.year), version=answer.version.title)
    out = console()
    out.print(table(title, columns, rows, language))
    out.print(language.say(text("Slik er tallene regnet")), style="bold")
    for figure in answer.figures:
        parts = (figure.band, figure.why, figure.definition)
        said = " ".join(language.say(part) for part in parts if part is not None)
        line = text("{figure}: {definition}", figure=figure.title, definition=verbatim(said))
        out.print(f"• {language.say(line)}", markup=False)
    out.print()
    grounds = [(ground.letter, ground.title, judged(ground.hit), ground.reason) for ground in answer.robek]
    headings = [
        (BLANK, False),
        (text("Grunnlag"), False),
        (text("Vurdering"), False),
        (text("Hvorfor"), False),
    ]
    console().print(table(text("ROBEK (kommuneloven § 28-1)"), headings, grounds, language))
    _notes(answer.notes, language)


def judged(hit: bool | None) -> Text:
    """What a ground came to, in a word or three."""
    if hit is None:
        return text("Ikke vurdert")
    return text("Ja") if hit else text("Nei")


def _lines(title: Text, lines: Iterable[FormLine], language: Language, *, detail: bool = False) -> None:
    rows: _Rows = []
    for line in lines:
        if line.heading:
            rows.append(("", line.heading, ""))
        rows.append((str(line.nr or ""), line.name, language.kroner(line.amount_ore)))
        if detail:
            rows += [
                ("", f"    {row.art or '–'} {row.funksjon or '–'}", language.kroner(row.amount_ore))
                for row in line.rows
            ]
    columns = [(text("Nr."), True), (text("Linje"), False), (text("Kroner"), True)]
    console().print(table(title, columns, rows, language))


def _checks(checks: Iterable[Check], language: Language) -> None:
    rows = [(text("OK") if check.ok else text("AVVIK"), check.code, check.message) for check in checks]
    columns = [(BLANK, False), (text("Kode"), False), (text("Hva kontrollen fant"), False)]
    console().print(table(text("Kontroller"), columns, rows, language))


def _notes(notes: Iterable[Text], language: Language) -> None:
    for note in notes:
        console().print(language.say(text("Merk: {warning}", warning=note)), markup=False)


def _shown(figure: KeyFigure, language: Language) -> str:
    if figure.value is None:
        return "–"
    if isinstance(figure.value, int):
        return language.say(text("{amount}", amount=Million(figure.value)))
    return language.percent(figure.value, 2)


def _percent(share: float | None, language: Language) -> str:
    return "–" if share is None else language.percent(share, 2)
