"""What must be said of a follow-up: one sentence about it, what it rests on, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planhjul.explanation import readable_amount
from planhjul.ledger.followup.results import COMMON, MONTHS, Followup, FollowupRow, Profile
from planhjul.texts import Kroner, Text, Year, text

MONTH_NAMES: Final = (
    text("januar"), text("februar"), text("mars"), text("april"), text("mai"), text("juni"), text("juli"),
    text("august"), text("september"), text("oktober"), text("november"), text("desember"),
)  # fmt: skip
# The line of § 5-6 for what is set aside or used of funds and earlier results (`data/forms.toml`).
DISPOSITIONS: Final = "sum_disponeringer"


@dataclass(frozen=True, slots=True)
class Spread:
    """How the budget was spread, and by which profile it was `asked` to be (None = it was not asked).

    Of `spread` cells with a budget for the whole year, `fell_back` have no pattern last year.
    """

    asked: Profile | None
    profile: Profile
    month: int
    spread: int
    fell_back: int
    own_months: bool


def month_name(month: int) -> Text:
    """The month's name, 1–12."""
    return MONTH_NAMES[month - 1]


def followup_sentence(answer: Followup) -> Text:
    """How the service areas stand against the budget to date, and which area is furthest over it."""
    row = answer.services
    period = (
        text("I {year}", year=Year(answer.year))
        if answer.year_end
        else text("Til og med {month} {year}", month=month_name(answer.month), year=Year(answer.year))
    )
    if row.deviation_ore < 0:
        standing = text(
            "{period} har tjenesteområdene brukt {accounts}, {difference} mer enn budsjettert.",
            period=period,
            accounts=readable_amount(row.accounts_ore),
            difference=readable_amount(-row.deviation_ore),
        )
    elif row.deviation_ore > 0:
        standing = text(
            "{period} har tjenesteområdene brukt {accounts}, {difference} mindre enn budsjettert.",
            period=period,
            accounts=readable_amount(row.accounts_ore),
            difference=readable_amount(row.deviation_ore),
        )
    else:
        standing = text(
            "{period} har tjenesteområdene brukt {accounts}, det samme som budsjettert.",
            period=period,
            accounts=readable_amount(row.accounts_ore),
        )
    worst = min(
        (area for area in answer.areas if area.key != COMMON),
        key=lambda area: area.deviation_ore,
        default=None,
    )
    if worst is None or worst.deviation_ore >= 0:
        return text("{standing} Ingen områder er over budsjettet.", standing=standing)
    return text(
        "{standing} Mest over budsjettet er {area}, med {amount}.",
        standing=standing,
        area=worst.title,
        amount=readable_amount(-worst.deviation_ore),
    )


def deviation_words(row: FollowupRow) -> Text:
    """Which way the deviation goes, in the words of the law's accounts."""
    if not row.deviation_ore:
        return text("Som budsjettert")
    if row.key == DISPOSITIONS:
        # Set aside, not used: more of it than budgeted is no overspending.
        return text("Mindre avsatt") if row.deviation_ore > 0 else text("Mer avsatt")
    if row.sign < 0:
        return text("Merinntekt") if row.deviation_ore > 0 else text("Mindreinntekt")
    return text("Mindreforbruk") if row.deviation_ore > 0 else text("Merforbruk")


def assumptions(spread: Spread, year: int) -> Iterator[Text]:
    """Everything the budget to date and the forecast rest on."""
    if spread.profile is Profile.LAST_YEAR:
        yield text(
            "Budsjettet er fordelt på månedene slik regnskapet for {last} fordelte seg, for hvert område og "
            "hver artsgruppe.",
            last=Year(year - 1),
        )
        if spread.fell_back:
            yield text(
                "{count} av {total} poster er fordelt jevnt: de hadde ikke noe regnskap i {last}, gikk "
                "motsatt vei eller svingte så mye at fordelingen ikke kan brukes.",
                count=spread.fell_back,
                total=spread.spread,
                last=Year(year - 1),
            )
    else:
        yield text("Budsjettet er fordelt jevnt, med en tolvdel på hver måned.")
        if spread.asked is not Profile.EVEN:
            yield text(
                "Regnskapet for {last} mangler eller er ikke delt på alle måneder, så fjorårets fordeling "
                "kan ikke brukes.",
                last=Year(year - 1),
            )
    if spread.own_months:
        yield text("Budsjettlinjer som selv sier hvilken måned de gjelder, er brukt slik de står.")
    if spread.month == MONTHS:
        return
    yield text("Alle måneder til og med {month} regnes som ferdig bokført.", month=month_name(spread.month))
    yield text(
        "Prognosen er et anslag med tre regnemåter. Avviket så langt kan bli hentet inn igjen, så året ender "
        "på budsjettet. Det kan bestå: resten av året går som budsjettert. Eller det kan fortsette i samme "
        "takt som hittil."
    )
    yield text("Midten er at avviket består. Lav og høy er den laveste og den høyeste av de tre.")
    yield text(
        "Avskrivninger, disponeringer og det som føres fram, bokføres ved årets slutt. Der regner prognosen "
        "med hele årets budsjett, eller det som er bokført når det allerede er mer."
    )
    yield text(
        "Der det bokførte er mer enn det dobbelte av budsjettet hittil, eller går motsatt vei, regnes det "
        "som en enkelthendelse: resten av året regnes som budsjettert."
    )


def notes(
    year: int,
    through: int,
    *,
    asked: int | None,
    by_month: bool,
    over: bool,
    undated_ore: int,
    has_original: bool,
    has_revised: bool,
    has_areas: bool,
) -> Iterator[Text]:
    """What the reader must know is missing, or stands in for something else."""
    if not by_month and over:
        yield text(
            "Regnskapet for {year} er ikke delt på måneder. Det er holdt mot hele årets budsjett.",
            year=Year(year),
        )
    elif not by_month:
        yield text(
            "Regnskapet for {year} er ikke delt på måneder, så vi vet ikke hvor langt det går. Det er holdt "
            "mot hele årets budsjett. Les inn en fil med periode.",
            year=Year(year),
        )
    elif through < MONTHS:
        yield text(
            "Regnskapet for {year} går til og med {month}. Det er ikke et årsregnskap.",
            year=Year(year),
            month=month_name(through),
        )
    elif not over:
        yield text("Året er ikke omme, så regnskapet for {year} er ikke ferdig.", year=Year(year))
    if asked is not None and asked > through:
        yield text("Det finnes ikke regnskap etter {month}.", month=month_name(through))
    if by_month and undated_ore:
        yield text(
            "{amount} i regnskapet mangler måned og er lagt på {month}.",
            amount=Kroner(undated_ore),
            month=month_name(through),
        )
    if not has_original:
        yield text("Opprinnelig budsjett for {year} er ikke lest inn.", year=Year(year))
    elif not has_revised:
        yield text("Budsjettet for {year} er ikke revidert. Det opprinnelige gjelder.", year=Year(year))
    if not has_areas:
        yield text(
            "Kommunen har ingen budsjettområder, så alt står under «Uten område». Legg områdene inn i arket "
            "Områder i innstillingene."
        )
