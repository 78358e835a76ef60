/* Own components: native HTML controls as small Dash components, without a build step.
 *
 * Every field has `value` (what stands there) and `changes` (a counter the user's changes add to).
 * A field with `address` writes its value into the page address instead of asking the server: the
 * address is the view, so a link opens the same view for somebody else and the back button works. */
(function () {
  "use strict";
  const React = window.React;
  const h = React.createElement;

  function navigate(href) {
    if (href === location.pathname + location.search) return;
    history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function writeAddress(props, value) {
    if (!props.address) return;
    const query = new URLSearchParams(location.search);
    (props.clears || []).forEach((name) => query.delete(name));
    if (value === "" || value === null || value === undefined) query.delete(props.address);
    else query.set(props.address, value);
    const text = query.toString().replace(/%2C/g, ",");
    navigate(location.pathname + (text ? "?" + text : ""));
  }

  function report(props, changed, addressValue) {
    props.setProps(Object.assign({ changes: (props.changes || 0) + 1 }, changed));
    writeAddress(props, addressValue === undefined ? changed.value : addressValue);
  }

  function describedBy(id, props, error) {
    const ids = [props.hint && id + "-hint", error && id + "-error"].filter(Boolean);
    return ids.length ? ids.join(" ") : undefined;
  }

  function Field(id, props, error, control) {
    return h(
      "div",
      { className: "ph-field" + (error ? " ph-field--error" : "") },
      h("label", { htmlFor: id, className: "ph-label" }, props.label),
      props.hint ? h("p", { id: id + "-hint", className: "ph-hint" }, props.hint) : null,
      control,
      error ? h("p", { id: id + "-error", className: "ph-error", role: "alert" }, error) : null,
    );
  }

  function Group(props, body) {
    const hint = props.hint ? props.id + "-hint" : undefined;
    return h(
      "fieldset",
      { className: "ph-group", id: props.id, "aria-describedby": hint },
      h("legend", { className: "ph-label" }, props.label),
      props.hint ? h("p", { id: hint, className: "ph-hint" }, props.hint) : null,
      h("div", { className: "ph-group__options" }, body),
    );
  }

  function Select(props) {
    const options = (props.options || []).map((o) => h("option", { key: o[0], value: o[0] }, o[1]));
    return Field(
      props.id,
      props,
      props.error,
      h(
        "select",
        {
          id: props.id,
          className: "ph-input ph-select",
          value: props.value || "",
          "aria-describedby": describedBy(props.id, props, props.error),
          "aria-invalid": props.error ? true : undefined,
          onChange: (event) => report(props, { value: event.target.value }),
        },
        options,
      ),
    );
  }

  /* What was typed lives here until the user leaves the field or presses Enter. */
  function useDraft(shown) {
    const [draft, setDraft] = React.useState(shown);
    React.useEffect(() => setDraft(shown), [shown]);
    return [draft, setDraft];
  }

  function TextField(props) {
    const [draft, setDraft] = useDraft(props.value || "");
    const commit = () => draft !== (props.value || "") && report(props, { value: draft });
    const input = h(props.multiline ? "textarea" : "input", {
      id: props.id,
      className: "ph-input" + (props.numeric ? " ph-input--number" : ""),
      type: props.multiline ? undefined : "text",
      inputMode: props.numeric ? "decimal" : undefined,
      autoComplete: "off",
      rows: props.multiline ? 4 : undefined,
      value: draft,
      "aria-describedby": describedBy(props.id, props, props.error),
      "aria-invalid": props.error ? true : undefined,
      onChange: (event) => setDraft(event.target.value),
      onBlur: commit,
      onKeyDown: (event) => event.key === "Enter" && !props.multiline && commit(),
    });
    const unit = h("span", { className: "ph-unit", "aria-hidden": true }, props.unit);
    return Field(props.id, props, props.error, props.unit ? h("div", { className: "ph-with-unit" }, input, unit) : input);
  }

  function shownDate(iso) {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso || "");
    return parts ? parts[3] + "." + parts[2] + "." + parts[1] : "";
  }

  /* The ISO date of dd.mm.åååå (also d.m.åå), "" when nothing stands there, null when it is no date. */
  function isoDate(typed) {
    if (!typed.trim()) return "";
    const parts = /^\s*(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4}|\d{2})\s*$/.exec(typed);
    if (!parts) return null;
    const year = parts[3].length === 2 ? 2000 + Number(parts[3]) : Number(parts[3]);
    const found = new Date(Date.UTC(year, Number(parts[2]) - 1, Number(parts[1])));
    if (found.getUTCDate() !== Number(parts[1]) || found.getUTCMonth() !== Number(parts[2]) - 1) return null;
    return year < 1900 || year > 2200 ? null : found.toISOString().slice(0, 10);
  }

  function DateField(props) {
    const [draft, setDraft] = useDraft(shownDate(props.value));
    const [wrong, setWrong] = React.useState(false);
    React.useEffect(() => setWrong(false), [props.value]);
    const commit = () => {
      const iso = isoDate(draft);
      setWrong(iso === null);
      if (iso === null) return;
      setDraft(shownDate(iso));
      if (iso !== (props.value || "")) report(props, { value: iso });
    };
    const error = wrong ? props.not_a_date : props.error;
    return Field(
      props.id,
      props,
      error,
      h("input", {
        id: props.id,
        className: "ph-input ph-input--date",
        type: "text",
        autoComplete: "off",
        placeholder: props.pattern,
        value: draft,
        "aria-describedby": describedBy(props.id, props, error),
        "aria-invalid": error ? true : undefined,
        onChange: (event) => setDraft(event.target.value),
        onBlur: commit,
        onKeyDown: (event) => event.key === "Enter" && commit(),
      }),
    );
  }

  const DAY_MS = 86400000;

  /* With `first_day` the slider runs over days: it counts from that day, and the value is an ISO date. */
  function RangeField(props) {
    const first = props.first_day ? Date.parse(props.first_day) : null;
    const place = first === null ? props.value : Math.round((Date.parse(props.value) - first) / DAY_MS);
    const [draft, setDraft] = useDraft(place);
    const day = first === null ? "" : new Date(first + draft * DAY_MS).toISOString().slice(0, 10);
    const commit = () => draft !== place && report(props, { value: day || draft });
    // Who holds an arrow key is not there yet: the place is told when the key has been still for a moment.
    const waiting = React.useRef(0);
    React.useEffect(() => () => clearTimeout(waiting.current), [draft]);
    const settle = () => {
      clearTimeout(waiting.current);
      waiting.current = setTimeout(commit, 250);
    };
    const written = day ? shownDate(day) : new Intl.NumberFormat("nb-NO").format(draft);
    const shown = props.shown ? props.shown.replace("{value}", written) : written;
    return Field(
      props.id,
      props,
      props.error,
      h(
        "div",
        { className: "ph-range" },
        h("input", {
          id: props.id,
          type: "range",
          min: props.low,
          max: props.high,
          step: props.step,
          value: draft,
          "aria-valuetext": shown,
          "aria-describedby": describedBy(props.id, props, props.error),
          onChange: (event) => setDraft(Number(event.target.value)),
          onPointerUp: commit,
          onKeyUp: settle,
          onBlur: commit,
        }),
        h("output", { htmlFor: props.id }, shown),
      ),
    );
  }

  function Choice(kind, props, option, checked, onChange) {
    const id = props.id + "-" + option[0];
    return h(
      "div",
      { className: "ph-choice", key: option[0] },
      h("input", { id, type: kind, name: props.id, value: option[0], checked, onChange }),
      h("label", { htmlFor: id }, option[1]),
    );
  }

  function RadioGroup(props) {
    return Group(
      props,
      (props.options || []).map((option) =>
        Choice("radio", props, option, option[0] === props.value, () => report(props, { value: option[0] })),
      ),
    );
  }

  function toggled(list, key, on) {
    const rest = (list || []).filter((other) => other !== key);
    return on ? rest.concat([key]) : rest;
  }

  function Checkbox(props) {
    return h(
      "div",
      { className: "ph-field" },
      h(
        "div",
        { className: "ph-choice" },
        h("input", {
          id: props.id,
          type: "checkbox",
          checked: Boolean(props.value),
          "aria-describedby": describedBy(props.id, props),
          onChange: (event) =>
            report(props, { value: event.target.checked }, event.target.checked ? props.on : ""),
        }),
        h("label", { htmlFor: props.id }, props.label),
      ),
      props.hint ? h("p", { id: props.id + "-hint", className: "ph-hint" }, props.hint) : null,
    );
  }

  function Link(props) {
    const plain = (event) =>
      !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    return h(
      "a",
      {
        id: props.id,
        href: props.href,
        className: props.className,
        "aria-current": props.current ? "page" : undefined,
        onClick: (event) => {
          if (!plain(event)) return;
          event.preventDefault();
          navigate(props.href);
        },
      },
      props.children,
    );
  }

  function Tabs(props) {
    const keys = props.keys || [];
    const selected = keys.includes(props.value) ? props.value : keys[0];
    const panels = React.Children.toArray(props.children);
    const choose = (key) => {
      report(props, { value: key });
      document.getElementById(props.id + "-tab-" + key).focus();
    };
    const onKeyDown = (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = keys.indexOf(selected);
      if (step) choose(keys[(at + step + keys.length) % keys.length]);
      else if (event.key === "Home") choose(keys[0]);
      else if (event.key === "End") choose(keys[keys.length - 1]);
      else return;
      event.preventDefault();
    };
    const tab = (key, index) =>
      h(
        "button",
        {
          key,
          id: props.id + "-tab-" + key,
          type: "button",
          role: "tab",
          className: "ph-tab",
          "aria-selected": key === selected,
          "aria-controls": props.id + "-panel-" + key,
          tabIndex: key === selected ? 0 : -1,
          onClick: () => choose(key),
          onKeyDown,
        },
        props.labels[index],
      );
    const panel = (key, index) =>
      h(
        "div",
        {
          key,
          id: props.id + "-panel-" + key,
          role: "tabpanel",
          className: "ph-tabpanel",
          "aria-labelledby": props.id + "-tab-" + key,
          hidden: key !== selected,
        },
        panels[index],
      );
    return h(
      "div",
      { className: "ph-tabs", id: props.id },
      h("div", { role: "tablist", "aria-label": props.label, className: "ph-tablist" }, keys.map(tab)),
      keys.map(panel),
    );
  }

  function Dialog(props) {
    const box = React.useRef(null);
    React.useEffect(() => {
      if (props.open && !box.current.open) box.current.showModal();
      if (!props.open && box.current.open) box.current.close();
    }, [props.open]);
    return h(
      "dialog",
      {
        id: props.id,
        ref: box,
        className: "ph-dialog",
        "aria-labelledby": props.id + "-title",
        onClose: () => props.open && props.setProps({ open: false }),
      },
      h("h2", { id: props.id + "-title" }, props.label),
      props.children,
      h(
        "button",
        { type: "button", className: "ph-button ph-button--secondary", onClick: () => box.current.close() },
        props.close_label,
      ),
    );
  }

  function FileDrop(props) {
    const [over, setOver] = React.useState(false);
    const [error, setError] = React.useState("");
    const input = React.useRef(null);
    const take = (files) => {
      const file = files && files[0];
      if (!file) return;
      if (file.size > props.max_bytes) {
        setError(props.too_big.replace("{file}", file.name));
        return;
      }
      setError("");
      const reader = new FileReader();
      reader.onload = () => {
        const content = String(reader.result);
        report(props, { name: file.name, content: content.slice(content.indexOf(",") + 1) });
      };
      reader.onerror = () => setError(props.unreadable.replace("{file}", file.name));
      reader.readAsDataURL(file);
    };
    const drop = (event) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files);
    };
    return h(
      "div",
      {
        className: "ph-drop" + (over ? " ph-drop--over" : ""),
        onDragOver: (event) => {
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
      },
      h("label", { htmlFor: props.id, className: "ph-drop__label" }, props.label),
      h("p", { className: "ph-hint", id: props.id + "-hint" }, props.hint),
      h("input", {
        id: props.id,
        ref: input,
        className: "ph-drop__input",
        type: "file",
        accept: props.accept,
        "aria-describedby": props.id + "-hint" + (error ? " " + props.id + "-error" : ""),
        onChange: (event) => {
          take(event.target.files);
          event.target.value = "";
        },
      }),
      h(
        "button",
        {
          type: "button",
          tabIndex: -1,
          "aria-hidden": true,
          className: "ph-button ph-button--primary ph-drop__button",
          onClick: () => input.current.click(),
        },
        props.button_label,
      ),
      props.name ? h("p", { className: "ph-drop__name" }, props.name) : null,
      error ? h("p", { id: props.id + "-error", className: "ph-error", role: "alert" }, error) : null,
    );
  }

  const order = new Intl.Collator("nb", { numeric: true });

  function sortRows(rows, sort) {
    if (!sort) return rows;
    const sign = sort.direction === "descending" ? -1 : 1;
    const value = (row) => {
      const cell = row.cells[sort.key] || {};
      return cell.s === null || cell.s === undefined ? cell.t || "" : cell.s;
    };
    const compare = (a, b) => {
      if ((a.tone === "total") !== (b.tone === "total")) return a.tone === "total" ? 1 : -1;
      const x = value(a);
      const y = value(b);
      return sign * (typeof x === "number" && typeof y === "number" ? x - y : order.compare(String(x), String(y)));
    };
    return rows.slice().sort(compare);
  }

  /* A region is a tab stop only when it really scrolls. */
  function useScrolls(drawn) {
    const region = React.useRef(null);
    const [scrolls, setScrolls] = React.useState(false);
    React.useEffect(() => {
      if (!drawn) return undefined;
      const look = () => setScrolls(region.current.scrollWidth > region.current.clientWidth + 1);
      const observer = new ResizeObserver(look);
      observer.observe(region.current);
      observer.observe(region.current.firstChild);
      return () => observer.disconnect();
    }, [drawn]);
    return [region, scrolls];
  }

  function CellContent(props, cell) {
    const sub = cell.sub ? h("span", { className: "ph-table__sub" }, cell.sub) : null;
    let main = cell.t;
    if (cell.a)
      main = h(
        "button",
        {
          type: "button",
          className: "ph-button ph-button--link",
          "aria-label": cell.l,
          onClick: () => props.setProps({ pressed: cell.a, presses: (props.presses || 0) + 1 }),
        },
        cell.t,
      );
    else if (cell.h && cell.x) main = h("a", { href: cell.h, className: "ph-link", rel: "noreferrer" }, cell.t);
    else if (cell.h) main = h(Link, { href: cell.h, className: "ph-link" }, cell.t);
    return h(React.Fragment, null, main, sub);
  }

  function HeaderCell(props, column, sort, setSort) {
    const direction = sort && sort.key === column.key ? sort.direction : undefined;
    const next = direction === "ascending" ? "descending" : "ascending";
    const content =
      column.sortable && props.sortable
        ? h(
            "button",
            { type: "button", className: "ph-table__sort", onClick: () => setSort({ key: column.key, direction: next }) },
            column.label,
            h("span", { "aria-hidden": true, className: "ph-table__arrow" }, { ascending: "▲", descending: "▼" }[direction] || "↕"),
          )
        : column.label;
    const style = column.width ? { minWidth: column.width } : undefined;
    return h("th", { key: column.key, scope: "col", "aria-sort": direction, className: "ph-cell--" + column.kind, style }, content);
  }

  function DataTable(props) {
    const [sort, setSort] = React.useState(null);
    const [group, setGroup] = React.useState(((props.filters || [])[0] || [""])[0]);
    const columns = props.columns || [];
    const all = props.rows || [];
    const drawn = all.length > 0 || !props.empty;
    const [region, scrolls] = useScrolls(drawn);
    const chosen = (props.filters || []).some((filter) => filter[0] === group) ? group : "";
    const marked = all.find((row) => row.tone === "chosen");
    React.useEffect(() => {
      if (!marked) return;
      // A row that was chosen elsewhere must be seen: no filter may hide it, and its own region scrolls to it.
      if (chosen && marked.group !== chosen) setGroup("");
      const frame = region.current;
      const row = frame && frame.querySelector(".ph-row--chosen");
      if (row) frame.scrollTop = row.offsetTop - (frame.clientHeight - row.offsetHeight) / 2;
    }, [marked && marked.key, chosen]);
    const rows = sortRows(chosen ? all.filter((row) => row.group === chosen) : all, sort);
    const select = (row, on) => {
      const selected = toggled(props.selected, row.key, on);
      props.setProps({ selected, changes: (props.changes || 0) + 1 });
      writeAddress(props, selected.join(","));
    };
    const picker = (row) =>
      h(
        "td",
        { className: "ph-cell--pick" },
        row.key
          ? h("input", {
              type: "checkbox",
              "aria-label": props.select_label + ": " + ((row.cells[columns[0].key] || {}).t || row.key),
              checked: (props.selected || []).includes(row.key),
              onChange: (event) => select(row, event.target.checked),
            })
          : null,
      );
    const body = rows.map((row, index) =>
      h(
        "tr",
        { key: row.key || index, className: row.tone ? "ph-row--" + row.tone : undefined },
        props.select_label ? picker(row) : null,
        columns.map((column, place) => {
          const cell = row.cells[column.key] || { t: "" };
          const className = "ph-cell--" + column.kind + (cell.tone ? " ph-tone--" + cell.tone : "");
          return h(place === 0 ? "th" : "td", { key: column.key, scope: place === 0 ? "row" : undefined, className }, CellContent(props, cell));
        }),
      ),
    );
    const filters = (props.filters || []).map((filter) =>
      h(
        "button",
        {
          key: filter[0],
          type: "button",
          className: "ph-pill",
          "aria-pressed": chosen === filter[0],
          onClick: () => setGroup(filter[0]),
        },
        filter[1],
      ),
    );
    const table = h(
      "table",
      { className: "ph-table" + (props.compact ? " ph-table--compact" : "") },
      h("caption", { className: props.caption_hidden ? "ph-hidden" : undefined }, props.caption),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          props.select_label ? h("th", { scope: "col", className: "ph-cell--pick" }, props.select_label) : null,
          columns.map((column) => HeaderCell(props, column, sort, setSort)),
        ),
      ),
      h("tbody", null, body),
    );
    if (!drawn) return h("p", { id: props.id, className: "ph-hint" }, props.empty);
    const empty = props.empty && !rows.length ? h("p", { className: "ph-hint" }, props.empty) : null;
    return h(
      "div",
      { id: props.id, className: "ph-table-block" },
      filters.length ? h("div", { className: "ph-pills", role: "group", "aria-label": props.filter_label }, filters) : null,
      h(
        "div",
        { ref: region, className: "ph-scroll", role: scrolls ? "region" : undefined, "aria-label": scrolls ? props.caption : undefined, tabIndex: scrolls ? 0 : undefined },
        table,
      ),
      empty,
    );
  }

  function Svg(props) {
    const box = React.useRef(null);
    React.useEffect(() => {
      box.current.querySelectorAll("[data-key]").forEach((mark) => {
        mark.classList.toggle("ph-selected", mark.getAttribute("data-key") === props.selected);
      });
    }, [props.selected, props.markup]);
    const choose = (event) => {
      const mark = event.target.closest("[data-key]");
      if (!mark) return;
      event.preventDefault();
      props.setProps({ selected: mark.getAttribute("data-key"), selections: (props.selections || 0) + 1 });
    };
    return h("div", {
      id: props.id,
      ref: box,
      className: "ph-svg",
      role: "group",
      "aria-label": props.label,
      onClick: choose,
      onKeyDown: (event) => (event.key === "Enter" || event.key === " ") && choose(event),
      dangerouslySetInnerHTML: { __html: props.markup },
    });
  }

  /* Paper cannot be clicked: what must stand there is folded out while it is printed. */
  const foldedOut = new Set();
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".ph-room details:not([open])").forEach((part) => {
      foldedOut.add(part);
      part.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    foldedOut.forEach((part) => (part.open = false));
    foldedOut.clear();
  });

  const THEME = "planhjul-fargevalg";

  function ThemeToggle(props) {
    const root = document.documentElement;
    const system = window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const [theme, setTheme] = React.useState(root.dataset.colorScheme || system);
    const dark = theme === "dark";
    const flip = () => {
      const next = dark ? "light" : "dark";
      root.dataset.colorScheme = next;
      localStorage.setItem(THEME, next);
      setTheme(next);
    };
    return h(
      "button",
      { id: props.id, type: "button", className: "ph-theme", "aria-pressed": dark, onClick: flip },
      h("span", { "aria-hidden": true }, dark ? "☾" : "☀"),
      " ",
      props.label,
    );
  }

  /* The page's name in the browser, and the focus on its heading after a move from another page. */
  function Head(props) {
    const before = React.useRef(null);
    React.useEffect(() => {
      if (props.title) document.title = props.title;
    }, [props.title]);
    React.useEffect(() => {
      if (props.lang) document.documentElement.lang = props.lang;
    }, [props.lang]);
    React.useEffect(() => {
      if (!props.path) return;
      if (before.current && before.current !== props.path) {
        window.scrollTo(0, 0);
        requestAnimationFrame(() => {
          const heading = document.querySelector("main h1");
          if (heading) heading.focus({ preventScroll: true });
        });
      }
      before.current = props.path;
    }, [props.path]);
    return null;
  }

  // Token → the regions that show it. An address draws the page anew, so a region cannot know this itself.
  const revealed = new Map();
  const FORGOTTEN_MS = 2000;

  /* Scrolls to itself when its token is one the page did not show before: what was just chosen is seen. */
  function Reveal(props) {
    const box = React.useRef(null);
    React.useEffect(() => {
      if (!props.token) return undefined;
      const key = location.pathname + " " + props.token;
      const regions = revealed.get(key) || 0;
      revealed.set(key, regions + 1);
      // After focus.js, which keeps what has the focus where it stood while the page is drawn anew.
      const show = () => {
        if (!box.current) return;
        const tall = box.current.clientHeight > window.innerHeight;
        box.current.scrollIntoView({ block: tall ? "start" : "nearest" });
      };
      if (!regions) requestAnimationFrame(() => requestAnimationFrame(show));
      return () =>
        setTimeout(() => {
          const left = revealed.get(key) - 1;
          if (left) revealed.set(key, left);
          else revealed.delete(key);
        }, FORGOTTEN_MS);
    }, [props.token]);
    return h("div", { id: props.id, ref: box, "aria-live": "polite" }, props.children);
  }

  function Placeholder() {
    return null;
  }

  window.planhjul = {
    Select,
    TextField,
    DateField,
    RangeField,
    RadioGroup,
    Checkbox,
    Link,
    Tabs,
    Dialog,
    FileDrop,
    DataTable,
    Svg,
    ThemeToggle,
    Head,
    Reveal,
    Placeholder,
  };
})();
