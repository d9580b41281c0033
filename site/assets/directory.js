/* The provider directory's page: reads what is asked, shows what fits, says why the others do not. The address holds it all. */
(() => {
  "use strict";

  const store = window.casebookDirectoryStore, finder = window.casebookDirectorySearch, parts = window.casebookDirectoryParts;
  const root = document.querySelector("[data-directory]");
  if (!root || !store || !finder || !parts) return;

  const PAGE = 24, OTHERS = 40;
  const { make } = parts;
  const part = (name) => root.querySelector(`[data-${name}]`);
  const form = part("form");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const filters = part("filters"), results = part("results"), result = part("result");
  const wide = window.matchMedia("(min-width: 60em)");
  let state = null, shown = PAGE, list = [];

  /* What is asked: the form and the address say the same. */

  function toForm() {
    form.elements.find.value = state.find;
    if (form.elements.near) form.elements.near.value = state.near;
    boxes.forEach((box) => { box.checked = state.chosen.get(box.name)?.has(box.value) ?? false; });
  }

  function fromForm(sortTouched) {
    const find = form.elements.find.value;
    const near = (form.elements.near?.value ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
    const chosen = new Map(store.facets.map((facet) => [facet.field, new Set()]));
    boxes.filter((box) => box.checked).forEach((box) => chosen.get(box.name).add(box.value));
    const before = store.defaultSort(state.find.trim());
    let sort = sortTouched ? form.elements.sort.value : state.sort;
    if (!sortTouched && sort === before) sort = store.defaultSort(find.trim());
    if (near !== state.near && near in store.data.squares && !sortTouched) sort = "distance";
    if ((sort === "distance" && !(near in store.data.squares)) || (sort === "relevance" && !find.trim())) sort = store.defaultSort(find.trim());
    state = { ...state, find, near, chosen, sort, reversed: sort === state.sort && !sortTouched && state.reversed };
  }

  function sortChoices() {
    const usable = Object.entries(store.SORTS).filter(([name]) =>
      (name !== "relevance" || state.find.trim()) && (name !== "distance" || state.near in store.data.squares) &&
      (name !== "cost" || store.byField.has("costs")));
    form.elements.sort.replaceChildren(...usable.map(([name, { title }]) => make("option", { value: name }, title)));
    form.elements.sort.value = state.sort;
  }

  /* Filters: counts beside choices; what would show nothing is out of the way. */

  function showCounts(counts) {
    let total = 0;
    form.querySelectorAll("[data-facet]").forEach((facet) => {
      const tally = counts.get(facet.dataset.facet);
      const chosen = state.chosen.get(facet.dataset.facet).size;
      let usable = 0;
      facet.querySelectorAll("label").forEach((label) => {
        const box = label.querySelector("input");
        const number = tally.get(box.value) ?? 0;
        label.querySelector("[data-count]").textContent = number;
        label.hidden = number === 0 && !box.checked;
        usable += label.hidden ? 0 : 1;
      });
      facet.querySelector("[data-none]").hidden = usable > 0;
      facet.querySelector("[data-chosen]").textContent = chosen ? ` (${chosen} ticked)` : "";
      total += chosen;
    });
    part("total").textContent = total ? ` (${total} ticked)` : "";
  }

  function chip(words, remove) {
    const button = make("button", { type: "button", className: "cb-chip", ariaLabel: `Remove: ${words}` }, words);
    button.addEventListener("click", () => { remove(); toForm(); update(true); root.querySelector("#results").focus(); });
    return make("li", {}, button);
  }

  function showChips() {
    const chips = [];
    if (state.find.trim()) chips.push(chip(`Words: ${state.find.trim()}`, () => { state.find = ""; state.sort = state.sort === "relevance" ? "verdict" : state.sort; }));
    state.chosen.forEach((values, field) => values.forEach((code) => chips.push(
      chip(`${store.byField.get(field).title}: ${store.titleOf(field, code)}`, () => values.delete(code)))));
    if (chips.length > 1) {
      const all = make("button", { type: "button", className: "cb-chip cb-chip--clear" }, "Clear all");
      all.addEventListener("click", clear);
      chips.push(make("li", {}, all));
    }
    part("chips").replaceChildren(...chips);
  }

  /* The others, with their reasons: first who only does not say, then who misses least. */

  function otherList(title, entries) {
    const lines = entries.slice(0, OTHERS).map(({ provider, missed }) =>
      make("li", {}, parts.link(provider), `: ${store.why(provider, missed).join("; ")}.`));
    if (entries.length > OTHERS) lines.push(make("li", {}, `And ${store.count(entries.length - OTHERS, "other")}.`));
    return make("details", { className: "cb-more", open: entries.length <= 6 },
      make("summary", {}, `${title} (${entries.length})`), make("ul", { className: "cb-duties" }, ...lines));
  }

  function showOthers(others, elsewhere) {
    const order = [...others].sort((a, b) => a.missed.length - b.missed.length || (a.provider.name < b.provider.name ? -1 : 1));
    const silent = [], unfit = [];
    order.forEach((one) => (one.missed.every((asked) => store.isSilent(one.provider, asked)) ? silent : unfit).push(one));
    const lists = [];
    if (silent.length) lists.push(otherList("Might fit, but do not say", silent));
    if (unfit.length) lists.push(otherList("Do not fit", unfit));
    if (elsewhere) lists.push(make("p", { className: "cb-muted" }, `${store.count(elsewhere, "other does", "others do")} not hold the words you typed.`));
    part("others").hidden = !lists.length;
    part("others-lists").replaceChildren(...lists);
    return silent.length;
  }

  function showNotices() {
    const notices = [];
    if (state.near && !(state.near in store.data.squares)) {
      const some = Object.keys(store.data.squares).slice(0, 20).join(", ");
      notices.push(parts.notice(`The casebook does not know where ${state.near} is, so nothing is sorted by distance. It knows ${some || "no postcode"}.`));
    }
    part("notices").replaceChildren(...notices);
  }

  function showResults(found) {
    const at = { ...state, found };
    results.replaceChildren(...(list.length ? [(state.table ? parts.table : parts.cards)(list.slice(0, shown), at)] : []));
    part("more").hidden = list.length <= shown;
    part("more").textContent = `Show ${Math.min(PAGE, list.length - shown)} more of ${list.length}`;
    root.querySelectorAll("[data-show]").forEach((button) => button.setAttribute("aria-pressed", String((button.dataset.show === "table") === state.table)));
    part("picked").hidden = state.picked.length === 0;
    part("picked-words").textContent = state.picked.length === 1 ? "1 ticked. Tick another to compare." : `${state.picked.length} of at most 4 ticked.`;
    part("compare").hidden = state.picked.length < 2;
    part("compare").search = new URLSearchParams(state.picked.map((id) => ["pick", id])).toString();
  }

  function announce(number, silent) {
    const all = store.providers.length;
    const fit = number === all ? store.count(all, "provider") : `${number} of ${store.count(all, "provider")} ${number === 1 ? "fits" : "fit"}`;
    result.textContent = fit + (silent ? `; ${store.count(silent, "other")} might, but ${silent === 1 ? "does" : "do"} not say` : "");
  }

  let found = null;

  function update(step, keep) {
    if (!keep) shown = PAGE;
    found = finder.search(state.find);
    const answer = store.narrow(state.chosen, found);
    list = store.sorted(answer.fitting, state.sort, state.reversed, { near: state.near, found });
    sortChoices();
    showCounts(answer.counts);
    showChips();
    showNotices();
    showResults(found);
    announce(list.length, showOthers(answer.others, answer.elsewhere));
    part("empty").hidden = list.length > 0;
    part("empty-words").textContent = store.providers.length ? "No provider fits all of this." : "No provider has been recorded yet.";
    parts.address(store.write(state), step);
  }

  function clear() {
    state = { ...store.read(""), table: state.table, picked: state.picked };
    toForm();
    update(true);
    form.elements.find.focus();
  }

  function load() {
    state = store.read(location.search);
    if (state.sort === "distance" && !(state.near in store.data.squares)) state.sort = store.defaultSort(state.find);
    toForm();
    update(false);
  }

  /* What the reader does */

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    const typed = event.target === form.elements.find || event.target === form.elements.near;
    fromForm(event.target === form.elements.sort);
    update(!typed);
  });
  root.addEventListener("click", (event) => {
    const { show, sortBy } = event.target.closest("button")?.dataset ?? {};
    if (show) { state.table = show === "table"; update(true, true); }
    if (sortBy) {
      state = { ...state, reversed: state.sort === sortBy && !state.reversed, sort: sortBy };
      update(true, true);
      results.querySelector(`[data-sort-by="${sortBy}"]`).focus();
    }
  });
  results.addEventListener("change", (event) => {
    const id = event.target.dataset.pick;
    if (!id) return;
    state.picked = event.target.checked ? [...state.picked, id] : state.picked.filter((one) => one !== id);
    update(true, true);
    results.querySelector(`[data-pick="${id}"]`)?.focus();
  });
  part("unpick").addEventListener("click", () => { state.picked = []; update(true, true); root.querySelector("#results").focus(); });
  part("more").addEventListener("click", () => {
    const first = shown;
    shown += PAGE;
    showResults(found);
    results.querySelectorAll("[data-provider]")[first]?.querySelector("a").focus();
  });
  part("clear").addEventListener("click", clear);
  window.addEventListener("popstate", load);
  window.addEventListener("beforeprint", () => { shown = list.length; showResults(found); });
  const unfold = () => { filters.open = wide.matches; };
  wide.addEventListener("change", unfold);

  root.hidden = false;
  unfold();
  load();
  finder.prepare();
})();
