"""Which of the municipality's own bindings holds for a piece of the budget: the narrowest that fits (E.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planhjul.choices.bindings import Binding
from planhjul.ledger.areas import ANY


@dataclass(frozen=True, slots=True)
class Choice:
    """The bindings that give a piece its shares and its two leads; None where nothing local says."""

    shares: Binding | None = None
    short: Binding | None = None
    structural: Binding | None = None

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """Each binding once, narrowest use first."""
        found = dict.fromkeys(
            (binding.key, binding)
            for binding in (self.shares, self.short, self.structural)
            if binding is not None
        )
        return tuple(binding for _, binding in found)


NO_CHOICE: Final = Choice()


class Overrides:
    """The municipality's bindings, asked for one piece at a time."""

    def __init__(self, bindings: Iterable[Binding]) -> None:
        # A stable sort: of two that point as narrowly, the first holds.
        self._bindings = sorted(bindings, key=_narrowness, reverse=True)

    @property
    def by_ansvar(self) -> bool:
        """True when a binding asks for responsibility centres."""
        return any(binding.ansvar for binding in self._bindings)

    @property
    def by_art(self) -> bool:
        """True when a binding asks for arts."""
        return any(binding.art for binding in self._bindings)

    def names_art(self, art: str) -> bool:
        """True when a binding points at the art."""
        return any(binding.art and _fits(binding.art, art) for binding in self._bindings)

    def choose(self, level: int | None, area: str, funksjon: str, ansvar: str, art: str = "") -> Choice:
        """The bindings that hold for the piece; with `art` "" only those that name no art.

        Args:
            level: the line's level 1–3, None when nobody has judged it.
            area: the key of the area that holds it, "" for none.
            funksjon: its function.
            ansvar: its responsibility centre, "" when they are not kept apart.
            art: its art.
        """
        shares = short = structural = None
        for binding in self._bindings:
            if not (
                binding.level in (None, level)
                and binding.area in ("", area)
                and _fits(binding.funksjon, funksjon)
                and _fits(binding.ansvar, ansvar)
                and _fits(binding.art, art)
            ):
                continue
            if shares is None and binding.bound is not None:
                shares = binding
            if short is None and binding.lead_short is not None:
                short = binding
            if structural is None and binding.lead_structural is not None:
                structural = binding
        return Choice(shares, short, structural)


def by_level_only(binding: Binding) -> bool:
    """True when the binding points at a level and nothing narrower."""
    return not (binding.area or binding.funksjon or binding.ansvar or binding.art)


def _fits(pattern: str, code: str) -> bool:
    if pattern.endswith(ANY):
        return bool(code) and code.startswith(pattern.removesuffix(ANY))
    return pattern in ("", code)


def _narrowness(binding: Binding) -> tuple[int, int, int, int, bool]:
    return (
        _precision(binding.art),
        _precision(binding.ansvar),
        _precision(binding.funksjon),
        _precision(binding.area),
        binding.level is not None,
    )


def _precision(code: str) -> int:
    """0 for no code; an exact code is narrower than a beginning, a longer beginning than a shorter."""
    if not code:
        return 0
    return len(code) if code.endswith(ANY) else 1000
