/* The match's page: reads what is needed from the form and the address, shows every provider against it. */
(() => {
  "use strict";

  const store = window.casebookDirectoryStore, match = window.casebookMatch, parts = window.casebookDirectoryParts;
  const root = document.querySelector("[data-match]");
  if (!root || !store || !match || !parts) return;

  const { make } = parts;
  const form = root.querySelector("[data-form]");
  const rest = form.querySelector("[data-rest]");
  const wide = window.matchMedia("(min-width: 60em)");
  const LISTS = ["use", "day"];
  const PAGE = 12;
  const GROUPS = { fit: "Meets everything asked", perhaps: "Might do: something is not said, lapses or has conditions", unfit: "Does not meet it" };
  const COUNTS = { pass: "met", condition: "with conditions", lapses: "lapsing", unsaid: "not said", fail: "not met" };
  const shown = { fit: PAGE, perhaps: PAGE, unfit: PAGE };

  /* The address. A free place is asked for unless the address says otherwise. */

  function toForm() {
    const query = new URLSearchParams(location.search);
    [...form.elements].filter((control) => control.name).forEach((control) => {
      const given = query.getAll(control.name);
      if (control.type !== "checkbox") control.value = given[0] ?? "";
      else control.checked = control.name === "place" ? given[0] !== "any" : given.includes(control.value);
      if (rest.contains(control) && (control.type === "checkbox" ? control.checked : given.length)) rest.open = true;
    });
  }

  function query() {
    const asked = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (value && name !== "place") asked.append(name, value); });
    if (!form.elements.place.checked) asked.set("place", "any");
    return asked.toString();
  }

  function asked() {
    const given = new FormData(form);
    const one = (name) => String(given.get(name) ?? "");
    const single = ["key_stages", "needs", "subjects", "qualifications", "modes", "attendance", "start"];
    return {
      ...Object.fromEntries(single.map((name) => [name, one(name)])),
      ...Object.fromEntries(LISTS.map((name) => [name, given.getAll(name).map(String)])),
      ...Object.fromEntries(["days", "weeks", "within"].map((name) => [name, Math.max(0, parseInt(one(name), 10) || 0)])),
      near: one("near").toUpperCase().replace(/[^A-Z0-9]/g, ""),
      place: form.elements.place.checked,
      step: given.has("step"),
    };
  }

  function notices(need) {
    const found = [];
    if (need.start && need.start < store.data.as_of) found.push("The first day lies in the past. This page knows what is recorded today; for that day run casebook gate with --on.");
    if (need.near && !(need.near in store.data.squares)) found.push(`The casebook does not know where ${need.near} is, so distance is left out.`);
    if (need.near in store.data.squares && !need.within) found.push("Say within how many miles, and distance is judged too.");
    if (need.weeks && !need.start) found.push("Say the first day, and what lapses during those weeks is shown.");
    return found.map((words) => parts.notice(words));
  }

  function criterion({ asked: title, outcome, fact }) {
    const words = make("span", {}, make("span", { className: "cb-criteria__asked" }, title), `: ${fact}.`);
    return make("li", { data: { outcome } }, make("span", {}, parts.shape(outcome)), words);
  }

  /* Of those that do not meet it, what they meet is one line. */
  function card({ provider, points, tally, group: name }) {
    const told = name === "unfit" ? points.filter((point) => point.outcome !== "pass") : points;
    const met = points.filter((point) => !told.includes(point)).map((point) => point.asked);
    const counts = make("p", { className: "cb-muted" }, `${tally.map(([outcome, many]) => `${many} ${COUNTS[outcome]}`).join(", ")} of ${points.length}`);
    return make("li", { className: `cb-card cb-tone--${provider.gate}`, data: { provider: provider.id } },
      make("div", { className: "cb-card__top" }, make("h3", { className: "cb-card__title" }, parts.link(provider)), parts.verdict(provider)),
      make("p", { className: "cb-card__type" }, parts.typeLine(provider)),
      counts,
      make("ul", { className: "cb-criteria" }, ...told.map(criterion)),
      met.length ? make("p", { className: "cb-muted" }, `Meets: ${met.join("; ")}.`) : null);
  }

  function group(name, found) {
    const list = make("ul", { className: "cb-cards cb-cards--list" }, ...found.slice(0, shown[name]).map(card));
    const title = `${GROUPS[name]} (${found.length})`;
    const more = make("button", { type: "button", className: "cb-button", hidden: found.length <= shown[name], data: { more: name } },
      `Show ${Math.min(PAGE, found.length - shown[name])} more`);
    const inside = found.length ? [list, more] : [make("p", { className: "cb-muted" }, "None.")];
    return make("section", { className: "cb-match__group", data: { group: name } }, make("h2", {}, title), ...inside);
  }

  function comparison(found) {
    const first = found.filter((one) => one.group !== "unfit").slice(0, 4).map((one) => ["pick", one.provider.id]);
    if (first.length < 2) return null;
    const words = `Compare the first ${first.length} side by side`;
    return make("p", {}, make("a", { href: `${root.dataset.root}providers/compare.html?${new URLSearchParams(first)}` }, words));
  }

  function update(step) {
    const need = asked();
    const found = match.judgeAll(need);
    const of = (name) => found.filter((one) => one.group === name);
    const link = comparison(found);
    root.querySelector("[data-notices]").replaceChildren(...notices(need), ...(link ? [link] : []));
    root.querySelector("[data-groups]").replaceChildren(...Object.keys(GROUPS).map((name) => group(name, of(name))));
    root.querySelector("[data-result]").textContent =
      `Of ${store.count(found.length, "provider")}, ${of("fit").length} meet everything asked, ${of("perhaps").length} might do, ${of("unfit").length} do not meet it`;
    parts.address(query(), step);
  }

  const typed = (control) => ["number", "text", "date"].includes(control.type);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    Object.keys(shown).forEach((name) => { shown[name] = PAGE; });
    update(!typed(event.target));
  });
  root.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.more;
    if (!name) return;
    const first = shown[name];
    shown[name] += PAGE;
    update(false);
    root.querySelectorAll(`[data-group="${name}"] [data-provider]`)[first]?.querySelector("a").focus();
  });
  window.addEventListener("popstate", () => { toForm(); update(false); });

  root.hidden = false;
  rest.open = wide.matches;
  toForm();
  update(false);
})();
