"""Every id in the pages; a test proves that each stands in a layout and each callback's id is here."""

from __future__ import annotations

from enum import StrEnum


class Shell(StrEnum):
    """The frame around every page."""

    ADDRESS = "adresse"
    HEAD = "hode"
    NAVIGATION = "meny"
    VIEW = "visning"
    STANDING = "grunnlag"
    MAIN = "innhold"
    ALERT = "varsel"
    SKIP = "hopp"
    FOOT = "bunn"
    THEME = "fargevalg"
    REVISION = "revisjon"
    KOMMUNE = "velg-kommune"
    YEAR = "velg-aar"
    VERSION = "velg-versjon"
    ON = "velg-dato"
    LANGUAGE = "velg-spraak"


class Now(StrEnum):
    """Page Nå."""

    WHEEL = "hjul"
    EXPLANATION = "hjul-forklaring"
    LIST = "hjul-liste"


class YearWheel(StrEnum):
    """Page Årshjulet."""

    SHAPE = "arshjul-vis"
    SPAN = "arshjul-spenn"
    YEAR = "arshjul-aar"
    COLOUR = "arshjul-farge"
    ORGAN = "arshjul-organ"
    PROCESS = "arshjul-prosess"
    KIND = "arshjul-slag"
    BUDGET_YEAR = "arshjul-budsjettaar"
    DRAWING = "arshjul-tegning"
    LIST = "arshjul-liste"
    EXPLANATION = "arshjul-forklaring"


class Import(StrEnum):
    """Page Import."""

    DROP = "import-fil"
    FORMAT = "import-format"
    VERSION = "import-versjon"
    YEAR = "import-aar"
    STOOD_FROM = "import-gjelder-fra"
    RESULT = "import-resultat"
    CHOICES = "import-valg"
    COMMIT = "import-lagre"
    COMMIT_PLACE = "import-lagre-plass"
    DONE = "import-lagret"
    BATCHES = "import-liste"
    UNDO = "import-angre"
    UNDO_WORDS = "import-angre-tekst"
    UNDO_CONFIRM = "import-angre-ja"
    UNDONE = "import-angret"


class Income(StrEnum):
    """Page Inntekter."""

    BASE = "inntekter-grunnlag"
    BANDS = "inntekter-figur"
    CLASSES = "inntekter-klasser"
    OUTSIDE = "inntekter-utenfor"
    UNCLASSIFIED = "inntekter-uklassifisert"
    SUMS = "inntekter-arter"
    LINES = "inntekter-linjer"
    BOUND_TO = "inntekter-bundet"
    BOUND_TO_ALL = "inntekter-bundet-alle"
    VERSIONS = "inntekter-versjoner"
    VERSIONS_TABLE = "inntekter-versjoner-tabell"
    NATIONAL = "inntekter-landet"


class Accounts(StrEnum):
    """Page Budsjett og regnskap."""

    FORM = "budsjett-skjema"
    UNIT = "budsjett-enhet"
    TABLE = "budsjett-oversikt"
    AREAS = "budsjett-omrader"
    CHECKS = "budsjett-kontroller"
    FIGURES = "budsjett-nokkeltall"


class Proposals(StrEnum):
    """Page Tiltak og forslag."""

    METER = "forslag-balanse"
    SCENARIO = "forslag-scenario"
    MEASURES = "forslag-tiltak"
    FUND = "forslag-fond"
    OWN_TITLE = "forslag-eget-navn"
    OWN_KIND = "forslag-eget-slag"
    OWN_PART = "forslag-eget-del"
    OWN_FUNKSJON = "forslag-eget-funksjon"
    OWN_MONTH = "forslag-eget-start"
    OWN_ONE_OFF = "forslag-eget-engangs"
    OWN_AMOUNT_1 = "forslag-eget-belop-1"
    OWN_AMOUNT_2 = "forslag-eget-belop-2"
    OWN_AMOUNT_3 = "forslag-eget-belop-3"
    OWN_AMOUNT_4 = "forslag-eget-belop-4"
    OWN_MISTAKES = "forslag-eget-feil"
    OWN_ADD = "forslag-eget-legg-til"
    SHOWN_YEAR = "forslag-vis-aar"
    SHOWN_MEASURE = "forslag-vis-tiltak"
    NEED_CHART = "forslag-behov"
    NET = "forslag-netto"
    NET_CHART = "forslag-netto-figur"
    BALANCE_TABLE = "forslag-balanse-tabell"
    KEY_TABLE = "forslag-nokkeltall"
    ASSUMPTIONS = "forslag-antakelser"
