/* The page's own word that it stands still: `<html data-ready="n">`, for whoever drives a browser.
 *
 * The mark is there when the renderer knows the address, every callback has been answered (those that answers
 * set off as well) and every chart is drawn; it is away while something is on its way. `n` counts how many times
 * the page has come to rest, so that one can wait for the rest that follows a press. */
(function () {
  "use strict";
  // What is done when an answer has been drawn (focus, scrolling to what was chosen) takes a frame or two.
  const STILL_FRAMES = 3;
  // The id of the component that holds the address (dashboards/ids.py).
  const ADDRESS = "adresse";
  const root = document.documentElement;
  let store = null;
  let rests = 0;
  let still = 0;
  let watching = false;

  function waits() {
    const { appLifecycle, callbacks } = store.getState();
    if (appLifecycle !== "HYDRATED") return true;
    const known = window.dash_component_api.getLayout(ADDRESS).props;
    if (known.pathname !== location.pathname || known.search !== location.search) return true;
    const { stored, completed, ...unanswered } = callbacks;
    return Object.values(unanswered).some((those) => those.length > 0);
  }

  function look() {
    still = waits() || document.querySelector(".dash-graph--pending") ? 0 : still + 1;
    watching = still < STILL_FRAMES;
    if (watching) requestAnimationFrame(look);
    else root.dataset.ready = String(++rests);
  }

  function changed() {
    if (!waits()) return;
    delete root.dataset.ready;
    still = 0;
    if (watching) return;
    watching = true;
    requestAnimationFrame(look);
  }

  function begin() {
    store = (window.dash_stores || [])[0];
    if (!store) {
      requestAnimationFrame(begin);
      return;
    }
    store.subscribe(changed);
    changed();
    window.addEventListener("_dashprivate_pushstate", changed);
    window.addEventListener("popstate", changed);
  }

  begin();
})();
