"""The command about accounts held against the budget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.session import Session, given, reading
from planhjul.cli.tables import Column, Paper
from planhjul.publish.shapes import Joined
from planhjul.texts import Text, Year, text

if TYPE_CHECKING:
    from planhjul.ledger.followup.results import Followup, FollowupRow
    from planhjul.ledger.integrity import Control

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

    answer = given(session.seen(on).followup.year(year, month, Profile(profile) if profile else None))
    controls = session.seen(on).followup.controls(year)
    session.show(
        Joined(answer, {"controls": controls}),
        as_json,
        lambda _, out: show_followup(answer, controls, out),
    )


def show_followup(answer: Followup, controls: Sequence[Control], out: Paper) -> None:
    """One sentence, the areas and the art groups in millions, and what it rests on."""
    from planhjul.ledger.followup.words import followup_sentence, month_name

    out.say(followup_sentence(answer))
    through = text("{month} {year}", month=month_name(answer.month), year=Year(answer.year))
    areas = (*answer.areas, answer.services, answer.total)
    _show_rows(text("Områder til og med {through}, mill. kr", through=through), areas, out)
    _show_rows(text("Artsgrupper til og med {through}, mill. kr", through=through), answer.groups, out)
    out.say(text("Minus i avvik betyr at det er brukt mer, eller kommet inn mindre, enn budsjettert."))
    out.say(*(text("Antakelse: {assumption}", assumption=assumption) for assumption in answer.assumptions))
    out.remark(
        *answer.notes,
        *(
            text("Kontroll {number}: {message}", number=control.number, message=control.message)
            for control in controls
            if not control.ok
        ),
    )


def _show_rows(title: Text, rows: Sequence[FollowupRow], out: Paper) -> None:
    from planhjul.ledger.followup.words import deviation_words

    # A narrow terminal has no room for the original budget and the words; the JSON has everything in øre.
    wide = out.width >= _WIDE
    original = Column(text("Opprinnelig"), "original_ore", "million")
    words = Column(text("Hva avviket er"), deviation_words)

    def estimate(row: FollowupRow) -> str | None:
        """The lowest and the highest estimate, in millions."""
        if row.forecast is None:
            return None
        ends = (row.forecast.low_ore, row.forecast.high_ore)
        return "–".join(dict.fromkeys(out.language.million(ore) for ore in ends))

    out.table(
        title,
        rows,
        Column(text("Navn"), "title"),
        *([original] if wide else []),
        Column(text("Revidert"), "revised_ore", "million"),
        Column(text("Budsjett hittil"), "to_date_ore", "million"),
        Column(text("Regnskap"), "accounts_ore", "million"),
        Column(text("Avvik"), "deviation_ore", "million"),
        Column(text("Avvik %"), "deviation_share", "percent"),
        *([words] if wide else []),
        Column(text("Anslag for året"), estimate, "count"),
    )


COMMANDS: Final = {"followup": followup}
