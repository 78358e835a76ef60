"""Which class an income belongs to, by art and funksjon, and why in words (money model B.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from planhjul.ledger.codes import FIRST_FINANCIAL_FUNCTION, CodeLists, SelfCost
from planhjul.ledger.income.results import IncomeGroup
from planhjul.texts import Text, text, verbatim

UNCLASSIFIED: Final = "uklassifisert"
# The code list's marker for art 810, whose class only the function can tell.
BY_FUNCTION: Final = "etter_funksjon"

TAX_FUNCTION: Final = "800"
GRANT_FUNCTION: Final = "840"
REFUGEE_FUNCTION: Final = "850"
# Arts that are right on one function only (money model A.5).
_ONLY_ON: Final[Mapping[str, str]] = {
    "fri_skatt": TAX_FUNCTION,
    "fri_eiendomsskatt": TAX_FUNCTION,
    "fri_ramme": GRANT_FUNCTION,
}


@dataclass(frozen=True, slots=True)
class ClassRule:
    """What a class is called, which group it belongs to and why."""

    group: IncomeGroup
    title: Text
    reason: Text


_FRI, _BUNDET, _OVRIG = IncomeGroup.FRI, IncomeGroup.BUNDET, IncomeGroup.OVRIG

# In the order in which they are shown.
CLASS_RULES: Final[Mapping[str, ClassRule]] = {
    "fri_skatt": ClassRule(
        _FRI,
        text("Skatt på inntekt og formue"),
        text("Art 870 på funksjon 800. Kommunestyret kan bruke pengene til hva det vil."),
    ),
    "fri_ramme": ClassRule(
        _FRI,
        text("Rammetilskudd"),
        text("Art 800 på funksjon 840. Staten har ikke bestemt hva pengene skal gå til."),
    ),
    "fri_eiendomsskatt": ClassRule(
        _FRI,
        text("Eiendomsskatt"),
        text("Fri i bruk og frivillig å skrive ut. SSB regner den ikke med i frie inntekter, TBU gjør det."),
    ),
    "fri_andre_skatter": ClassRule(
        _FRI,
        text("Andre skatter"),
        text("Art 877 på funksjon 800 eller 840, for eksempel naturressursskatt. Fri i bruk."),
    ),
    "stat_generell": ClassRule(
        _FRI,
        text("Generelle statstilskudd"),
        text(
            "Art 810 på funksjon 840. Statlig tilskudd uten krav om bruk, men utenfor frie inntekter hos SSB."
        ),
    ),
    "bundet_oremerket": ClassRule(
        _BUNDET,
        text("Øremerkede statstilskudd"),
        text(
            "Art 810 på en tjeneste. Tilskuddet er gitt til et formål og faller bort hvis tjenesten kuttes."
        ),
    ),
    "bundet_stat_refusjon": ClassRule(
        _BUNDET,
        text("Refusjoner fra staten"),
        text("Art 700. Staten dekker en del av en utgift, så inntekten følger utgiften."),
    ),
    "bundet_brukerbetaling": ClassRule(
        _BUNDET,
        text("Brukerbetalinger"),
        text("Art 600. Betaling for en tjeneste. Loven setter tak for flere av satsene."),
    ),
    "bundet_gebyr_salg": ClassRule(
        _BUNDET,
        text("Gebyrer, leie og salg"),
        text("Artene 620–650. Betaling for en vare eller tjeneste, så inntekten følger aktiviteten."),
    ),
    "bundet_refusjon_andre": ClassRule(
        _BUNDET,
        text("Refusjoner fra fylker, kommuner og andre"),
        text("Artene 730, 750 og 770. Betaling for noe kommunen har utført."),
    ),
    "bundet_overforing_andre": ClassRule(
        _BUNDET,
        text("Tilskudd og gaver fra andre"),
        text("Artene 830, 850 og 890. Gitt uten motytelse, men vanligvis til et formål."),
    ),
    "bundet_andre_skatter": ClassRule(
        _BUNDET,
        text("Andre skatter på en tjeneste"),
        text("Art 877 utenfor funksjon 800 og 840, for eksempel konsesjonsavgift til et næringsfond."),
    ),
    "stat_flyktning": ClassRule(
        _OVRIG,
        text("Tilskudd til integrering av flyktninger"),
        text("Art 810 på funksjon 850. Ikke øremerket, men faller når kommunen bosetter færre."),
    ),
    "sykelonnsrefusjon": ClassRule(
        _OVRIG, text("Sykelønnsrefusjon"), text("Art 710. Svarer til ekstra lønn under sykdom.")
    ),
    "momskompensasjon": ClassRule(
        _OVRIG,
        text("Momskompensasjon"),
        text("Art 729. Staten betaler tilbake momsen på art 429, så virkningen er null."),
    ),
    "engangs_salg": ClassRule(
        _OVRIG,
        text("Salg av eiendeler"),
        text("Artene 660 og 670. Kommer én gang og kan ikke finansiere drift."),
    ),
    "intern_konsern": ClassRule(
        _OVRIG,
        text("Interne inntekter"),
        text("Salg og overføring innen kommunen. SSB tar dem ikke med for kommunen som helhet."),
    ),
    "finans": ClassRule(
        _OVRIG, text("Renter og utbytte"), text("Finansinntekter. Hører ikke til brutto driftsinntekter.")
    ),
    "finans_avdrag_salg": ClassRule(
        _OVRIG,
        text("Mottatte avdrag og salg av aksjer"),
        text("Tilbakebetalte utlån. Art 920 er med i brutto driftsinntekter fra 2020."),
    ),
    "fond_fri_ikke_inntekt": ClassRule(
        _OVRIG, text("Bruk av disposisjonsfond"), text("Sparte penger fra tidligere år. Ikke en inntekt.")
    ),
    "fond_bundet_ikke_inntekt": ClassRule(
        _OVRIG, text("Bruk av bundne fond"), text("Bundne penger fra tidligere år. Ikke en inntekt.")
    ),
    "laan_ikke_inntekt": ClassRule(_OVRIG, text("Bruk av lån"), text("Lånte penger. Ikke en inntekt.")),
    "teknisk_ikke_inntekt": ClassRule(
        _OVRIG,
        text("Tekniske poster"),
        text("Motposter i regnskapet, for eksempel avskrivninger. Ikke en inntekt."),
    ),
    UNCLASSIFIED: ClassRule(
        _OVRIG,
        text("Uklassifisert"),
        text(
            "Vi kan ikke se av art og funksjon hva slags inntekt dette er. Beløpet er likevel med i summen."
        ),
    ),
}


def classify(art: str, funksjon: str, year: int, codes: CodeLists) -> tuple[str, Text]:
    """The class of one income and the reason for it.

    Args:
        art: three digits 600–999, or "" when the file knows only expense and income.
        funksjon: three digits, or "" when the file has none.
        year: the year whose code list holds.
        codes: arts and functions by year.
    """
    if not art:
        return UNCLASSIFIED, text("Fila har ingen art, bare at dette er en inntekt.")
    listed = codes.income_class(art)
    if not listed:
        return UNCLASSIFIED, text("Kodelista kjenner ikke art {art} som inntekt.", art=verbatim(art))
    key, reason = _resolve(listed, art, funksjon, codes)
    status = codes.art_status(art, year)
    if status == "expired":
        reason = text("{reason} Arten var gått ut dette året.", reason=reason)
    elif status == "future":
        reason = text("{reason} Arten var ikke innført dette året.", reason=reason)
    return key, reason


def _resolve(listed: str, art: str, funksjon: str, codes: CodeLists) -> tuple[str, Text]:
    if listed == BY_FUNCTION:
        return _state_transfer(funksjon)
    if listed == "fri_andre_skatter":
        return _other_tax(funksjon)
    right = _ONLY_ON.get(listed)
    if right is not None and funksjon not in (right, ""):
        return UNCLASSIFIED, text(
            "Art {art} skal stå på funksjon {right}, men står på funksjon {funksjon}. Kontroller føringen.",
            art=verbatim(art),
            right=verbatim(right),
            funksjon=verbatim(funksjon),
        )
    if listed == "bundet_gebyr_salg" and codes.self_cost(funksjon) is not SelfCost.NONE:
        return listed, text(
            "Gebyr på en selvkosttjeneste. Etter loven kan det bare dekke tjenestens egen kostnad."
        )
    return listed, CLASS_RULES[listed].reason


def _state_transfer(funksjon: str) -> tuple[str, Text]:
    if not funksjon:
        return UNCLASSIFIED, text(
            "Art 810 kan være fri eller øremerket. Det avgjøres av funksjonen, som mangler."
        )
    if funksjon == GRANT_FUNCTION:
        key = "stat_generell"
    elif funksjon == REFUGEE_FUNCTION:
        key = "stat_flyktning"
    else:
        key = "bundet_oremerket"
    if key == "bundet_oremerket" and funksjon >= FIRST_FINANCIAL_FUNCTION:
        return key, text("Art 810 utenfor funksjon 840 og 850 regnes som gitt til et formål.")
    return key, CLASS_RULES[key].reason


def _other_tax(funksjon: str) -> tuple[str, Text]:
    if not funksjon:
        return UNCLASSIFIED, text("Art 877 er fri bare på funksjon 800. Funksjonen mangler.")
    key = "fri_andre_skatter" if funksjon in (TAX_FUNCTION, GRANT_FUNCTION) else "bundet_andre_skatter"
    return key, CLASS_RULES[key].reason
