"""Which line of the prescribed overviews a printed name means: bokmål, nynorsk, slips of the pen."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from planhjul.ledger.forms.lines import FormKey, FormRules
from planhjul.reference.forms import load_forms

# One word of bokmål and nynorsk, singular and plural, is one word here; both names are compared so.
_ONE_WORD: Final = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\b(?:bevilgning|løyving)(?:er|ar|a|ane|ene)?\b", "bevilgning"),
        (r"avset(?:ning|jing|ting)(?:er|ar)?\b", "avsetning"),
        (r"\boverføring(?:er|ar)?\b", "overføring"),
        (r"avskriv?n?ing(?:er|ar)?\b", "avskrivning"),
        (r"disponering(?:er|ar)?\b", "disponering"),
        (r"(?:inn)?dek(?:k?ning|king)\b", "dekning"),
        (r"investering(?:er|ar)\b", "investering"),
        (r"tilsko(?:t|tt)\b|tilskudd\b", "tilskudd"),
        (r"\beigedoms", "eiendoms"),
        (r"\b(?:gevinst|vinst)(?:er|ar)?\b", "gevinst"),
        (r"\butbytte[rt]?\b", "utbytte"),
        (r"mid(?:del|ler|lar|el)\b", "middel"),
        (r"\be[ig]+ne\b", "egne"),
        (r"\bandel(?:er|ar)\b", "andel"),
        (r"\bselskap(?:er|a)?\b", "selskap"),
        (r"\bsal\b", "salg"),
        (r"\bsals-", "salgs-"),
        (r"\bleige", "leie"),
        (r"\bløns", "lønns"),
        (r"\bteneste[rn]?\b|\btenester\b|\btjeneste[rn]?\b", "tjeneste"),
        (r"\bbrukar", "bruker"),
        (r"betaling(?:er|ar)\b", "betaling"),
        (r"\bmott(?:atte|ekne|atne)\b", "mottatte"),
        (r"\bvidareutlån", "videreutlån"),
        (r"meir", "mer"),
        (r"\btidle?gare?\b|\btidligere\b", "tidligere"),
        (r"\bseinare?\b|\bsenere\b", "senere"),
        (r"\bframført\b", "fremført"),
        (r"\bfrå\b", "fra"),
        (r"\bude(?:kt|kka|kket)\b", "udekket"),
        (r"\båra?s\b|\bårs\b", "års"),
    )
)
_NUMBER: Final = re.compile(r"^\(?\d{1,2}[.):]?\s+(?=\D)|^\d{1,2}[.):](?=\D)")
_TAIL: Final = re.compile(r"\s*(?:\([^()]*\)|[*¹²³:.]|\b\d\))+$")
_LONG: Final = ((30, 3), (14, 2), (8, 1))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of one overview's lines, as they are compared, by line key."""

    form: FormKey
    rules: FormRules
    keys: Mapping[str, str]

    @property
    def sums(self) -> frozenset[str]:
        """The keys of the lines that are sums or results: no list of single amounts has them."""
        return frozenset(line.key for line in self.rules.lines if line.terms)


def plain_name(shown: str) -> str:
    """The name as it is compared: no number in front, no remark behind, one form of each word."""
    plain = re.sub(r"\s+", " ", shown.replace("\u2013", "-")).strip().casefold()
    plain = _TAIL.sub("", _NUMBER.sub("", plain))
    for pattern, word in _ONE_WORD:
        plain = pattern.sub(word, plain)
    return re.sub(r"\s+", " ", re.sub(r"[,.:;]", " ", plain)).strip()


@cache
def known_names() -> tuple[KnownNames, ...]:
    """The names of every overview, with those of `names.toml`."""
    source = files("importers.formats.printed").joinpath("names.toml").read_text(encoding="utf-8")
    others: dict[str, dict[str, list[str]]] = tomllib.loads(source)
    known = []
    for form, rules in load_forms().forms.items():
        keys: dict[str, str] = {}
        for line in rules.lines:
            if line.numbered:
                keys.setdefault(plain_name(line.name.source), line.key)
        for key, names in others.get(form.value, {}).items():
            for name in names:
                keys.setdefault(plain_name(name), key)
        known.append(KnownNames(form, rules, keys))
    return tuple(known)


@lru_cache(maxsize=4096)
def lines_named(shown: str) -> Mapping[FormKey, str]:
    """Overview → the key of the line the text means in it; empty when it is no line of any."""
    plain = plain_name(shown)
    if not 4 <= len(plain) <= 90:
        return {}
    return {
        known.form: key for known in known_names() if (key := known.keys.get(plain) or _nearest(plain, known))
    }


def _nearest(plain: str, known: KnownNames) -> str:
    """The key of the one name that is a few letters away, "" when none is or two are as near."""
    most = next((letters for length, letters in _LONG if len(plain) >= length), 0)
    near = sorted(_distances(plain, known.keys, most))
    if not near or (len(near) > 1 and near[0][0] == near[1][0] and near[0][1] != near[1][1]):
        return ""
    return near[0][1]


def _distances(plain: str, keys: Mapping[str, str], most: int) -> Iterable[tuple[int, str]]:
    for name, key in keys.items():
        if most and abs(len(name) - len(plain)) <= most and plain[:1] == name[:1]:
            distance = _letters_apart(plain, name, most)
            if distance <= most:
                yield distance, key


def _letters_apart(first: str, second: str, most: int) -> int:
    """How many letters must be put in, taken away or changed; more than `most` is told as `most` + 1."""
    above = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        line = [row]
        for column, other in enumerate(second, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other)))
        if min(line) > most:
            return most + 1
        above = line
    return above[-1]
