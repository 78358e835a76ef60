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
    MEASURE = "inntekter-belop"
    PRICES = "inntekter-prisaar"
    BANDS = "inntekter-figur"
    CLASSES = "inntekter-klasser"
    OUTSIDE = "inntekter-utenfor"
    UNCLASSIFIED = "inntekter-uklassifisert"
    SUMS = "inntekter-arter"
    LINES = "inntekter-linjer"
    OVERRIDES = "inntekter-egne"
    SERVICE = "inntekter-tjeneste"
    CHAIN = "inntekter-kjede"
    SOURCES = "inntekter-betalere"
    CHAIN_INCOME = "inntekter-kjede-inntekt"
    CHAIN_COSTS = "inntekter-kjede-utgift"
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
    LINE = "budsjett-linje"
    ARTS = "budsjett-arter"
    LINES = "budsjett-linjer"
    PRINTED = "budsjett-trykt"
    ROBEK = "budsjett-robek"
    DOWNLOADS = "budsjett-last-ned"


class Goals(StrEnum):
    """Page Mål og tiltak."""

    UNIT = "maal-enhet"
    DEPTH = "maal-niva"
    BROKEN_ONLY = "maal-bare-brutte"
    TREE = "maal-tre"
    DETAIL = "maal-detaljer"
    CHART = "maal-figur"
    VERSIONS = "maal-versjoner"
    THREADS = "maal-trader"
    BEHIND = "maal-bak"
    LINES = "maal-linjer"
    TARGET = "maal-slag"
    CODE = "maal-kode"
    LINK = "maal-knytt"
    PANELS = "maal-faner"
    BROKEN = "maal-brutte"
    UNREACHED = "maal-uten-mal"
    SUGGESTIONS = "maal-forslag"
    LOG = "maal-logg"
    PENDING = "maal-venter"
    DIALOG = "maal-dialog"
    DIALOG_WORDS = "maal-dialog-tekst"
    BY = "maal-navn"
    WHY = "maal-begrunnelse"
    CONFIRM = "maal-lagre"
    MISTAKE = "maal-feil"


class Agenda(StrEnum):
    """Page Min saksliste."""

    LIST = "saksliste-liste"
    TABLE = "saksliste-saker"
    MINE = "saksliste-onske"
    KIND = "saksliste-slag"
    AREA = "saksliste-omrade"
    FUNCTION = "saksliste-funksjon"
    GOAL = "saksliste-mal"
    AMOUNT = "saksliste-belop"
    YEAR = "saksliste-aar"
    NOTE = "saksliste-merknad"
    NAME = "saksliste-navn"
    ADD = "saksliste-legg-til"
    MESSAGE = "saksliste-melding"
    REMOVE = "saksliste-fjern"
    REMOVED = "saksliste-fjernet"
    SHARES = "saksliste-andeler"


class Followup(StrEnum):
    """Follow-up on page Budsjett og regnskap."""

    VIEW = "oppfolging-vis"
    YEAR = "oppfolging-aar"
    MONTH = "oppfolging-maaned"
    PROFILE = "oppfolging-profil"
    CHART = "oppfolging-figur"
    MONTHS = "oppfolging-maaneder"
    AREAS = "oppfolging-omrader"
    GROUPS = "oppfolging-artsgrupper"
    DETAILS = "oppfolging-arter"
    LINES = "oppfolging-linjer"
    REPORT = "oppfolging-arsberetning"
    CONTROLS = "oppfolging-kontroller"


class RoomPage(StrEnum):
    """Page Handlingsrom."""

    AREA = "rom-omrade"
    DAY = "rom-dag"
    LAYERS = "rom-lag"
    FUNNEL = "rom-trakt"
    POINTS = "rom-trakt-tabell"
    LINES = "rom-linjer"
    LOCKS = "rom-laser"
    TERM = "rom-periode"
    MEASURE = "rom-tiltak"
    AMOUNT = "rom-belop"
    OWN_FUNNEL = "rom-forslag-trakt"
    ASSUMPTIONS = "rom-antakelser"


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
