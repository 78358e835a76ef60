"""What writes: imports, the log, threads, wishes, municipalities, publishing. What reads is `planhjul.house`.

`Services` is put together once in `planhjul.cli.compose`.
"""

from __future__ import annotations

from dataclasses import dataclass

from planhjul.house import House
from planhjul.language import Language
from planhjul.writing.imports import Imports
from planhjul.writing.links import Links
from planhjul.writing.log import Log
from planhjul.writing.municipalities import Municipalities
from planhjul.writing.publishing import Publishing
from planhjul.writing.wishes import Wishes

__all__ = ["Services"]


@dataclass(frozen=True, slots=True)
class Services:
    """The house, and everything that can be done to it."""

    house: House
    municipalities: Municipalities
    imports: Imports
    log: Log
    links: Links
    wishes: Wishes
    publishing: Publishing
    language: Language
