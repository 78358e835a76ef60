/* Where the reader was, when an address draws the page anew.
 *
 * The renderer gives each part of an answered page a new key, so React takes the old elements out and the
 * focus falls to the body. When the address changes on the same page we note what had the focus, where it
 * stood in the window and what was folded out. When those are taken out of the document, what came in their
 * place gets the focus, the place in the window and the folding. A move to another page is not ours: there
 * the heading gets the focus (`Head` in planhjul.js).
 *
 * A button pressed while the page is on its way would be answered to a button that is gone, and the answer lost:
 * whoever writes in a field and presses the button at once does just that. Such a press waits for its page. */
(function () {
  "use strict";
  // A part may come a moment after the page around it.
  const PATIENCE_MS = 400;
  // Addresses on the same page → what the reader left them by: the way back when what had the focus is gone.
  const leftBy = new Map();
  let shown = { path: location.pathname, address: address() };
  let focus = null;
  let folded = [];
  let waiting = 0;
  // The heading of the page that is about to be replaced, and the button that was pressed meanwhile.
  const LONGEST_WAIT_MS = 4000;
  let leaving = null;
  let pressed = null;

  function address() {
    const query = new URLSearchParams(location.search);
    query.sort();
    return location.pathname + "?" + query;
  }

  /* What an element says; of a summary without the numbers, which change with the view. */
  function words(element) {
    const said = (element.getAttribute("aria-label") || element.textContent).trim();
    return element.tagName === "SUMMARY" ? said.replace(/[\d\s.,\u2212%-]+/g, " ") : said;
  }

  function saying(scope, tag, said) {
    return Array.from(scope.querySelectorAll(tag)).filter((other) => words(other) === said);
  }

  /* What finds an element again: its id, or what it says inside the nearest id; and the headings it is under. */
  function markOf(element) {
    const headings = [];
    for (let part = element.closest("section"); part; part = part.parentElement.closest("section")) {
      const heading = part.querySelector("h2, h3");
      if (heading) headings.push(words(heading));
    }
    if (element.id) return { id: element.id, headings };
    const scope = element.parentElement.closest("[id]");
    const said = words(element);
    const place = saying(scope, element.tagName, said).indexOf(element);
    return { id: scope.id, tag: element.tagName, said, place, headings };
  }

  function find(mark) {
    const scope = mark && document.getElementById(mark.id);
    if (!scope || !mark.tag) return scope || null;
    const found = saying(scope, mark.tag, mark.said);
    return found[Math.min(mark.place, found.length - 1)] || null;
  }

  function headingOf(mark) {
    const all = Array.from(document.querySelectorAll("main h2, main h3"));
    const near = mark.headings.map((said) => all.find((heading) => words(heading) === said)).find(Boolean);
    return near || document.querySelector("main h1");
  }

  function foldOut(element) {
    for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  }

  function held(element, mark) {
    const region = element.closest(".ph-scroll");
    const scrolled = region && [region.scrollLeft, region.scrollTop];
    return { element, mark, scrolled, top: element.getBoundingClientRect().top };
  }

  function note() {
    clearTimeout(waiting);
    waiting = 0;
    const before = shown;
    shown = { path: location.pathname, address: address() };
    const active = document.activeElement;
    focus = null;
    folded = [];
    if (before.path !== shown.path) return;
    if (before.address !== shown.address) leave();
    folded = Array.from(document.querySelectorAll("main details[open] > summary"), (element) => ({
      element,
      mark: markOf(element),
    }));
    if (active === document.body || !active.closest(".ph-shell")) return;
    focus = held(active, markOf(active));
    leftBy.set(before.address, focus.mark);
  }

  function give(element) {
    const { scrolled, top } = focus;
    focus = { element, mark: markOf(element), scrolled: null, top: null };
    foldOut(element);
    if (/^H\d$/.test(element.tagName)) element.setAttribute("tabindex", "-1");
    const region = element.closest(".ph-scroll");
    if (region && scrolled) [region.scrollLeft, region.scrollTop] = scrolled;
    element.focus({ preventScroll: top !== null });
    // The page above it may have grown or shrunk: it stays where the reader's eyes are. After that they scroll.
    if (top !== null)
      window.scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function lost() {
    return focus && !focus.element.isConnected && document.activeElement === document.body;
  }

  function giveUp() {
    waiting = 0;
    if (!lost()) return;
    const back = find(focus.mark) || find(leftBy.get(shown.address));
    if (!back) focus.top = null;
    const place = back || headingOf(focus.mark);
    if (place) give(place);
  }

  function leave() {
    const heading = document.querySelector("main h1");
    leaving = heading;
    setTimeout(() => {
      if (leaving !== heading) return;
      leaving = null;
      pressAgain();
    }, LONGEST_WAIT_MS);
  }

  function pressAgain() {
    const button = pressed && document.getElementById(pressed);
    pressed = null;
    if (button) button.click();
  }

  function hold(event) {
    const button = leaving && leaving.isConnected && event.target.closest("main button[id]");
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = button.id;
  }

  function look() {
    if (leaving && !leaving.isConnected) {
      leaving = null;
      // The renderer ties the new button to its callback after it has stood for a moment.
      setTimeout(pressAgain, 0);
    }
    folded
      .filter((one) => !one.element.isConnected)
      .forEach((one) => {
        const summary = find(one.mark);
        if (!summary) return;
        one.element = summary;
        foldOut(summary);
      });
    if (!lost()) return;
    const found = find(focus.mark);
    if (found) give(found);
    else if (!waiting) waiting = setTimeout(giveUp, PATIENCE_MS);
  }

  // Both come before the server has answered, so the old page still stands.
  window.addEventListener("_dashprivate_pushstate", note);
  window.addEventListener("popstate", () => {
    note();
    const opener = leftBy.get(shown.address);
    if (focus && opener) focus = { element: focus.element, mark: opener, scrolled: null, top: null };
  });
  document.addEventListener("click", hold, true);
  document.addEventListener("pointerdown", () => (focus = null), true);
  document.addEventListener("focusin", (event) => {
    if (!focus || event.target === focus.element) return;
    focus = { element: event.target, mark: markOf(event.target), scrolled: null, top: null };
  });
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();
