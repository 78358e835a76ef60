"""Labels never cross, numbers never touch, and the scale is round."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from planhjul.figures.room.labels import Flag, flags, spread, steps


def test_close_events_step_down_and_far_ones_stand_at_the_top() -> None:
    placed = flags([(100, 200), (150, 200), (160, 200), (700, 200)], 1000)
    assert [flag.row for flag in placed] == [0, 1, 2, 0]
    assert all(flag.left == flag.x for flag in placed)


def test_a_label_that_would_leave_the_paper_turns_to_the_left() -> None:
    [first, last] = flags([(100, 200), (950, 200)], 1000)
    assert (first.left, first.right) == (100, 300)
    assert (last.left, last.right, last.row) == (750, 950, 0)


def test_a_label_without_room_stands_lowest() -> None:
    placed = flags([(800, 190), (900, 200)], 1000)
    assert [flag.row for flag in placed] == [0, 1]
    assert Flag(800, 800, 990, 0).crosses(placed[1])


@given(st.lists(st.integers(0, 700), min_size=1, max_size=8).map(sorted))
def test_labels_with_room_to_the_right_never_cross(places: list[int]) -> None:
    placed = flags([(place, 300) for place in places], 1000)
    assert not any(one.crosses(other) for one, other in combinations(placed, 2))


@given(st.lists(st.floats(0, 300), max_size=8).map(sorted))
def test_numbers_keep_their_distance_and_order(wanted: list[float]) -> None:
    places = spread(wanted, 25, 0, 300)
    assert len(places) == len(wanted)
    assert all(b - a >= 25 - 1e-6 for a, b in pairwise(places))
    assert all(place <= 300 for place in places)


def test_the_steps_are_round() -> None:
    assert steps(13_800_000_000, 4) == (0, 5_000_000_000, 10_000_000_000)
    assert steps(0, 4) == (0,)
    assert steps(-5, 4) == (0,)


@given(st.integers(1, 10**14), st.integers(1, 6))
def test_there_are_never_too_many_steps(top: int, most: int) -> None:
    found = steps(top, most)
    assert found[0] == 0
    assert len(found) <= most + 1
    assert found[-1] <= top
