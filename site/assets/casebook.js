/* The casebook's own script: find, sort, open, copy. Everything is on the page without it; it works from a folder too. */
(() => {
  "use strict";

  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };

  /* Tables: a button in each heading that has data-sort. What is not known stays at the end. */

  function compare(a, b, kind, direction) {
    if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
    if (kind === "number") return direction * (parseFloat(a) - parseFloat(b));
    return direction * a.localeCompare(b, "en", { numeric: true, sensitivity: "base" });
  }

  /* What a cell is sorted by: what it says it is, else its day, else its words. */
  const sortedBy = (cell) => cell.dataset.value ?? cell.querySelector("time")?.dateTime
    ?? (cell.querySelector(".cb-unknown") ? "" : cell.textContent.trim());

  function sortable(table) {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 2) return;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = make("button", { type: "button", className: "cb-sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        const value = (row) => sortedBy(row.cells[column]);
        const rows = [...body.rows];
        rows.sort((a, b) => compare(value(a), value(b), head.dataset.sort, direction));
        body.append(...rows);
      });
    });
  }

  /* A table that fits keeps its heading under the page's; one that does not scrolls both ways in its own frame. */

  const frames = window.ResizeObserver && new ResizeObserver((seen) => seen.forEach(({ target }) => {
    const wide = target.scrollWidth > target.clientWidth + 1;
    target.classList.toggle("is-wide", wide);
    target.classList.toggle("is-whole", !wide);
    if (wide) target.tabIndex = 0; else target.removeAttribute("tabindex");
  }));

  /* Where there is no room for a list of contents beside the page, a folded one in it, after what comes first. */

  function contents(page) {
    const heads = all(page, "h2[id]");
    const first = page.querySelector(".cb-section");
    if (heads.length < 4 || !first) return;
    const lines = heads.filter((head) => first.contains(head) || first.compareDocumentPosition(head) & Node.DOCUMENT_POSITION_FOLLOWING).map((head) => make("li", {}, make("a", { href: `#${head.id}` }, head.textContent.trim())));
    const list = make("details", { className: "cb-jump" }, make("summary", {}, "On this page"), make("ul", { className: "cb-plain" }, ...lines));
    list.addEventListener("click", (event) => { if (event.target.closest("a")) list.open = false; });
    first.before(list);
  }

  /* Lists: search as you type. The address holds it, so it can be shared. */

  function finder(root) {
    const form = root.querySelector("[data-controls]");
    const items = all(root, "[data-item]");
    const search = form.elements.q;
    const result = root.querySelector("[data-result]");
    const empty = root.querySelector("[data-empty]");
    const whole = root.querySelector(".cb-parts") && result.textContent;
    const words = new Map(items.map((item) => [item, plain(item.dataset.words)]));

    function writeAddress() {
      const typed = search.value.trim();
      try {
        history.replaceState(history.state, "", location.pathname + (typed ? `?${new URLSearchParams({ find: typed })}` : "") + location.hash);
      } catch { /* a page opened from a folder may not change its address */ }
    }

    function update() {
      const terms = plain(search.value).split(/\s+/).filter(Boolean);
      items.forEach((item) => { item.hidden = !terms.every((term) => words.get(item).includes(term)); });
      const shown = items.filter((item) => !item.hidden).length;
      const noun = shown === 1 ? root.dataset.noun : root.dataset.nouns;
      const some = `${shown} of ${items.length} ${root.dataset.nouns}${whole ? " on this page" : ""}`;
      result.textContent = shown < items.length ? some : whole || `${shown} ${noun}`;
      empty.hidden = shown > 0 || items.length === 0;
      all(root, "[data-group]").forEach((group) => { group.hidden = !group.querySelector("[data-item]:not([hidden])"); });
      writeAddress();
    }

    form.hidden = false;
    result.tabIndex = -1;
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    all(root, "[data-clear]").forEach((button) => button.addEventListener("click", () => {
      search.value = "";
      update();
      search.focus();
    }));
    search.value = new URLSearchParams(location.search).get("find") ?? "";
    update();
  }

  /* References and identifiers: a button to copy each. Nothing to press where the browser cannot copy. */

  function copied(element) {
    const words = element.cloneNode(true);
    all(words, ".cb-vh").forEach((unseen) => unseen.remove());
    return words.textContent.replace(/\s+/g, " ").trim();
  }

  function copier(element) {
    if (!navigator.clipboard) return;
    const word = make("span", { ariaLive: "polite" }, "Copy");
    const what = make("span", { className: "cb-vh" }, ` the ${element.dataset.copy} ${copied(element)}`);
    const button = make("button", { type: "button", className: "cb-copy" }, word, what);
    const say = (text) => { word.textContent = text; };
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(copied(element)).then(() => say("Copied"), () => say("Could not copy"));
      setTimeout(say, 2000, "Copy");
    });
    element.after(" ", button);
  }

  /* The day a page speaks of: said loudly when it is not the reader's today. */

  function dated(line) {
    const now = new Date();
    const [year, month, day] = line.dataset.asOf.split("-").map(Number);
    const days = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, day)) / 86400000);
    if (days === 0) return;
    const far = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
    line.append(days > 0 ? `, ${far} ago, not today` : `, ${far} from today`);
    line.classList.add("is-old");
  }

  /* Folded parts: open what the address points at and what the reader asks for. The theme opens them for printing. */

  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target && target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (target && target.closest(".cb")) target.scrollIntoView();
  }

  function unfolder(button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(open));
      all(document, button.dataset.unfold).forEach((part) => { part.open = open; });
    });
  }

  window.addEventListener("hashchange", openTarget);

  // The margin of every printed sheet says what it is and of which day.
  function headPaper() {
    const words = document.querySelector("[data-paper]") ?? document.querySelector("h1");
    if (words) document.documentElement.style.setProperty("--cb-paper", JSON.stringify(words.textContent.trim()));
  }

  function start() {
    const fresh = (selector) => all(document, selector).filter((element) => !element.dataset.ready && (element.dataset.ready = "yes"));
    fresh("table.sortable").forEach(sortable);
    fresh("[data-finder]").forEach(finder);
    fresh(".table-wrap").forEach((frame) => frames?.observe(frame));
    fresh(".cb[data-kind]").forEach(contents);
    fresh("[data-unfold]").forEach(unfolder);
    fresh("[data-copy]").forEach(copier);
    fresh("[data-as-of]").forEach(dated);
    if (location.hash) openTarget();
    headPaper();
    all(document, ".md-search[role=dialog]:not([aria-label])").forEach((dialog) => { dialog.ariaLabel = "Search"; });
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
