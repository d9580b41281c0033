/* The casebook's own script: find, sort, open. Everything is on the page without it; it works from a folder too. */
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
        const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
        const rows = [...body.rows];
        rows.sort((a, b) => compare(value(a), value(b), head.dataset.sort, direction));
        body.append(...rows);
      });
    });
  }

  /* Lists: search as you type, filters with counts, chips, order. The address holds it all, so it can be shared. */

  const GATES = ["open", "conditional", "closed"];
  const ORDERS = {
    name: () => 0,
    gate: (a, b) => GATES.indexOf(a.dataset.gate) - GATES.indexOf(b.dataset.gate),
    expiry: (a, b) => compare(a.dataset.expiry, b.dataset.expiry, "text", 1),
    free: (a, b) => compare(a.dataset.free, b.dataset.free, "number", -1),
  };

  function finder(root) {
    const form = root.querySelector("[data-controls]");
    const items = all(root, "[data-item]");
    const boxes = all(form, "input[type=checkbox]");
    const search = form.elements.q;
    const order = form.elements.sort;
    const result = root.querySelector("[data-result]");
    const empty = root.querySelector("[data-empty]");
    const chips = form.querySelector("[data-chips]");
    const words = new Map(items.map((item) => [item, plain(item.dataset.words)]));
    const has = (item, field, value) => (item.dataset[field] ?? "").split("|").includes(value);

    function chosen() {
      const fields = new Map();
      boxes.filter((box) => box.checked).forEach((box) => fields.set(box.name, [...(fields.get(box.name) ?? []), box.value]));
      return fields;
    }

    function fits(item, terms, fields, except) {
      if (!terms.every((term) => words.get(item).includes(term))) return false;
      return [...fields].every(([field, values]) => field === except || values.some((value) => has(item, field, value)));
    }

    function readAddress() {
      const query = new URLSearchParams(location.search);
      search.value = query.get("find") ?? "";
      if (order && query.get("sort") in ORDERS) order.value = query.get("sort");
      boxes.forEach((box) => { box.checked = query.getAll(box.name).includes(box.value); });
    }

    function writeAddress() {
      const query = new URLSearchParams();
      if (search.value.trim()) query.set("find", search.value.trim());
      if (order && order.value !== "name") query.set("sort", order.value);
      boxes.filter((box) => box.checked).forEach((box) => query.append(box.name, box.value));
      const text = query.toString();
      try {
        history.replaceState(history.state, "", location.pathname + (text ? `?${text}` : "") + location.hash);
      } catch { /* a page opened from a folder may not change its address */ }
    }

    function showChips() {
      if (!chips) return;
      chips.replaceChildren(...boxes.filter((box) => box.checked).map((box) => {
        const facet = box.closest("[data-facet]").querySelector("summary").firstChild.textContent.trim();
        const remove = make("button", { type: "button", className: "cb-chip", ariaLabel: `Remove filter ${facet}: ${box.dataset.label}` },
          `${facet}: ${box.dataset.label}`);
        remove.addEventListener("click", () => { box.checked = false; update(); result.focus(); });
        return make("li", {}, remove);
      }));
      if (!chips.children.length) return;
      const clearAll = make("button", { type: "button", className: "cb-chip cb-chip--clear" }, "Clear all");
      clearAll.addEventListener("click", clear);
      chips.append(make("li", {}, clearAll));
    }

    function showCounts(terms, fields) {
      boxes.forEach((box) => {
        const number = items.filter((item) => has(item, box.name, box.value) && fits(item, terms, fields, box.name)).length;
        const label = box.closest("label");
        label.querySelector("[data-count]").textContent = number;
        label.classList.toggle("is-none", number === 0);
      });
      all(form, "[data-facet]").forEach((facet) => {
        const number = (fields.get(facet.dataset.facet) ?? []).length;
        facet.querySelector("[data-chosen]").textContent = number ? ` (${number})` : "";
      });
    }

    function update() {
      const terms = plain(search.value).split(/\s+/).filter(Boolean);
      const fields = chosen();
      items.forEach((item) => { item.hidden = !fits(item, terms, fields); });
      const shown = items.filter((item) => !item.hidden).length;
      const noun = shown === 1 ? root.dataset.noun : root.dataset.nouns;
      result.textContent = shown === items.length ? `${shown} ${noun}` : `${shown} of ${items.length} ${root.dataset.nouns}`;
      empty.hidden = shown > 0 || items.length === 0;
      all(root, "[data-group]").forEach((group) => { group.hidden = !group.querySelector("[data-item]:not([hidden])"); });
      if (order) {
        all(root, "[data-items]").forEach((list) => list.append(...[...list.children].sort(
          (a, b) => ORDERS[order.value](a, b) || a.dataset.order - b.dataset.order)));
      }
      showChips();
      showCounts(terms, fields);
      writeAddress();
    }

    function clear() {
      search.value = "";
      boxes.forEach((box) => { box.checked = false; });
      update();
      search.focus();
    }

    form.hidden = false;
    result.tabIndex = -1;
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    all(root, "[data-clear]").forEach((button) => button.addEventListener("click", clear));
    readAddress();
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
