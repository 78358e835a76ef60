"""What the municipality itself knows of its bindings: shares of its own, and contracts with an end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from planhjul.issues import CellRef


@dataclass(frozen=True, slots=True)
class Binding:
    """Own shares and leads for some of the budget, in place of the level's (money model E.7).

    `level` (1–3, None = not by level), `area`, `funksjon`, `ansvar` and `art` say for what; the narrowest
    that fits holds. The three shares (0–1, adding up to 1) come together or not at all; leads are months.
    `kilde` is never empty.
    """

    key: str
    level: int | None
    area: str
    funksjon: str
    ansvar: str
    art: str
    bound: Fraction | None
    short: Fraction | None
    structural: Fraction | None
    lead_short: Fraction | None
    lead_structural: Fraction | None
    kilde: str
    source: CellRef


class CommitmentKind(StrEnum):
    """What kind of commitment binds; the values are permanent. It decides the layer the money stands in."""

    LOV = "lov"
    FORSKRIFT = "forskrift"
    AVTALE = "avtale"
    LAN = "lan"
    PENSJON = "pensjon"
    VEDTAK = "vedtak"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A contract, loan, agreement or own decision that binds a yearly amount until a day.

    `amount_ore` is per year, positive. `ends` is the last day it binds, None when it has no end;
    `notice_months` is how long before an end without a date it must be called off (0 = not said). `area`,
    `funksjon` or `ansvar` says which line carries it. `kilde` is never empty.
    """

    key: str
    title: str
    kind: CommitmentKind
    area: str
    funksjon: str
    ansvar: str
    amount_ore: int
    starts: date | None
    ends: date | None
    notice_months: int
    kilde: str
    source: CellRef
