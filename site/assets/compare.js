/* The comparison's page: two to four providers, row by row. What is missing, expired or not said is shown as that.
   Needs directory-store.js, directory-parts.js and directory-states.js. */
(() => {
  "use strict";

  const store = window.casebookDirectoryStore, parts = window.casebookDirectoryParts, states = window.casebookComparison;
  const root = document.querySelector("[data-comparison]");
  if (!root || !store || !parts || !states) return;

  const MOST = 4;
  const { make, unknown } = parts;
  const part = (name) => root.querySelector(`[data-${name}]`);
  const form = part("form");
  const yesNo = (value) => (value === null ? unknown("not said") : value ? "Yes" : "No");
  let picked = [];

  /* Rows: a heading, what tells two providers apart, and what is shown. */

  const listed = (title, field) => [title, (p) => [...p.facts[field]].sort().join("|"), (p) => parts.known(store.titlesOf(p, field))];
  const OFFER = [
    listed("Type", "type"),
    listed("Registration", "registration"),
    listed("Key stages", "key_stages"),
    listed("Needs", "needs"),
    ["Programmes", (p) => p.programmes.map((row) => row[0]).join("|"), (p) => parts.known(p.programmes.map((row) => row[0]))],
    listed("Subjects", "subjects"),
    listed("Qualifications", "qualifications"),
    listed("Way of working", "modes"),
    listed("Attendance", "attendance"),
    listed("Open on", "days"),
    ["Hours", (p) => p.hours, (p) => p.hours || unknown("not said")],
    listed("Place", "towns"),
    listed("Transport", "transport"),
    ["How pupils get there", (p) => p.travel, (p) => p.travel || unknown("not said")],
    ["Step-free", (p) => String(p.step_free), (p) => yesNo(p.step_free)],
    ["Places", (p) => `${p.free}|${p.places}|${p.as_at}`, (p) => make("span", {}, ...parts.places(p))],
    ["Price", (p) => p.prices.join("|"), (p) => (p.prices.length ? p.prices.join("; ") : unknown("not on record"))],
  ];
  const STANDING = [
    ["Verdict today", (p) => p.facts.gate[0], (p) => parts.verdict(p)],
    ["Reasons", (p) => p.reasons.map((reason) => reason[1]).join("|"), reasons],
    ["Unmet requirements", (p) => p.unmet, (p) => String(p.unmet)],
    ["Running out soon", (p) => p.expiring, (p) => String(p.expiring)],
    ["Next to run out", (p) => p.expiry, (p) => make("span", {}, ...parts.expiry(p))],
  ];
  const SHOWN_OFFER = OFFER.filter(([title]) => title !== "Price" || store.byField.has("costs"));

  function reasons(provider) {
    if (!provider.reasons.length) return "none";
    const lines = provider.reasons.map(([, text]) => make("li", {}, `${text}.`));
    if (provider.more) lines.push(make("li", {}, `And ${store.count(provider.more, "other")}.`));
    return make("ul", { className: "cb-duties" }, ...lines);
  }

  const letter = (provider, index) => (states.states[provider.id] ?? "")[index] ?? " ";

  function state(provider, index) {
    const code = states.letters[letter(provider, index)];
    return code ? parts.shape(`state-${code}`) : make("span", { className: "cb-muted" }, "does not concern it");
  }

  const requirements = states.requirements.map(([, title, framework, blocks], index) => ({
    blocks, row: [title, (p) => letter(p, index), (p) => state(p, index), framework], concerns: (list) => list.some((p) => letter(p, index) !== " "),
  }));

  /* The table */

  function line([title, key, show, under], list) {
    const different = new Set(list.map((provider) => String(key(provider)))).size > 1;
    if (form.elements.differences.checked && !different) return null;
    const head = make("th", { scope: "row" }, title, different ? make("span", { className: "cb-vh" }, " (they differ)") : "", under ? make("br", {}) : "", under ? parts.muted(under) : "");
    const cells = list.map((provider) => make("td", { data: { label: provider.name } }, make("span", {}, show(provider))));
    return make("tr", { className: different ? "is-different" : "" }, head, ...cells);
  }

  function section(title, rows, list) {
    const lines = rows.map((row) => line(row, list)).filter(Boolean);
    if (!lines.length) return null;
    const head = make("th", { scope: "rowgroup", colSpan: list.length + 1 }, title);
    return make("tbody", {}, make("tr", {}, head), ...lines);
  }

  function table(list) {
    const concerned = requirements.filter((one) => one.concerns(list));
    const blocking = concerned.filter((one) => one.blocks).map((one) => one.row);
    const others = concerned.filter((one) => !one.blocks).map((one) => one.row);
    const heads = list.map((provider) => make("th", { scope: "col" }, parts.link(provider)));
    const bodies = [
      section("May it be used", STANDING, list),
      section("What it offers", SHOWN_OFFER, list),
      section("Requirements without which it may not be used", blocking, list),
      section("Other requirements", others, list),
    ].filter(Boolean);
    const inside = make("table", { className: "cb-table cb-compare" }, make("thead", {}, make("tr", {}, make("td", {}), ...heads)), ...bodies);
    return make("div", { className: "table-wrap", role: "region", tabIndex: 0, ariaLabel: "Comparison" }, inside);
  }

  function chips(list) {
    return list.map((provider) => {
      const button = make("button", { type: "button", className: "cb-chip", ariaLabel: `Remove: ${provider.name}` }, provider.name);
      button.addEventListener("click", () => {
        picked = picked.filter((id) => id !== provider.id);
        update(true);
        part("add").focus();
      });
      return make("li", {}, button);
    });
  }

  function update(step) {
    const list = picked.map((id) => store.byId.get(id));
    part("chips").replaceChildren(...chips(list));
    [...part("add").options].forEach((option) => { option.disabled = picked.includes(option.value); });
    part("add").disabled = picked.length >= MOST;
    const shown = list.length > 1 ? table(list) : null;
    part("table").replaceChildren(...(shown ? [shown] : []));
    const rows = shown ? shown.querySelectorAll("tr.is-different").length : 0;
    const full = picked.length >= MOST ? ". Four is the most; remove one to add another" : "";
    part("result").textContent = shown ? `${store.count(list.length, "provider")} compared, ${store.count(rows, "row")} differ${full}` : `Pick ${list.length ? "one more" : "two"} to compare`;
    const query = new URLSearchParams(picked.map((id) => ["pick", id]));
    if (form.elements.differences.checked) query.set("differences", "only");
    parts.address(query.toString(), step);
  }

  function load() {
    const query = new URLSearchParams(location.search);
    picked = [...new Set(query.getAll("pick"))].filter((id) => store.byId.has(id)).slice(0, MOST);
    form.elements.differences.checked = query.get("differences") === "only";
    update(false);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target === part("add") && part("add").value) {
      picked = [...picked, part("add").value];
      part("add").value = "";
    }
    update(true);
  });
  part("print").addEventListener("click", () => window.print());
  window.addEventListener("popstate", load);

  root.hidden = false;
  load();
})();
