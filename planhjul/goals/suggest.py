"""Links somebody may want to make: the same words, or the same function as a link that is there.

Simple on purpose, and always with its reason: a suggestion is a question to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from planhjul.goals.links import LinkKey, node_id
from planhjul.goals.money import MeasureMoney
from planhjul.goals.results import Suggestion
from planhjul.plans import Goal, LinkTarget
from planhjul.texts import Text, text

# Words that say nothing of what a measure or a goal is about, in bokmål and nynorsk.
_STOP: Final = """
    alle av bedre behov bli blir da de den det dei der ein eit eller en er et fast faste felles flere
    fleire for fra frå færre få før god gode godt ha har høyere høgare i ikke ikkje ingen inn innen kan
    ligge liv lavere lågare med men mer meir mindre mot mål ned ny nye nytt når og om opp over per på rett
    samme seg sin skal som store større tid til tiltak tjeneste tjenester tenester under ut uten utan var
    ved vi å år
"""
STOP_WORDS: Final = frozenset(_STOP.split())
_ENDINGS: Final = ("enes", "anes", "ene", "ane", "ing", "ar", "er", "en", "et", "a", "e", "s")
_SHORTEST: Final = 4
_TELLING: Final = 6
# A word that many goals have tells none of them apart.
_COMMON: Final = 4
_PER_MEASURE: Final = 2


def stem(word: str) -> str:
    """The word without its commonest Norwegian ending: «skolene» and «skoler» are «skol»."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def stems(title: str, *, without: Collection[str] = ()) -> dict[str, str]:
    """Stem → the word as it is written (small letters), of the title's telling words."""
    words = re.findall(r"[a-zæøåéäö]+", title.casefold())
    return {
        stem(word): word
        for word in words
        if len(word) >= _SHORTEST and word not in STOP_WORDS and word not in without
    }


def suggest(
    goals: Sequence[Goal],
    measures: Iterable[MeasureMoney],
    links: Collection[LinkKey],
    not_again: Collection[LinkKey],
    *,
    names: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Links from goals to measures no goal has yet, best first, at most two a measure.

    Args:
        goals: every goal of the plans.
        measures: every measure.
        links: what is linked.
        not_again: what somebody took away: not suggested again.
        names: words that stand everywhere, such as the municipality's name.
    """
    without = {word for name in names for word in re.findall(r"\w+", name.casefold())}
    words = {node_id(goal.plan, goal.key): stems(goal.title, without=without) for goal in goals}
    spread = Counter(one for found in words.values() for one in found)
    titles = {node_id(goal.plan, goal.key): goal.title for goal in goals}
    known = {measure.key: measure for measure in measures}
    linked = {code for _, target, code in links if target is LinkTarget.TILTAK}
    by_function = _functions(links, known)
    found = []
    for measure in known.values():
        if measure.key in linked:
            continue
        ranked = [
            *_by_words(measure, words, spread, without),
            *_by_function(measure, by_function, titles),
        ]
        best: dict[str, tuple[int, Text]] = {}
        for goal, score, why in ranked:
            if (goal, LinkTarget.TILTAK, measure.key) not in not_again and goal not in best:
                best[goal] = (score, why)
        ordered = sorted(best.items(), key=lambda item: -item[1][0])[:_PER_MEASURE]
        found += [
            (score, Suggestion(goal, LinkTarget.TILTAK, measure.key, measure.title, why))
            for goal, (score, why) in ordered
        ]
    return tuple(suggestion for _, suggestion in sorted(found, key=lambda one: -one[0]))


def _by_words(
    measure: MeasureMoney,
    words: Mapping[str, Mapping[str, str]],
    spread: Mapping[str, int],
    without: Collection[str],
) -> list[tuple[str, int, Text]]:
    own = stems(measure.title, without=without)
    found = []
    for goal, theirs in words.items():
        shared = [one for one in own if one in theirs and spread[one] <= _COMMON]
        # One short word in common is chance; one long or two are not.
        if len(shared) >= 2 or any(len(one) >= _TELLING for one in shared):
            said = ", ".join(own[one] for one in shared)
            why = text("Samme ord i tiltaket og målet: {words}.", words=said)
            found.append((goal, 10 * len(shared), why))
    return found


def _functions(
    links: Collection[LinkKey], measures: Mapping[str, MeasureMoney]
) -> Mapping[str, tuple[tuple[str, Text], ...]]:
    """Function → the goals that reach it by a link, with that link in words."""
    found: dict[str, dict[str, Text]] = {}
    for goal, target, code in sorted(links):
        if target is LinkTarget.FUNKSJON:
            found.setdefault(code, {}).setdefault(goal, text("målet er knyttet til samme funksjon"))
        elif target is LinkTarget.TILTAK and code in measures:
            said = text("tiltaket «{title}» under samme mål gjelder den", title=measures[code].title)
            for funksjon in {funksjon for funksjon, _ in measures[code].lines if funksjon}:
                found.setdefault(funksjon, {}).setdefault(goal, said)
    return {funksjon: tuple(goals.items()) for funksjon, goals in found.items()}


def _by_function(
    measure: MeasureMoney,
    by_function: Mapping[str, tuple[tuple[str, Text], ...]],
    titles: Mapping[str, str],
) -> list[tuple[str, int, Text]]:
    return [
        (goal, 1, text("Tiltaket gjelder funksjon {funksjon}, og {because}.", funksjon=funksjon, because=why))
        for funksjon in dict.fromkeys(funksjon for funksjon, _ in measure.lines if funksjon)
        for goal, why in by_function.get(funksjon, ())
        if goal in titles
    ]
