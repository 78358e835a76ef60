"""Contracts, loans and decisions put on the budget lines that carry them (money model E.2 and E.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from dateutil.relativedelta import relativedelta

from planhjul.choices.bindings import Commitment, CommitmentKind
from planhjul.choices.results import LayerKey, Lock
from planhjul.choices.room.budget import apportion
from planhjul.choices.room.lines import BudgetLine
from planhjul.choices.room.pools import ReadyLine, Seen, Timing, tau
from planhjul.choices.room.profile import MONTHS
from planhjul.choices.room.slices import Slice
from planhjul.ledger.codes import FIRST_FINANCIAL_FUNCTION
from planhjul.texts import Kroner, Text, text, verbatim

LAYER_OF: Final[Mapping[CommitmentKind, LayerKey]] = {
    CommitmentKind.LOV: LayerKey.LOV,
    CommitmentKind.FORSKRIFT: LayerKey.FORSKRIFT,
    CommitmentKind.AVTALE: LayerKey.AVTALER,
    CommitmentKind.LAN: LayerKey.AVTALER,
    CommitmentKind.PENSJON: LayerKey.AVTALER,
    CommitmentKind.VEDTAK: LayerKey.VEDTAK,
}


@dataclass(frozen=True, slots=True)
class Committed:
    """The lines with what is committed on them; `finance` holds those of loans, `problems` the rest."""

    lines: tuple[BudgetLine, ...]
    finance: tuple[Slice, ...]
    problems: tuple[Text, ...]


def commit(lines: Iterable[BudgetLine], commitments: Iterable[Commitment], year: int) -> Committed:
    """The lines with the commitments that run in the budget year, each on the lines it points at.

    A commitment that points at several lines is shared by their net; none takes more of a line than there is.
    """
    held = list(lines)
    slices: dict[int, list[Slice]] = {}
    finance: list[Slice] = []
    problems: list[Text] = []
    for commitment in commitments:
        window = _window(commitment, year)
        if window is None:
            continue
        start, end, notice = window
        if _is_finance(commitment):
            finance.append(Slice(commitment, commitment.amount_ore, start, end, notice))
            continue
        places = [
            (at, weight) for at, line in enumerate(held) if (weight := _weight(line, commitment)) is not None
        ]
        if not places:
            problems.append(_nowhere(commitment, year))
            continue
        exact = [Fraction(weight) for _, weight in places]
        shared = apportion(commitment.amount_ore, exact if any(exact) else [Fraction(1)] * len(exact))
        left = commitment.amount_ore
        for (at, _), amount in zip(places, shared, strict=True):
            taken = min(amount, _room_on(held[at], slices.get(at, ())))
            if taken > 0:
                slices.setdefault(at, []).append(Slice(commitment, taken, start, end, notice))
                left -= taken
        if left > 0:
            problems.append(_too_large(commitment, left, year))
    return Committed(
        tuple(replace(line, slices=tuple(slices.get(at, ()))) for at, line in enumerate(held)),
        tuple(finance),
        tuple(problems),
    )


def _window(commitment: Commitment, year: int) -> tuple[Fraction, Fraction, Fraction | None] | None:
    """The months of the year it binds, and its notice when it has no end; None when it does not run."""
    start = max(Fraction(0), tau(commitment.starts, year)) if commitment.starts else Fraction(0)
    end = Fraction(MONTHS)
    if commitment.ends is not None:
        end = min(end, tau(commitment.ends + timedelta(days=1), year))
    if end <= start:
        return None
    callable_ = commitment.kind is CommitmentKind.AVTALE and commitment.ends is None
    notice = Fraction(commitment.notice_months) if callable_ and commitment.notice_months else None
    return start, end, notice


def _is_finance(commitment: Commitment) -> bool:
    """True for loans and the like, which no service carries."""
    if commitment.funksjon >= FIRST_FINANCIAL_FUNCTION:
        return True
    points = commitment.area or commitment.funksjon or commitment.ansvar
    return commitment.kind is CommitmentKind.LAN and not points


def _weight(line: BudgetLine, commitment: Commitment) -> int | None:
    """The net øre of the line that the commitment points at; None when it does not point there."""
    if not (commitment.area or commitment.funksjon or commitment.ansvar):
        return None
    if commitment.area and line.area != commitment.area:
        return None
    if commitment.funksjon and commitment.funksjon not in line.functions:
        return None
    if not (commitment.funksjon or commitment.ansvar):
        return line.base_ore
    nets = [
        scope.net_ore
        for scope in line.scopes
        if commitment.funksjon in ("", scope.funksjon) and commitment.ansvar in ("", scope.ansvar)
    ]
    return min(line.base_ore, max(0, sum(nets))) if nets else None


def _room_on(line: BudgetLine, slices: Iterable[Slice]) -> int:
    return line.base_ore - sum(held.amount_ore for held in slices)


def _nowhere(commitment: Commitment, year: int) -> Text:
    return text(
        "«{title}» peker ikke på noe i budsjettet for {year}, så den er ikke regnet med. Rett område, "
        "funksjon eller ansvar i arket Avtaler.",
        title=verbatim(commitment.title),
        year=verbatim(str(year)),
    )


def _too_large(commitment: Commitment, left: int, year: int) -> Text:
    return text(
        "«{title}» er {left} større enn det som er igjen netto på linjene den peker på i {year}. Det er "
        "regnet med så mye som det er plass til.",
        title=verbatim(commitment.title),
        left=Kroner(left),
        year=verbatim(str(year)),
    )


def locks(
    lines: Iterable[ReadyLine], finance: Iterable[Slice], on: date, openness: Fraction, seen: Seen
) -> tuple[Lock, ...]:
    """Each commitment once, as it stands on the day: what it binds in the year, and how it is unlocked.

    Args:
        lines: the lines with what is committed on them.
        finance: commitments that no line carries.
        on: the day.
        openness: κ 0–1 on the day.
        seen: the day's month of the budget year.
    """
    found: dict[Commitment, tuple[list[str], Fraction, Fraction]] = {}
    for ready in lines:
        lowered = lowered_by(ready, seen)
        for held in ready.line.slices:
            keys, bound, lowers = found.get(held.commitment, ([], Fraction(0), Fraction(0)))
            found[held.commitment] = (
                [*keys, ready.line.key],
                bound + held.amount_ore * held.held(seen.profile),
                lowers + lowered.get(held, Fraction(0)),
            )
    for held in finance:
        keys, bound, lowers = found.get(held.commitment, ([], Fraction(0), Fraction(0)))
        found[held.commitment] = (keys, bound + held.amount_ore * held.held(seen.profile), lowers)
    return tuple(
        Lock(
            key=commitment.key,
            title=commitment.title,
            kind=commitment.kind.value,
            layer=LAYER_OF[commitment.kind].value,
            lines=tuple(keys),
            amount_ore=round(bound),
            lowers_ore=round(lowers * openness),
            ends=commitment.ends,
            call_off_by=call_off_by(commitment, on),
            because=because(commitment),
            unlocked_by=unlocked_by(commitment.kind),
            unlocked_when=unlocked_when(commitment, on),
            kilde=commitment.kilde,
        )
        for commitment, (keys, bound, lowers) in found.items()
    )


def lowered_by(ready: ReadyLine, seen: Seen) -> dict[Slice, Fraction]:
    """Øre each commitment takes from the line's room seen from the month, at full openness."""
    lowered: dict[Slice, Fraction] = {}
    for part in ready.parted.parts:
        if part.slice is not None:
            less = part.amount * (seen.unspent(Timing(part.lead)) - seen.unspent(part.timing))
            lowered[part.slice] = lowered.get(part.slice, Fraction(0)) + less
    return lowered


def kept_by(ready: ReadyLine, seen: Seen) -> dict[Slice, Fraction]:
    """Øre that would be open but for each commitment: in all its months, or what its notice holds now."""
    kept: dict[Slice, Fraction] = {}
    now = lowered_by(ready, seen)
    for part in ready.parted.parts:
        held = part.slice
        if held is not None and held.notice is None:
            kept[held] = kept.get(held, Fraction(0)) + part.amount * held.held(seen.profile)
        elif held is not None:
            kept[held] = now[held]
    return kept


def call_off_by(commitment: Commitment, on: date) -> date | None:
    """The last day to call it off so that it ends on its day; None when there is none, or it has passed."""
    if commitment.ends is None or not commitment.notice_months:
        return None
    last = commitment.ends - relativedelta(months=commitment.notice_months)
    return last if last >= on else None


_BECAUSE: Final[Mapping[CommitmentKind, Text]] = {
    CommitmentKind.LOV: text("Loven krever det"),
    CommitmentKind.FORSKRIFT: text("Forskriften krever det"),
    CommitmentKind.AVTALE: text("Kommunen har bundet seg i en avtale"),
    CommitmentKind.LAN: text("Renter og avdrag på lån må betales"),
    CommitmentKind.PENSJON: text("Pensjonsavtalen må betales"),
    CommitmentKind.VEDTAK: text("Kommunestyret har bundet pengene med et eget vedtak"),
}
_UNLOCKED_BY: Final[Mapping[CommitmentKind, Text]] = {
    CommitmentKind.LOV: text("Stortinget"),
    CommitmentKind.FORSKRIFT: text("Departementet"),
    CommitmentKind.AVTALE: text("Avtalepartene"),
    CommitmentKind.LAN: text("Kommunen og långiveren"),
    CommitmentKind.PENSJON: text("Partene i tariffavtalen og pensjonskassen"),
    CommitmentKind.VEDTAK: text("Kommunestyret selv"),
}


def because(commitment: Commitment) -> Text:
    """Why its money is locked, with the municipality's own source."""
    return text(
        "{title}: {why} ({kilde}).",
        title=verbatim(commitment.title),
        why=_BECAUSE[commitment.kind],
        kilde=verbatim(commitment.kilde),
    )


def unlocked_by(kind: CommitmentKind) -> Text:
    """Who can unlock a commitment of the kind."""
    return _UNLOCKED_BY[kind]


def unlocked_when(commitment: Commitment, on: date) -> Text:
    """When its money becomes free, and what must be done before that, seen from the day."""
    ends, months = commitment.ends, commitment.notice_months
    if ends is not None:
        last = call_off_by(commitment, on)
        if last is not None:
            return text("Løper til {ends}. Si opp innen {last}.", ends=ends, last=last)
        if months and ends >= on:
            return text("Løper til {ends}. Fristen for å si opp er ute.", ends=ends)
        return text("Løper til {ends}.", ends=ends)
    if commitment.kind is CommitmentKind.AVTALE and months:
        return text("Kan sies opp med {months} måneders varsel.", months=months)
    if commitment.kind is CommitmentKind.AVTALE:
        return text("Har ingen utløpsdato eller oppsigelsestid. Legg den inn i arket Avtaler.")
    if commitment.kind is CommitmentKind.VEDTAK:
        return text("Når kommunestyret omgjør vedtaket.")
    if commitment.kind in (CommitmentKind.LOV, CommitmentKind.FORSKRIFT):
        return text("Når reglene endres.")
    return text("Når avtalen eller lånet er gjort opp eller endret.")
