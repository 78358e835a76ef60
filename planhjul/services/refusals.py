"""Why a use case did not do what it was asked: a value with a sentence, never an exception."""

from __future__ import annotations

from dataclasses import dataclass

from planhjul.texts import Text


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done; the message says why and what to do."""

    message: Text


class Unknown(Refused):
    """Not done, because what was named does not exist or cannot be used: name something else."""

    __slots__ = ()
