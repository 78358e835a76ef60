"""The layers around the local politician's room: each krone of a budget stands in exactly one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from planhjul.choices.bound_by import BoundBy
from planhjul.choices.results import Layer, LayerKey, LayerLine, RoomLine
from planhjul.choices.room.budget import OtherKind, rounded_to
from planhjul.choices.room.commitments import LAYER_OF, because, kept_by, unlocked_by, unlocked_when
from planhjul.choices.room.lines import BudgetLine
from planhjul.choices.room.pools import ReadyLine, Seen
from planhjul.choices.room.slices import Slice
from planhjul.ledger.codes import CodeLists
from planhjul.texts import Text, Year, text, verbatim

UNLOCKED_BY: Final[Mapping[LayerKey, Text]] = {
    LayerKey.LOV: text("Stortinget"),
    LayerKey.FORSKRIFT: text("Departementet"),
    LayerKey.AVTALER: text("Avtalepartene"),
    LayerKey.VEDTAK: text("Kommunestyret selv"),
    LayerKey.EGENFINANSIERT: text("Den som betaler: brukerne, staten eller andre"),
    LayerKey.TEKNISK: text("Ingen: dette er regnskapsføring"),
    LayerKey.FOR_SENT: text("Kommunestyret, i neste budsjett"),
    LayerKey.KORT: text("Kommunestyret selv"),
    LayerKey.STRUKTURELT: text("Kommunestyret selv"),
}
_WHEN: Final[Mapping[LayerKey, Text]] = {
    LayerKey.LOV: text("Når loven endres."),
    LayerKey.FORSKRIFT: text("Når forskriften endres."),
    LayerKey.AVTALER: text("Når en avtale løper ut, sies opp eller reforhandles."),
    LayerKey.VEDTAK: text("Når kommunestyret gjør et nytt vedtak."),
    LayerKey.EGENFINANSIERT: text("Når inntekten kan brukes til noe annet."),
    LayerKey.TEKNISK: text("Aldri: ingen penger går ut."),
    LayerKey.KORT: text("Nå."),
    LayerKey.STRUKTURELT: text("Nå, hvis omleggingen vedtas i tide."),
}
# The layers that what cannot be moved is divided between, in the order money is taken out.
_LOCKED: Final = (
    LayerKey.LOV,
    LayerKey.FORSKRIFT,
    LayerKey.AVTALER,
    LayerKey.VEDTAK,
    LayerKey.EGENFINANSIERT,
    LayerKey.FOR_SENT,
)
NET_LAYERS: Final = (*_LOCKED, LayerKey.KORT, LayerKey.STRUKTURELT)
BUDGET_LAYERS: Final = (
    *_LOCKED[:-1],
    LayerKey.TEKNISK,
    LayerKey.FOR_SENT,
    LayerKey.KORT,
    LayerKey.STRUKTURELT,
)


@dataclass(frozen=True, slots=True)
class View:
    """What the layers are seen from: the day, its month of the budget year, and how open the council is."""

    on: date
    year: int
    openness: Fraction
    seen: Seen
    bound_by: BoundBy
    codes: CodeLists


@dataclass(frozen=True, slots=True)
class _Piece:
    """An exact part of a line in one layer, before it is rounded."""

    layer: LayerKey
    amount: Fraction
    because: Text
    slice: Slice | None = None
    basis: Text | None = None


def net_layers(lines: Iterable[tuple[ReadyLine, RoomLine]], view: View) -> tuple[Layer, ...]:
    """The net budget in layers: they add up to the lines' net, the last two to what can be moved.

    Args:
        lines: each budget line with its rounded room on the day.
        view: what they are seen from.
    """
    found = [layer_line for ready, room in lines for layer_line in _line_layers(ready, room, view)]
    return _gathered(found, NET_LAYERS, view)


# Premieavvik, premium funds and joint operations: expense on paper that the budget view keeps apart.
_BOOKKEEPING: Final = frozenset({"170", "171", "173", "290"})


@dataclass(frozen=True, slots=True)
class Unheld:
    """Operating expense in øre that stands on no budget line: by kind, and on functions from 800."""

    other: Mapping[OtherKind, int]
    outside_ore: int


def budget_layers(
    unheld: Unheld,
    net: tuple[Layer, ...],
    lines: Iterable[BudgetLine],
    finance: Iterable[Slice],
    view: View,
) -> tuple[Layer, ...]:
    """Every krone of operating expense in layers: they add up to `OperatingBudget.expense_ore`.

    Args:
        unheld: the expense that stands on no line.
        net: the net layers of all its lines.
        lines: the lines themselves, whose income pays the rest of their cost.
        finance: commitments that no service carries: they name money among interest and instalments.
        view: what they are seen from.
    """
    held = tuple(lines)
    technical = {line.key for line in held if line.area in _BOOKKEEPING}
    found = [
        (LayerKey(layer.key), line)
        for layer in net
        for line in layer.lines
        if layer.key != LayerKey.EGENFINANSIERT and line.line not in technical
    ]
    paid_already = {
        line.line: line.amount_ore
        for layer in net
        for line in layer.lines
        if layer.key == LayerKey.EGENFINANSIERT
    }
    for line in held:
        if line.key in technical:
            layer, amount, why = LayerKey.TEKNISK, line.gross_ore, line.because
        else:
            # What the line's own income pays, with what its net already had there.
            layer, why = LayerKey.EGENFINANSIERT, _PAID
            amount = line.gross_ore - line.amount_ore + paid_already.get(line.key, 0)
        if amount:
            found.append((layer, _plain(line, layer, amount, why, view)))
    found += _other(unheld, finance, view)
    return _gathered(found, BUDGET_LAYERS, view)


_PAID: Final = text("Gebyrer, tilskudd og refusjoner betaler dette. Et kutt frigjør ingenting til annet.")
_SURPLUS: Final = text("Inntektene er større enn utgiftene, så linjen betaler for seg selv.")


def _line_layers(ready: ReadyLine, room: RoomLine, view: View) -> list[tuple[LayerKey, LayerLine]]:
    """The line's net in layers, in whole øre that add up to it."""
    line = ready.line
    found = [
        (layer, _plain(line, layer, amount, why, view))
        for layer, amount, why in (
            (LayerKey.KORT, room.short_ore, text("Kan endres på kort sikt.")),
            (LayerKey.STRUKTURELT, room.structural_ore, text("Kan endres ved omlegging.")),
        )
        if amount
    ]
    if line.amount_ore <= 0:
        if line.amount_ore:
            found.append(
                (
                    LayerKey.EGENFINANSIERT,
                    _plain(line, LayerKey.EGENFINANSIERT, line.amount_ore, _SURPLUS, view),
                )
            )
        return found
    pieces = _locked(ready, view)
    amounts = rounded_to(line.amount_ore - room.movable_ore, [piece.amount for piece in pieces])
    for piece, amount in zip(pieces, amounts, strict=True):
        if amount:
            found.append((piece.layer, _shown(line, piece, amount, view)))
    return found


def _locked(ready: ReadyLine, view: View) -> list[_Piece]:
    """What of the line's net cannot be moved on the day, exact, piece by piece; never empty."""
    line = ready.line
    bound = line.base_ore * line.default.bound
    pieces = []
    for held, amount in ready.parted.named:
        named = amount * held.held(view.seen.profile)
        bound -= named
        pieces.append(_Piece(LAYER_OF[held.commitment.kind], named, because(held.commitment), held))
    pieces += _bound(line, bound, view)
    movable = sum(ready.open.default.left(view.seen), Fraction(0))
    late = ready.open_ore - movable
    for held, amount in kept_by(ready, view.seen).items():
        late -= amount
        pieces.append(_Piece(LAYER_OF[held.commitment.kind], amount, because(held.commitment), held))
    custom = movable * (1 - view.openness)
    if custom:
        pieces.append(
            _Piece(LayerKey.VEDTAK, custom, text("Lokal praksis lukker for endringer i denne fasen."))
        )
    if line.financed_ore:
        pieces.append(_Piece(LayerKey.EGENFINANSIERT, Fraction(line.financed_ore), _PAID))
    pieces.append(
        _Piece(
            LayerKey.FOR_SENT,
            late,
            text(
                "Et vedtak {on} kommer for sent til å virke på dette i {year}.",
                on=view.on,
                year=Year(view.year),
            ),
        )
    )
    return pieces


def _bound(line: BudgetLine, amount: Fraction, view: View) -> list[_Piece]:
    """Bound money that no commitment names, by what binds each function of the line."""
    positive = {funksjon: net for funksjon, net in line.functions.items() if net > 0}
    weights = positive or dict.fromkeys(line.functions, 1)
    whole = sum(weights.values())
    shares: dict[LayerKey, Fraction] = {}
    for funksjon, weight in weights.items():
        own_level = view.codes.level(funksjon)
        bound_by = view.bound_by.of(funksjon, line.level if own_level is None else own_level)
        for layer, share in bound_by.by_layer() if bound_by else ((LayerKey.VEDTAK, Fraction(1)),):
            shares[layer] = shares.get(layer, Fraction(0)) + share * Fraction(weight, whole)
    basis = _basis(weights, view.codes)
    return [
        _Piece(layer, amount * share, _WHY[layer], None, basis if layer in _BY_LAW else None)
        for layer, share in shares.items()
        if share
    ]


_BY_LAW: Final = frozenset({LayerKey.LOV, LayerKey.FORSKRIFT})
_WHY: Final[Mapping[LayerKey, Text]] = {
    LayerKey.LOV: text("Rettigheter og plikter i lov."),
    LayerKey.FORSKRIFT: text("Normer og krav i forskrift."),
    LayerKey.AVTALER: text("Ansatte, tariffavtaler og løpende kontrakter."),
    LayerKey.VEDTAK: text(
        "Vi vet ikke hva som binder dette utover budsjettvedtaket selv. Legg det i et område for å si det."
    ),
}
_MOST_LAWS: Final = 3


def _basis(weights: Mapping[str, int], codes: CodeLists) -> Text | None:
    """The laws behind the largest functions, as general knowledge that nobody has checked."""
    largest = sorted(weights, key=lambda funksjon: -weights[funksjon])
    named = (codes.funksjoner[funksjon].legal_basis for funksjon in largest if funksjon in codes.funksjoner)
    laws = list(dict.fromkeys(law for law in named if law))[:_MOST_LAWS]
    if not laws:
        return None
    return text("{laws} (allmennkunnskap, ikke kontrollert)", laws=verbatim("; ".join(laws)))


def _other(unheld: Unheld, finance: Iterable[Slice], view: View) -> list[tuple[LayerKey, LayerLine]]:
    """The expense that no line holds."""
    found = []
    left = unheld.other.get(OtherKind.FINANCE, 0)
    for held in finance:
        amount = min(left, round(held.amount_ore * held.held(view.seen.profile)))
        if amount > 0:
            left -= amount
            found.append(
                (
                    LAYER_OF[held.commitment.kind],
                    _committed("", verbatim(held.commitment.title), held, amount, view),
                )
            )
    rest: tuple[tuple[str, LayerKey, int, Text, Text], ...] = (
        (
            OtherKind.FINANCE,
            LayerKey.AVTALER,
            left,
            text("Renter, avdrag og andre finansutgifter"),
            text("Lån må betjenes så lenge de løper."),
        ),
        (
            OtherKind.DISPOSITION,
            LayerKey.VEDTAK,
            unheld.other.get(OtherKind.DISPOSITION, 0),
            text("Avsetninger og overføring til investering"),
            text("Kommunestyret har selv bestemt å sette av eller overføre dette."),
        ),
        (
            OtherKind.DEPRECIATION,
            LayerKey.TEKNISK,
            unheld.other.get(OtherKind.DEPRECIATION, 0),
            text("Avskrivninger"),
            text("Avskrivninger nulles ut av motposten og er ingen penger."),
        ),
        (
            OtherKind.CARRIED,
            LayerKey.TEKNISK,
            unheld.other.get(OtherKind.CARRIED, 0),
            text("Fremført resultat"),
            text("Et resultat som føres videre, er ingen utgift å kutte."),
        ),
        (
            "felles",
            LayerKey.TEKNISK,
            unheld.outside_ore,
            text("Utgifter på funksjoner for skatt, tilskudd og finans"),
            text("Utgiften står ikke på noen tjeneste. Legg funksjonen i et område hvis den kan endres."),
        ),
    )
    found += [
        (layer, LayerLine(str(key), "", title, amount, why, UNLOCKED_BY[layer], _when(layer, view)))
        for key, layer, amount, title, why in rest
        if amount
    ]
    return found


def _plain(line: BudgetLine, layer: LayerKey, amount: int, why: Text, view: View) -> LayerLine:
    return LayerLine(
        line.key, line.key, verbatim(line.title), amount, why, UNLOCKED_BY[layer], _when(layer, view)
    )


def _shown(line: BudgetLine, piece: _Piece, amount: int, view: View) -> LayerLine:
    if piece.slice is not None:
        return _committed(line.key, verbatim(line.title), piece.slice, amount, view)
    kilde = line.local[0].reason if line.local else None
    return LayerLine(
        line.key,
        line.key,
        verbatim(line.title),
        amount,
        piece.because,
        UNLOCKED_BY[piece.layer],
        _when(piece.layer, view),
        piece.basis,
        str(dict(kilde.values).get("content", "")) if kilde is not None else "",
    )


def _committed(line: str, title: Text, held: Slice, amount: int, view: View) -> LayerLine:
    commitment = held.commitment
    return LayerLine(
        f"{line}·{commitment.key}" if line else commitment.key,
        line,
        title,
        amount,
        because(commitment),
        unlocked_by(commitment.kind),
        unlocked_when(commitment, view.on),
        None,
        commitment.kilde,
    )


def _when(layer: LayerKey, view: View) -> Text:
    if layer is LayerKey.FOR_SENT:
        return text("Fra og med budsjettet for {year}.", year=Year(view.year + 1))
    return _WHEN[layer]


def _gathered(
    found: Iterable[tuple[LayerKey, LayerLine]], order: Iterable[LayerKey], view: View
) -> tuple[Layer, ...]:
    """The layers in order with their lines; a line twice in a layer for one reason stands once."""
    by_layer: dict[LayerKey, dict[tuple[str, Text], LayerLine]] = {layer: {} for layer in order}
    for layer, line in found:
        held, same = by_layer[layer], (line.key, line.because)
        before = held[same].amount_ore if same in held else 0
        held[same] = replace(line, amount_ore=line.amount_ore + before)
    return tuple(
        Layer(
            layer.value,
            layer.words,
            sum(line.amount_ore for line in lines.values()),
            tuple(lines.values()),
            UNLOCKED_BY[layer],
            _when(layer, view),
        )
        for layer, lines in by_layer.items()
    )
