"""«Forklar tallet» for the lines and the controls of the overviews."""

from __future__ import annotations

from typing import Final

from planhjul.explanation import Explanation, Input, kroner
from planhjul.ledger.forms.checks import Check
from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import FormLine, Overview
from planhjul.ledger.versions import version_title
from planhjul.texts import Kroner, Text, text, verbatim

_CHECKED: Final = {
    "BRUTTO_LIK": text("Brutto driftsresultat i § 5-4 minus brutto driftsresultat i § 5-6."),
    "NDR_LIK": text("Netto driftsresultat i § 5-4 minus netto driftsresultat i § 5-6."),
    "AVSKRIVNING_LIK": text("Avskrivninger (art 590) minus motposten (art 990)."),
    "DRIFT_NULL": text("Alle utgifter minus alle inntekter i drift, med det som er ført fram."),
    "OVERFORING_LIK": text("Overføring til investering (art 570) minus overføring fra drift (art 970)."),
    "INVESTERING_NULL": text("Alle utgifter minus alle inntekter i investering, med det som er ført fram."),
    "BEVILGNING_LIK": text("Linjene som fordeles, minus summen av områdene i andre del."),
    "MERFORBRUK": text("Det som er igjen etter disponeringene, minus det regnskapet har ført fram."),
    "UDEKKET": text("Det som er igjen etter finansieringen, minus det regnskapet har ført fram."),
    "UKLASSIFISERT": text("Utgifter minus inntekter på arter som ikke har en linje i oversikten."),
    "STRYKNING_LIK": text("Strøket overføring i drift minus strøket overføring i investering."),
}


def explain_line(answer: Overview, line: FormLine) -> Explanation:
    """How the line's amount came about: the lines it is a sum of, or that it is what its arts come to."""
    lines = {one.key: one for one in answer.lines}
    if line.terms:
        formula = text("Linjene under lagt sammen. De som står med «minus», er trukket fra.")
    elif line.nr is None:
        formula = text("Summen av linjer med en art oversikten ikke har, eller uten art.")
    else:
        formula = text("Summen av artene som hører til linjen.")
    return Explanation(
        title=line.name,
        value=kroner(line.amount_ore),
        formula=formula,
        inputs=tuple(_term(lines[key], sign) for sign, key in line.terms if key in lines),
        basis=basis(answer.form),
        version=version_title(answer.version, answer.year),
        stood_from=answer.stood_from,
    )


def explain_check(answer: Overview | Closing, check: Check) -> Explanation:
    """How a control was done: what was held against what, the difference, and what is let pass."""
    if check.tolerance_ore:
        allowed = text("Tåler en avrunding på {amount}.", amount=Kroner(check.tolerance_ore))
    else:
        allowed = text("Tåler ingen forskjell.")
    return Explanation(
        title=text("Kontrollen {code}", code=check.code),
        value=text("forskjell {amount}", amount=Kroner(check.difference_ore)),
        formula=_CHECKED[check.code],
        inputs=(),
        definition=allowed,
        basis=basis(answer.form),
        version=version_title(answer.version, answer.year),
        stood_from=answer.stood_from,
    )


def basis(form: str) -> Text:
    """Where the overview is prescribed; `form` is a paragraph («5-4») or an older form («1A»)."""
    if form in (FormKey.DRIFT_1A, FormKey.INVESTERING_2A):
        return text(
            "Forskrift om årsbudsjett av 15. desember 2000, budsjettskjema {form} (gjaldt til og med 2019)",
            form=str(form),
        )
    return text("Budsjett- og regnskapsforskriften § {form}", form=str(form))


def _term(line: FormLine, sign: int) -> Input:
    name = line.name if sign > 0 else text("minus {line}", line=line.name)
    source = text("Linje {nr}", nr=verbatim(str(line.nr))) if line.nr is not None else None
    return Input(name, kroner(line.amount_ore), source)
