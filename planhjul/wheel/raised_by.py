"""Who raises the cases: the municipal director or the politicians, by year (case Lillevik)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from planhjul.explanation import Explanation, Input
from planhjul.texts import Named, Share, Text, Year, text
from planhjul.wheel.meetings import Case


class Raiser(Named):
    """Who raised a case; the values are permanent."""

    KOMMUNEDIREKTOR = "kommunedirektor", text("Kommunedirektøren")
    POLITIKERE = "politikere", text("Politikere og partier")
    ANDRE = "andre", text("Andre: råd, kontrollutvalg, innbyggere")
    UKJENT = "ukjent", text("Ikke oppgitt eller ikke kjent igjen")


# Read in this order: «ordførerens kontor» is a politician's, «eldrerådet» is neither's.
_WORDS: Final[tuple[tuple[Raiser, re.Pattern[str]], ...]] = (
    (
        Raiser.ANDRE,
        re.compile(
            r"eldreråd|ungdomsråd|rådet for|råd for|innbygger|innbyggjar|kontrollutval|revisor|revisjon"
            r"|statsforvalter|fylkeskommun|næringsliv|forening|foreining|vel(et|laget)\b"
        ),
    ),
    (
        Raiser.KOMMUNEDIREKTOR,
        re.compile(
            r"direktør|rådmann|rådmenn|administrasjon|kommunalsjef|\w*sjef(en)?\b|leder for|virksomhetsled"
            r"|verksemdsleiar|etat|saksbehandl|sakshandsam|byråd|kommuneråd"
        ),
    ),
    (
        Raiser.POLITIKERE,
        re.compile(
            r"ordfører|ordførar|politik|folkevalgt|folkevald|representant|medlem|gruppe|parti|liste\b|lista\b"
            r"|fraksjon|posisjon|utvalg|utval\b|formannskap|kommunestyre|høyre|venstre|rødt|krf|frp|mdg|\binp\b"
            r"|\bap\b|\bsp\b|\bsv\b|\bh\b|\bv\b|\br\b|arbeiderparti|senterparti"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class YearShare:
    """One year's cases by who raised them; `unknown` are the words that were not recognised."""

    year: int
    counts: Mapping[Raiser, int]
    unknown: tuple[str, ...]

    @property
    def total(self) -> int:
        """Every case of the year."""
        return sum(self.counts.values())

    def share(self, raiser: Raiser) -> float:
        """The raiser's share 0–1 of the year's cases; 0 without cases."""
        return self.counts[raiser] / self.total if self.total else 0.0


def raiser(words: str) -> Raiser:
    """Who the case list says raised the case; UKJENT when it says nothing we recognise."""
    said = words.casefold()
    return next((who for who, pattern in _WORDS if pattern.search(said)), Raiser.UKJENT)


def case_shares(cases: Iterable[Case]) -> tuple[YearShare, ...]:
    """The cases by year and raiser, the newest year first; every case is counted once."""
    by_year: dict[int, list[Case]] = {}
    for case in cases:
        by_year.setdefault(case.day.year, []).append(case)
    return tuple(_of_year(year, by_year[year]) for year in sorted(by_year, reverse=True))


def shares_sentence(share: YearShare) -> Text:
    """One year in one sentence."""
    director, politicians = share.counts[Raiser.KOMMUNEDIREKTOR], share.counts[Raiser.POLITIKERE]
    if politicians == 0:
        return text(
            "I {aar} reiste kommunedirektøren {antall} av {alle} saker. Ingen politikere reiste sak.",
            aar=Year(share.year),
            antall=director,
            alle=share.total,
        )
    return text(
        "I {aar} reiste kommunedirektøren {antall} av {alle} saker, og politikere {politikere}.",
        aar=Year(share.year),
        antall=director,
        alle=share.total,
        politikere=politicians,
    )


def shares_explained(share: YearShare) -> Explanation:
    """How the director's part of the year's cases came about."""
    return Explanation(
        title=text("Saker kommunedirektøren reiste i {aar}", aar=Year(share.year)),
        value=text(
            "{antall} av {alle} ({andel})",
            antall=share.counts[Raiser.KOMMUNEDIREKTOR],
            alle=share.total,
            andel=Share(share.share(Raiser.KOMMUNEDIREKTOR), 0),
        ),
        formula=text("Sakene i årets saksliste, talt etter hvem som reiste dem. Hver sak telles én gang."),
        inputs=tuple(Input(who.words, text("{antall}", antall=share.counts[who])) for who in Raiser),
        definition=text(
            "Den som reiste saken, er den sakslista oppgir i kolonnen «Reist av». Partier, grupper, utvalg "
            "og ordføreren regnes som politikere."
        ),
    )


def _of_year(year: int, cases: list[Case]) -> YearShare:
    counted = Counter(raiser(case.raised_by) for case in cases)
    unknown = sorted({case.raised_by for case in cases if raiser(case.raised_by) is Raiser.UKJENT})
    return YearShare(year, {who: counted[who] for who in Raiser}, tuple(unknown))
