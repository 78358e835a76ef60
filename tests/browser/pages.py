"""The demo's pages in the states a reader meets, and the windows they are read in: one table for all checks.

A new page or state is a row here; `test_pages.py` loads it once and holds it in each of its windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboards.pages import PAGES

HEIGHTS: Final = {1920: 1080, 1280: 800, 360: 740, 320: 640}


@dataclass(frozen=True, slots=True)
class Look:
    """A window: its width in pixels and the colours its reader prefers."""

    width: int
    scheme: str = "light"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


PHONE, PHONE_DARK = Look(360), Look(360, "dark")
DESK, DESK_DARK = Look(1280), Look(1280, "dark")
PROJECTOR, PROJECTOR_DARK = Look(1920), Look(1920, "dark")
SMALLEST = Look(320)


@dataclass(frozen=True, slots=True)
class State:
    """A page as it stands at an address.

    Attributes:
        name: names its pictures.
        address: path and query.
        looks: the windows it is held in as it comes.
        folded: the windows it is held in with everything folded out.
        says: selectors of what a reader must see at once.
        empty: JavaScript functions that answer with what is wrong, nothing when all is well.
    """

    name: str
    address: str
    looks: tuple[Look, ...] = ()
    folded: tuple[Look, ...] = ()
    says: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The page, without what it is asked."""
        return self.address.partition("?")[0]


# Marks as the browser draws them, with months and years, but not phases, which stand in lanes of their own.
_OVERLAPS: Final = """() => {
  const found = [];
  for (const list of document.querySelectorAll('#arshjul-tegning [role=list]')) {
    const boxes = [...list.querySelectorAll('[data-key]')]
      .map(mark => [mark.dataset.key, mark.querySelector(':scope > circle, :scope > rect[rx="5"]')])
      .filter(([, shape]) => shape)
      .map(([key, shape]) => [key, shape.getBoundingClientRect()]);
    for (const name of list.parentElement.querySelectorAll('[aria-hidden] > text:not(:has(textPath))'))
      boxes.push([name.textContent, name.getBoundingClientRect()]);
    boxes.forEach(([key, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
      if (a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - .5 && b.top < a.bottom - .5)
        found.push(key + ' / ' + other);
    }));
  }
  return found;
}"""

# Words that reach outside the drawing, and names on phases longer than the path they follow.
_CUT: Final = """() => {
  const svg = document.querySelector('#arshjul-tegning svg');
  const whole = svg.getBoundingClientRect();
  const outside = [...svg.querySelectorAll('text')].filter(text => {
    const box = text.getBoundingClientRect();
    return box.left < whole.left - 1 || box.right > whole.right + 1 || box.bottom > whole.bottom + 1;
  });
  const cut = [...svg.querySelectorAll('textPath')].filter(name => {
    const path = svg.getElementById(name.getAttribute('href').slice(1));
    return name.getComputedTextLength() > path.getTotalLength();
  });
  return [...outside, ...cut].map(text => text.textContent);
}"""


def name_of(path: str) -> str:
    """What a page is called in the name of a picture."""
    return path.strip("/") or "naa"


def _as_it_comes(path: str) -> State:
    looks = (DESK, DESK_DARK, PROJECTOR, PHONE_DARK, PHONE)
    return State(name_of(path), f"{path}?kommune=9901", looks, folded=(SMALLEST, DESK_DARK))


def _without_money(path: str) -> State:
    return State(f"{name_of(path)}-uten-penger", f"{path}?kommune=9902&per=2020-01-01", (DESK,))


def _wheel(name: str, query: str) -> State:
    empty = (_OVERLAPS,) if name == "liste" else (_OVERLAPS, _CUT)
    return State(
        f"arshjul-{name}",
        f"/arshjul?kommune=9901{query}",
        (DESK, PROJECTOR_DARK, PHONE, SMALLEST),
        empty=empty,
    )


_INCOME = "/inntekter?kommune=9901&aar=2027&versjon=direktorens_forslag"
_FORMS = "/budsjett?kommune=9901&aar=2027&versjon=direktorens_forslag"
_CLOSED = "/budsjett?kommune=9901&aar=2025&versjon=regnskap"
_ROOM = "/handlingsrom?kommune=9901&aar=2027"

STATES: Final = (
    *(_as_it_comes(page.path) for page in PAGES),
    *(_without_money(page.path) for page in PAGES),
    _wheel("hjul", ""),
    _wheel("periode", "&spenn=periode"),
    _wheel("tidslinje", "&vis=tidslinje"),
    _wheel("periode-tidslinje", "&spenn=periode&vis=tidslinje"),
    _wheel("liste", "&vis=liste"),
    State("inntekter-forslag", _INCOME, (PROJECTOR, PROJECTOR_DARK, PHONE_DARK, PHONE)),
    State(
        "inntekter-bak-tallet",
        f"{_INCOME}&klasse=fri_skatt&art=870&funksjon=800",
        (DESK, DESK_DARK, SMALLEST),
    ),
    State("budsjett-5-4", f"{_FORMS}&skjema=5-4", (PROJECTOR, PROJECTOR_DARK)),
    State("budsjett-5-5", f"{_FORMS}&skjema=5-5", (PHONE, PHONE_DARK)),
    State("budsjett-5-6", f"{_FORMS}&skjema=5-6", (DESK, DESK_DARK)),
    State("budsjett-5-9", f"{_CLOSED}&skjema=5-9", (DESK,), says=("#budsjett-oversikt",)),
    State(
        "budsjett-linje",
        f"{_CLOSED}&skjema=5-6&linje=lonn&art=010&funksjon=202",
        (PHONE,),
        says=("#budsjett-oversikt",),
    ),
    State(
        "oppfolging",
        "/budsjett?kommune=9901&vis=oppfolging&omrade=hjemmetjenester&gruppe=lonn",
        (DESK, PHONE_DARK),
        says=(
            "text=Til og med oktober 2026 har tjenesteområdene brukt",
            ":is(h2, h3):has-text('Artene bak: Hjemmetjenester, Lønnsutgifter')",
        ),
    ),
    State("handlingsrom-projektor", _ROOM, folded=(PROJECTOR,)),
    State("handlingsrom-tiltak", f"{_ROOM}&tiltak=SP05&dag=2026-09-01&lag=alt", folded=(DESK_DARK,)),
    State("handlingsrom-belop", f"{_ROOM}&belop=9000000&omrade=kultur&dag=2027-03-01", folded=(PHONE,)),
    State(
        "saksliste-onske",
        "/saksliste?kommune=9902&onske=Lys%20i%20l%C3%B8ypa&belop=200000&virkaar=2027",
        (PROJECTOR_DARK, DESK, PHONE_DARK),
        says=(
            "text=Ikke lagt på noen liste",
            "text=I 2025 reiste kommunedirektøren 147 av 150 saker",
        ),
    ),
    State(
        "forslag-scenario",
        "/forslag?kommune=9901&aar=2027&scenario=s1&fond=ja",
        (PROJECTOR, PROJECTOR_DARK, DESK, DESK_DARK, PHONE, PHONE_DARK),
        folded=(SMALLEST,),
    ),
    State(
        "maal-ett",
        "/maal?kommune=9901&aar=2027&mal=SD25/SD25-4.1",
        (PROJECTOR, DESK_DARK, PHONE),
        says=("#maal-detaljer h2:text-is('Kommunen har økonomisk handlefrihet')",),
    ),
)
