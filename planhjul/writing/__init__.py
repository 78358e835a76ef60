"""What writes: imports, the log, threads, wishes, municipalities, publishing. What reads is `planhjul.house`.

`Services` is put together once in `planhjul.cli.compose`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from planhjul.language import Language, language

if TYPE_CHECKING:
    from planhjul.house import House
    from planhjul.writing.imports import Imports, Stager
    from planhjul.writing.links import Links
    from planhjul.writing.log import Log
    from planhjul.writing.municipalities import Municipalities
    from planhjul.writing.publishing import Publishing
    from planhjul.writing.wishes import Wishes

Template: TypeAlias = Callable[[str, int], bytes]

__all__ = ["Services"]


class Services:
    """The house, and everything that can be done to it, each part made when it is first asked for.

    Args:
        house: what reads.
        stager: reads files, recognises and checks them.
        template: an empty workbook of a kind, with its first year.
        template_kinds: the kinds there are.
    """

    def __init__(
        self, house: House, stager: Stager, template: Template, template_kinds: Sequence[str]
    ) -> None:
        self.house = house
        self._stager = stager
        self._template = template
        self._template_kinds = template_kinds

    @cached_property
    def language(self) -> Language:
        """The language of the command line and of what is published."""
        return language()

    @cached_property
    def municipalities(self) -> Municipalities:
        """Municipalities registered and emptied."""
        from planhjul.writing.municipalities import Municipalities

        return Municipalities(self.house.repository)

    @cached_property
    def imports(self) -> Imports:
        """Files read, judged, stored and taken back."""
        from planhjul.writing.imports import Imports

        return Imports(self.house.repository, self._stager, self._template_kinds, self._template)

    @cached_property
    def log(self) -> Log:
        """What people record of meetings and milestones."""
        from planhjul.writing.log import Log

        return Log(self.house)

    @cached_property
    def links(self) -> Links:
        """Threads from goals to money, made and taken away."""
        from planhjul.writing.links import Links

        return Links(self.house)

    @cached_property
    def wishes(self) -> Wishes:
        """Wishes put on lists and taken off, and lists as files."""
        from planhjul.writing.wishes import Wishes

        return Wishes(self.house, self._template, self.language)

    @cached_property
    def publishing(self) -> Publishing:
        """The wheel where others can read it."""
        from planhjul.writing.publishing import Publishing

        return Publishing(self.language)
