"""The controls of the prescribed overviews: what must agree, by how much it does not, and where to look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.forms.lines import Filled, FormKey, Posted, fill
from planhjul.ledger.net import is_income
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Text, Year, text, verbatim

_TO_INVESTMENT: Final = "570"
_FROM_OPERATIONS: Final = "970"
_DEPRECIATION: Final = "590"
_DEPRECIATION_COUNTER: Final = "990"
_RESULT: Final = "netto_driftsresultat"
_GROSS: Final = "brutto_driftsresultat"
_CARRIED: Final = "fremfort"
# The largest amounts are the ones to look at; a longer list helps nobody.
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Check:
    """One control. `difference_ore` is the first minus the second of what must be equal; 0 within tolerance.

    `code` is permanent. `message` says what was found and, when it is not ok, what to look at.
    """

    code: str
    ok: bool
    difference_ore: int
    tolerance_ore: int
    message: Text


@dataclass(frozen=True, slots=True)
class ArtFlag:
    """A warning about one art that is counted but not in force; `code` is permanent, øre without sign."""

    code: str
    art: str
    amount_ore: int
    message: Text


def checks(
    key: FormKey,
    filled: Mapping[FormKey, Filled],
    unclassified: tuple[Posted, ...],
    parts: Mapping[str, tuple[int, int]],
    *,
    kind: VersionKind,
    tolerance_ore: int,
) -> tuple[Check, ...]:
    """The controls that concern the overview (money model C.2, A.5); what cannot be judged is left out.

    Args:
        key: the overview that is shown.
        filled: every overview of the version.
        unclassified: what has no line in the regulation.
        parts: line key → (line of the first part, sum of its second part), øre.
        kind: accounts may carry a merforbruk forward.
        tolerance_ore: what equals may be off by.
    """
    drift, art, investment = (
        filled[FormKey.DRIFT],
        filled[FormKey.ART],
        filled[FormKey.INVESTERING],
    )
    found: list[Check] = []
    if not key.investment:
        # 1A has neither gross nor net operating result.
        if key is not FormKey.DRIFT_1A:
            found += [_gross(drift, art, tolerance_ore), _result(drift, art, tolerance_ore)]
        found += [
            _depreciation(art, tolerance_ore),
            _balance("DRIFT_NULL", text("Drift"), art, tolerance_ore),
        ]
    if not investment.empty:
        found += [
            _transfer(art, investment, tolerance_ore),
            _balance("INVESTERING_NULL", text("Investering"), investment, tolerance_ore),
        ]
    if parts:
        found.append(_second_part(parts, tolerance_ore))
    return (*found, _carried(filled[key], kind, tolerance_ore), _unclassified(unclassified))


def _check(code: str, difference: int, tolerance: int, good: Text, bad: Text) -> Check:
    ok = abs(difference) <= tolerance
    return Check(code, ok, difference, tolerance, good if ok else bad)


def _gross(drift: Filled, art: Filled, tolerance: int) -> Check:
    first, second = drift.amounts[_GROSS], art.amounts[_GROSS]
    return _check(
        "BRUTTO_LIK",
        first - second,
        tolerance,
        text("Brutto driftsresultat er likt i § 5-4 og § 5-6: {amount}.", amount=Kroner(first)),
        text(
            "Brutto driftsresultat er {first} i § 5-4 og {second} i § 5-6. Se etter arter som står på ulike "
            "linjer i de to oversiktene.",
            first=Kroner(first),
            second=Kroner(second),
        ),
    )


def _result(drift: Filled, art: Filled, tolerance: int) -> Check:
    first, second = drift.amounts[_RESULT], art.amounts[_RESULT]
    return _check(
        "NDR_LIK",
        first - second,
        tolerance,
        text("Netto driftsresultat er likt i § 5-4 og § 5-6: {amount}.", amount=Kroner(first)),
        text(
            "Netto driftsresultat er {first} i § 5-4 og {second} i § 5-6. Se på finans og motpost "
            "avskrivninger.",
            first=Kroner(first),
            second=Kroner(second),
        ),
    )


def _depreciation(art: Filled, tolerance: int) -> Check:
    cost, counter = art.posted_on(_DEPRECIATION), -art.posted_on(_DEPRECIATION_COUNTER)
    return _check(
        "AVSKRIVNING_LIK",
        cost - counter,
        tolerance,
        text("Avskrivninger (art 590) har lik motpost (art 990): {amount}.", amount=Kroner(cost)),
        text(
            "Avskrivninger (art 590) er {cost}, men motposten (art 990) er {counter}. Rett den som er feil: "
            "avskrivninger skal ikke påvirke resultatet.",
            cost=Kroner(cost),
            counter=Kroner(counter),
        ),
    )


def _transfer(art: Filled, investment: Filled, tolerance: int) -> Check:
    paid, received = art.posted_on(_TO_INVESTMENT), -investment.posted_on(_FROM_OPERATIONS)
    return _check(
        "OVERFORING_LIK",
        paid - received,
        tolerance,
        text(
            "Overføring til investering (art 570) er lik overføring fra drift (art 970): {amount}.",
            amount=Kroner(paid),
        ),
        text(
            "Drift overfører {paid} til investering (art 570), men investering får {received} (art 970). "
            "Rett den som er feil.",
            paid=Kroner(paid),
            received=Kroner(received),
        ),
    )


def _balance(code: str, name: Text, account: Filled, tolerance: int) -> Check:
    """Expense minus income of the whole account, what is carried forward with it."""
    difference = account.ledger_ore
    return _check(
        code,
        difference,
        tolerance,
        text("{name} går i null.", name=name),
        text(
            "{name} går ikke i null: utgifter minus inntekter er {difference}. Se på disponeringene og "
            "linjen «{line}».",
            name=name,
            difference=Kroner(difference),
            line=_name(account, _CARRIED),
        ),
    )


def _second_part(parts: Mapping[str, tuple[int, int]], tolerance: int) -> Check:
    difference = sum(abs(first - second) for first, second in parts.values())
    return _check(
        "BEVILGNING_LIK",
        difference,
        tolerance,
        text("Andre del summerer til første del."),
        text(
            "Andre del avviker fra første del med {difference}. Se hvilke områder som mangler.",
            difference=Kroner(difference),
        ),
    )


def _carried(form: Filled, kind: VersionKind, tolerance: int) -> Check:
    """What is left after the dispositions; accounts may carry it forward on art 980 (koml § 14-11)."""
    left = form.amounts[_CARRIED]
    booked = sum(row.amount_ore for row in form.carried) if kind is VersionKind.REGNSKAP else 0
    investment = form.rules.key.investment
    code = "UDEKKET" if investment else "MERFORBRUK"
    if left and left == booked:
        return Check(
            code,
            True,
            0,
            tolerance,
            text("{amount} er ført fram til senere år i regnskapet.", amount=Kroner(left)),
        )
    if left < 0 and kind is VersionKind.REGNSKAP:
        bad = text(
            "Det mangler {amount} som ikke er ført fram. Bruk art 980, eller se om noe mangler i filen.",
            amount=Kroner(-left),
        )
    elif left < 0:
        bad = text(
            "Det mangler {amount}. Finn dekning før vedtak: budsjettet og hvert år i økonomiplanen skal gå i "
            "balanse (kommuneloven § 14-10).",
            amount=Kroner(-left),
        )
    else:
        bad = text(
            "{amount} er ikke disponert. Sett beløpet av til fond, overfør det eller bruk det.",
            amount=Kroner(left),
        )
    good = text("Oversikten går i balanse: ingenting føres fram til senere år.")
    return _check(code, left - booked, tolerance, good, bad)


def _unclassified(rows: tuple[Posted, ...]) -> Check:
    difference = sum(row.amount_ore for row in rows)
    if not rows:
        return Check("UKLASSIFISERT", True, 0, 0, text("Alle arter har en linje i oversikten."))
    income = -sum(row.amount_ore for row in rows if is_income(row.art, row.side))
    largest = sorted((row for row in rows if row.art), key=lambda row: -abs(row.amount_ore))
    arts = list(dict.fromkeys(row.art for row in largest))[:_SHOWN]
    if arts:
        look = text("Se først på art {arts}.", arts=verbatim(", ".join(arts)))
    else:
        look = text("Linjene mangler art. Les inn en fil med art for å få dem fordelt.")
    return Check(
        "UKLASSIFISERT",
        False,
        difference,
        0,
        text(
            "{income} i inntekter og {expense} i utgifter har ingen linje i oversikten. De er tatt med som "
            "uklassifisert. {look}",
            income=Kroner(income),
            expense=Kroner(difference + income),
            look=look,
        ),
    )


def art_flags(
    form: Filled, codes: CodeLists, successors: Mapping[str, tuple[str, ...]]
) -> tuple[ArtFlag, ...]:
    """One flag per art on the overview that is known but not in force, by art.

    Each says what leaving the art out would have shown: the mistake a spreadsheet makes when its ranges of
    arts follow the new code list (money model, section 0 point 3).
    """
    rows = [row for placed in form.rows.values() for row in placed]
    held: dict[str, int] = {}
    for row in rows:
        if codes.art_status(row.art, form.year) in ("expired", "future"):
            held[row.art] = held.get(row.art, 0) + row.amount_ore
    flags = []
    for art, ledger in sorted(held.items()):
        without = fill(form.rules, (row for row in rows if row.art != art), codes, form.year)
        message = _said(art, ledger, form, without, codes, successors)
        flags.append(ArtFlag("UTGATT_ART", art, abs(ledger), message))
    return tuple(flags)


def _said(
    art: str,
    ledger: int,
    form: Filled,
    without: Filled,
    codes: CodeLists,
    successors: Mapping[str, tuple[str, ...]],
) -> Text:
    shown = _shown_without(form, without)
    if art in successors:
        advice = text("Flytt beløpet til art {arts}.", arts=verbatim(_either(successors[art])))
    else:
        advice = text("Finn arten som gjelder nå.")
    return text(
        "Art {art} ({title}) gjelder ikke i {year}, men har {amount}. Beløpet er tatt med. {shown} {advice}",
        art=art,
        title=verbatim(codes.art_title(art)),
        year=Year(form.year),
        amount=Kroner(abs(ledger)),
        shown=shown,
        advice=advice,
    )


def _shown_without(form: Filled, without: Filled) -> Text:
    left = without.amounts[_CARRIED]
    if _RESULT not in form.amounts:
        return text("Uten det ville oversikten vist {left} til slutt.", left=Kroner(left))
    if left < min(0, form.amounts[_CARRIED]):
        return text(
            "Uten det ville netto driftsresultat vært {without} i stedet for {now}, og oversikten ville vist "
            "et merforbruk på {left} som ikke finnes.",
            without=Kroner(without.amounts[_RESULT]),
            now=Kroner(form.amounts[_RESULT]),
            left=Kroner(form.amounts[_CARRIED] - left),
        )
    return text(
        "Uten det ville netto driftsresultat vært {without} i stedet for {now}.",
        without=Kroner(without.amounts[_RESULT]),
        now=Kroner(form.amounts[_RESULT]),
    )


def _either(arts: Iterable[str]) -> str:
    *first, last = arts
    return f"{', '.join(first)} eller {last}" if first else last


def _name(form: Filled, key: str) -> Text:
    return next(rule.name for rule in form.rules.lines if rule.key == key)
