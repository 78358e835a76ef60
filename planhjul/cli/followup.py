"""The command about accounts held against the budget."""

from __future__ import annotations

from datetime import date
from typing import Final

import click

from planhjul.cli.session import Session, given, print_json, reading
from planhjul.language import Language
from planhjul.ledger.followup.results import Followup, FollowupRow, Forecast, Standing
from planhjul.ledger.forms.lines import Side
from planhjul.ledger.integrity import Control
from planhjul.publish.shapes import Shape
from planhjul.texts import Text, Year, text

# Written here, not read from the ledger: the list of options must not need its imports.
_PROFILES: Final = ("even", "last-year")
_WIDE: Final = 110


@click.command("followup", help="Hold regnskapet mot opprinnelig og revidert budsjett.")
@click.option("--year", type=int, required=True, help="Regnskapsåret.")
@click.option("--month", type=click.IntRange(1, 12), default=None, help="Til og med måned 1–12. Uten: alt.")
@click.option(
    "--profile",
    type=click.Choice(_PROFILES),
    default=None,
    help="Budsjettet jevnt over året, eller som fjorårets regnskap. Uten: som fjoråret når det finnes.",
)
@reading
@click.pass_obj
def followup(
    session: Session, year: int, month: int | None, profile: str | None, on: date, as_json: bool
) -> None:
    """Show the follow-up of the year."""
    from planhjul.ledger.followup.results import Profile

    services = session.services()
    answer = given(session.seen(on).followup.year(year, month, Profile(profile) if profile else None))
    controls = session.seen(on).followup.controls(year)
    if as_json:
        print_json(followup_shape(answer, controls, services.language))
    else:
        show_followup(answer, controls, services.language)


def followup_shape(answer: Followup, controls: tuple[Control, ...], language: Language) -> Shape:
    """`followup`. A row's amounts are positive in the direction its `side` says; deviation + is better."""

    def rows(found: tuple[FollowupRow, ...]) -> list[Shape]:
        return [_row(row, language) for row in found]

    return {
        "year": answer.year,
        "month": answer.month,
        "through": answer.through,
        "complete": answer.complete,
        "profile": answer.profile.value,
        "versions": {
            "accounts": _standing(answer.accounts),
            "original": _standing(answer.original),
            "revised": _standing(answer.revised),
        },
        "areas": [_row(row, language) | {"groups": rows(answer.by_area[row.key])} for row in answer.areas],
        "groups": rows(answer.groups),
        "months": [
            {"month": one.month, "budget_ore": one.budget_ore, "accounts_ore": one.accounts_ore}
            for one in answer.months
        ],
        "totals": {
            "services": _row(answer.services, language),
            "all": _row(answer.total, language),
        },
        "controls": [
            {
                "number": control.number,
                "ok": control.ok,
                "level": control.level.value,
                "message": language.say(control.message),
                "difference_ore": control.difference_ore,
                "rows": [
                    {
                        "kontoklasse": row.kontoklasse,
                        "art": row.art,
                        "funksjon": row.funksjon,
                        "ledger_ore": row.amount_ore,
                    }
                    for row in control.rows
                ],
            }
            for control in controls
        ],
        "assumptions": [language.say(one) for one in answer.assumptions],
        "notes": [language.say(one) for one in answer.notes],
    }


def _row(row: FollowupRow, language: Language) -> Shape:
    return {
        "key": row.key,
        "title": language.say(row.title),
        "side": "expense" if row.side is Side.EXPENSE else "income",
        "budget_ore": row.original_ore,
        "revised_ore": row.revised_ore,
        "to_date_budget_ore": row.to_date_ore,
        "accounts_ore": row.accounts_ore,
        "deviation_ore": row.deviation_ore,
        "deviation_share": row.deviation_share,
        "forecast_ore": _forecast(row.forecast),
    }


def _forecast(forecast: Forecast | None) -> Shape | None:
    if forecast is None:
        return None
    return {"low": forecast.low_ore, "default": forecast.default_ore, "high": forecast.high_ore}


def _standing(standing: Standing | None) -> Shape | None:
    if standing is None:
        return None
    return {"version": standing.kind.value, "stood_from": standing.stood_from.isoformat()}


def show_followup(answer: Followup, controls: tuple[Control, ...], language: Language) -> None:
    """One sentence, the areas and the art groups in millions, and what it rests on."""
    from planhjul.cli.tables import console
    from planhjul.ledger.followup.words import followup_sentence, month_name

    out = console()
    out.print(language.say(followup_sentence(answer)))
    through = text("{month} {year}", month=month_name(answer.month), year=Year(answer.year))
    areas = (*answer.areas, answer.services, answer.total)
    # A narrow terminal has no room for the original budget and the words; the JSON has everything in øre.
    wide = out.width >= _WIDE
    title = text("Områder til og med {through}, mill. kr", through=through)
    out.print(_table(title, areas, language, wide=wide))
    title = text("Artsgrupper til og med {through}, mill. kr", through=through)
    out.print(_table(title, answer.groups, language, wide=wide))
    out.print(
        language.say(
            text("Minus i avvik betyr at det er brukt mer, eller kommet inn mindre, enn budsjettert.")
        )
    )
    for assumption in answer.assumptions:
        out.print(language.say(text("Antakelse: {assumption}", assumption=assumption)))
    broken = (
        text("Kontroll {number}: {message}", number=control.number, message=control.message)
        for control in controls
        if not control.ok
    )
    for note in (*answer.notes, *broken):
        out.print(language.say(text("Merk: {warning}", warning=note)))


def _table(title: Text, rows: tuple[FollowupRow, ...], language: Language, *, wide: bool) -> object:
    from planhjul.cli.tables import table
    from planhjul.ledger.followup.words import deviation_words

    def million(ore: int | None) -> str:
        return "–" if ore is None else language.million(ore)

    columns = [
        (text("Navn"), False),
        *([(text("Opprinnelig"), True)] if wide else []),
        (text("Revidert"), True),
        (text("Budsjett hittil"), True),
        (text("Regnskap"), True),
        (text("Avvik"), True),
        (text("Avvik %"), True),
        *([(text("Hva avviket er"), False)] if wide else []),
        (text("Anslag for året"), True),
    ]
    return table(
        title,
        columns,
        [
            (
                row.title,
                *([million(row.original_ore)] if wide else []),
                million(row.revised_ore),
                million(row.to_date_ore),
                million(row.accounts_ore),
                million(row.deviation_ore),
                "–" if row.deviation_share is None else language.percent(row.deviation_share),
                *([deviation_words(row)] if wide else []),
                _band(row.forecast, language),
            )
            for row in rows
        ],
        language,
    )


def _band(forecast: Forecast | None, language: Language) -> str:
    """The lowest and the highest estimate, in millions."""
    if forecast is None:
        return "–"
    low, high = language.million(forecast.low_ore), language.million(forecast.high_ore)
    return low if low == high else f"{low}–{high}"


COMMANDS: Final = {"followup": followup}
