"""The memory: an answer is kept while what it read is the same, made once for all who ask, and bounded."""

from __future__ import annotations

from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pandas as pd
import pytest

from planhjul.house.memory import ONCE, Memory, note, noting, unkept

KB = 1024
TABLE = pd.DataFrame({"a": range(10_000)})


class Things:
    """A memory over things whose state can be changed, and how many times each answer was made."""

    def __init__(self, most_bytes: int = 1024 * KB) -> None:
        self.memory = Memory(most_bytes)
        self.states: dict[Hashable, Hashable] = {}
        self.made: list[Hashable] = []

    def ask(self, question: Hashable, value: object = "svar", reads: tuple[str, ...] = ()) -> object:
        def make() -> object:
            self.made.append(question)
            note({name: self.states.get(name) for name in reads})
            return value

        return self.memory.answer(question, self.states.get, make)

    def holds(self, question: Hashable) -> bool:
        return self.memory.holds(question, self.states.get)


@pytest.fixture
def things() -> Things:
    return Things()


def test_an_answer_is_made_once_while_what_it_read_is_the_same(things: Things) -> None:
    assert not things.holds("a")
    first = things.ask("a", object(), ("penger",))
    assert things.ask("a", object(), ("penger",)) is first
    assert things.holds("a")
    things.states["penger"] = 2
    assert not things.holds("a")
    second = things.ask("a", object(), ("penger",))
    assert second is not first
    things.states["penger"] = None
    assert things.ask("a") is first
    assert things.made == ["a", "a"]


def test_questions_are_apart(things: Things) -> None:
    assert (things.ask("a", 1), things.ask("b", 2), things.ask("a", 3)) == (1, 2, 1)


@pytest.mark.parametrize("value", [None, 0, False, ""])
def test_an_answer_of_nothing_is_an_answer(things: Things, value: object) -> None:
    for _ in range(2):
        assert things.ask("a", value) == value
    assert things.made == ["a"]


def test_what_is_read_inside_an_answer_is_read_by_the_one_outside(things: Things) -> None:
    def outer() -> object:
        things.made.append("ytre")
        return things.ask("indre", 1, ("penger",))

    def ask() -> object:
        return things.memory.answer("ytre", things.states.get, outer)

    assert ask() == ask() == 1
    assert things.made == ["ytre", "indre"]
    things.states["penger"] = 2
    ask()
    assert things.made == ["ytre", "indre", "ytre", "indre"]
    # Also when the inner one was there already.
    things.states["penger"] = 3
    things.ask("indre", 1, ("penger",))
    ask()
    things.states["penger"] = 4
    ask()
    assert things.made.count("ytre") == 4


def test_what_is_noted_by_itself_is_told_no_further(things: Things) -> None:
    def make() -> str:
        with noting() as reads:
            note({"penger": 1})
        assert reads == {"penger": 1}
        return "svar"

    things.memory.answer("a", things.states.get, make)
    things.states["penger"] = 2
    assert things.holds("a")
    # Outside every answer nobody listens.
    note({"penger": 1})


def test_an_accident_is_not_kept_and_neither_is_what_holds_it(things: Things) -> None:
    def accident() -> str:
        unkept()
        things.made.append("uhell")
        return "uhell"

    def inner() -> object:
        return things.memory.answer("indre", things.states.get, accident)

    for _ in range(2):
        assert things.memory.answer("ytre", things.states.get, inner) == "uhell"
    assert things.made == ["uhell", "uhell"]
    assert not things.holds("ytre")
    things.ask("a", 1, (ONCE,))
    assert not things.holds("a")


def test_an_error_is_passed_on_and_nothing_is_kept(things: Things) -> None:
    def broken() -> object:
        raise ValueError("feil")

    with pytest.raises(ValueError, match="feil"):
        things.memory.answer("a", things.states.get, broken)
    assert not things.holds("a")
    assert things.ask("a", 1) == 1
    assert things.memory._making == {}


def test_the_longest_unasked_are_thrown_out_when_there_is_no_room() -> None:
    things = Things(most_bytes=100 * KB)
    things.ask("a", bytes(40 * KB))
    things.ask("b", bytes(40 * KB))
    things.ask("a")
    things.ask("c", bytes(40 * KB))
    assert (things.holds("a"), things.holds("b"), things.holds("c")) == (True, False, True)
    assert things.memory._size == 80 * KB


def test_one_answer_is_kept_however_large_it_is() -> None:
    things = Things(most_bytes=100 * KB)
    things.ask("a", bytes(10 * KB))
    things.ask("stor", bytes(500 * KB))
    assert (things.holds("a"), things.holds("stor")) == (False, True)
    things.ask("b", bytes(10 * KB))
    assert (things.holds("stor"), things.holds("b")) == (False, True)


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (3, 8 * KB),
        ("kort", 8 * KB),
        (bytes(9 * KB), 9 * KB),
        (
            pd.DataFrame({"a": range(10_000)}),
            pd.DataFrame({"a": range(10_000)}).memory_usage(deep=True).sum(),
        ),
    ],
)
def test_a_value_is_weighed(things: Things, value: object, size: int) -> None:
    things.ask("a", value)
    assert things.memory._size == size


def test_a_question_keeps_its_newest_64_states(things: Things) -> None:
    for day in range(65):
        things.states["dag"] = day
        things.ask("a", day, ("dag",))
    things.states["dag"] = 0
    assert not things.holds("a")
    for day in range(1, 65):
        things.states["dag"] = day
        assert things.holds("a")
    assert things.memory._size == 64 * 8 * KB


def test_an_answer_thrown_out_while_it_is_found_is_still_given() -> None:
    things = Things(most_bytes=20 * KB)
    things.ask("a", "svar", ("penger",))

    def state(_name: Hashable) -> Hashable:
        # Another thread fills the memory just as this one looks.
        things.ask("b", bytes(20 * KB))
        return None

    assert things.memory.answer("a", state, lambda: "ny") == "svar"
    assert not things.holds("a")


def test_many_threads_wait_for_one_making(things: Things) -> None:
    readers = 20
    ready, waiting = Barrier(readers), Event()

    def make() -> object:
        things.made.append("a")
        # So long that the others have come to wait for it.
        waiting.wait(timeout=0.2)
        note({"penger": None})
        return object()

    def ask(_reader: int) -> tuple[object, dict[Hashable, Hashable]]:
        ready.wait()
        with noting() as reads:
            answer = things.memory.answer("a", things.states.get, make)
        return answer, dict(reads)

    with ThreadPoolExecutor(readers) as threads:
        found = list(threads.map(ask, range(readers)))
    assert things.made == ["a"]
    assert len({id(answer) for answer, _ in found}) == 1
    assert all(reads == {"penger": None} for _, reads in found)
    assert things.memory._making == {}


def test_one_thread_may_ask_the_same_again_while_it_makes_it(things: Things) -> None:
    def make() -> object:
        return things.ask("a", "innerst")

    assert things.memory.answer("a", things.states.get, make) == "innerst"


def test_another_question_does_not_wait(things: Things) -> None:
    asked = Event()

    def make() -> str:
        # Ends only when the other question has been answered.
        assert asked.wait(timeout=30)
        return "a"

    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(things.memory.answer, "a", things.states.get, make)
        assert things.ask("b", "b") == "b"
        asked.set()
        assert first.result() == "a"
