"""A commitment's grip on one budget line in one year."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from planhjul.choices.bindings import Commitment, CommitmentKind
from planhjul.choices.room.profile import Profile


@dataclass(frozen=True, slots=True)
class Slice:
    """What a commitment holds of a line: `amount_ore` a year, bound from month `start` to `end` (0–12).

    `notice` is set for an agreement without an end that can be called off: months before its money is free.
    """

    commitment: Commitment
    amount_ore: int
    start: Fraction
    end: Fraction
    notice: Fraction | None

    @property
    def proportional(self) -> bool:
        """True for an agreement: it takes as much of what was open as of what was bound.

        A law, a loan or an own decision names what the level's bound share already holds, and takes of what
        is open only when it is larger than that.
        """
        return self.commitment.kind is CommitmentKind.AVTALE

    def held(self, profile: Profile) -> Fraction:
        """The share 0–1 of its yearly amount that falls in the months it binds."""
        return Fraction(1) if self.notice is not None else profile.at(self.end) - profile.at(self.start)
