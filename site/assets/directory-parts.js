/* The parts the directory, the match and the comparison are drawn with. Text is set as text, never as markup. */
window.casebookDirectoryParts = (() => {
  "use strict";

  const store = window.casebookDirectoryStore;
  const root = document.querySelector("[data-root]");
  if (!store || !root) return null;

  const make = (tag, properties, ...inside) => {
    const { data, ...others } = properties;
    const element = Object.assign(document.createElement(tag), others);
    Object.assign(element.dataset, data);
    element.append(...inside.filter((part) => part !== null && part !== ""));
    return element;
  };

  const shapes = new Map([...root.querySelectorAll("template[data-shape]")].map((one) => [one.dataset.shape, one.content]));
  const shape = (name) => shapes.get(name).cloneNode(true);
  const notice = (words) => {
    const made = shape("notice");
    made.querySelector("[data-words]").textContent = words;
    return made;
  };

  const verdict = (provider, size = "") => shape(size + provider.facts.gate[0]);
  const muted = (words) => make("span", { className: "cb-when" }, words);
  const unknown = (words = "not known") => make("span", { className: "cb-unknown" }, words);
  const known = (values) => (values.length ? values.join(", ") : unknown("not said"));
  const link = (provider) => make("a", { href: `${root.dataset.root}providers/${provider.id}.html` }, provider.name);
  const time = (iso) => make("time", { dateTime: iso }, store.dateWords(iso));

  const typeLine = (provider) => {
    const towns = provider.facts.towns;
    return store.titlesOf(provider, "type")[0] + (towns.length ? ` in ${store.join(towns)}` : "");
  };

  function places(provider) {
    const free = provider.free === null ? unknown("free places not known") : `${provider.free} free`;
    const all = provider.places === null ? unknown() : String(provider.places);
    const old = provider.free > 0 && !store.saidLately(provider) ? [" ", make("strong", { className: "cb-old" }, "said a while ago")] : [];
    return [free, " of ", all, " ", muted(`as at ${store.dateWords(provider.as_at)}`), ...old];
  }

  /* For a column: the lowest price of a day, or how else it is priced. */
  function price(provider) {
    if (!provider.prices.length) return unknown("not on record");
    if (provider.day_price === null) return provider.prices[0].replace(/ \(.*\)$/, "");
    const amount = provider.day_price.toLocaleString("en-GB", { style: "currency", currency: "GBP" }).replace(/\.00$/, "");
    if (provider.day_price === 0) return provider.prices.length > 1 ? "some at no charge" : "no charge";
    return `${provider.prices.length > 1 ? "from " : ""}${amount} a day`;
  }

  const expiry = (provider) => (provider.expiry ? [time(provider.expiry), " ", muted(store.away(provider.expiry))] : [unknown("no date known")]);
  const chase = (provider) => {
    const found = [provider.unmet ? `${provider.unmet} unmet` : "", provider.expiring ? `${provider.expiring} running out` : ""].filter(Boolean);
    return [found.length ? `${found.join(", ")}; next to run out ` : "nothing to chase; next to run out ", ...expiry(provider)];
  };
  const fact = (term, ...inside) => make("div", {}, make("dt", {}, term), make("dd", {}, ...inside));

  function why(provider) {
    if (!provider.reasons.length) return null;
    const [, text] = provider.reasons[0];
    const others = provider.reasons.length - 1 + provider.more;
    return make("p", { className: "cb-card__why" }, `${text}.`, others ? " " : "", others ? muted(`And ${store.count(others, "other reason")}.`) : "");
  }

  /* Ticking for the comparison: two to four. */
  const pick = (provider, at) => {
    const box = make("input", { type: "checkbox", checked: at.picked.includes(provider.id), data: { pick: provider.id } });
    box.disabled = !box.checked && at.picked.length >= 4;
    return make("label", { className: "cb-pick" }, box, " Compare", make("span", { className: "cb-vh" }, ` ${provider.name}`));
  };

  const distance = (provider, at) => (at.near in store.data.squares ? store.milesWords(store.milesFrom(at.near, provider), provider, at.near) : "");

  function card(provider, at) {
    const gone = distance(provider, at);
    const found = at.found?.get(provider.id)?.why() ?? [];
    return make("li", { className: `cb-card cb-tone--${provider.gate}`, data: { provider: provider.id } },
      make("div", { className: "cb-card__top" }, make("h3", { className: "cb-card__title" }, link(provider)), verdict(provider)),
      make("p", { className: "cb-card__type" }, typeLine(provider), gone ? `, ${gone}` : ""),
      why(provider),
      make("dl", { className: "cb-facts cb-facts--card" },
        fact("Places", ...places(provider)),
        fact("Key stages", known(store.titlesOf(provider, "key_stages"))),
        fact("Programmes", known(provider.programmes.map((row) => row[0]))),
        fact("Needs", provider.facts.needs.length ? store.titlesOf(provider, "needs").join("; ") : unknown("not said")),
        provider.prices.length ? fact("Price", provider.prices.join("; ")) : "",
        fact("Checklist", ...chase(provider))),
      found.length ? make("p", { className: "cb-card__found" }, `Found because ${found.join("; ")}.`) : null,
      pick(provider, at));
  }

  const COLUMNS = [
    { title: "Provider", sort: "name", cells: (p, at) => [link(p), make("br", {}), muted(store.titlesOf(p, "type")[0]), make("br", {}), pick(p, at)] },
    { title: "Verdict", sort: "verdict", cells: (p) => [verdict(p, "short-")] },
    { title: "Place", sort: "distance", cells: (p, at) => [known(p.facts.towns), distance(p, at) ? make("br", {}) : "", muted(distance(p, at))] },
    { title: "Key stages", cells: (p) => [known(store.titlesOf(p, "key_stages"))] },
    { title: "Programmes", cells: (p) => [known(p.programmes.map((row) => row[0]))] },
    { title: "Places", sort: "places", cells: (p) => places(p) },
    { title: "Next to run out", sort: "expiry", cells: (p) => expiry(p) },
    { title: "Price", sort: "cost", cells: (p) => [price(p)] },
  ].filter((column) => column.sort !== "cost" || store.byField.has("costs"));

  function heading(column, at) {
    const head = make("th", { scope: "col" });
    const usable = column.sort && (column.sort !== "distance" || at.near in store.data.squares);
    if (!usable) { head.append(column.title); return head; }
    head.append(make("button", { type: "button", className: "cb-sort", data: { sortBy: column.sort } }, column.title));
    if (at.sort === column.sort) head.setAttribute("aria-sort", at.reversed ? "descending" : "ascending");
    return head;
  }

  function row(provider, at) {
    const cells = COLUMNS.map((column, number) => {
      const inside = make("span", {}, ...column.cells(provider, at));
      return number ? make("td", { data: { label: column.title } }, inside) : make("th", { scope: "row", className: "cb-checklist__what" }, inside);
    });
    return make("tr", { data: { provider: provider.id } }, ...cells);
  }

  function table(list, at) {
    const head = make("tr", {}, ...COLUMNS.map((column) => heading(column, at)));
    const inside = make("table", { className: "cb-table stack cb-directory__table" },
      make("thead", {}, head), make("tbody", {}, ...list.map((provider) => row(provider, at))));
    return make("div", { className: "table-wrap", role: "region", tabIndex: 0, ariaLabel: "Providers" }, inside);
  }

  const cards = (list, at) => make("ul", { className: "cb-cards" }, ...list.map((provider) => card(provider, at)));

  /* The page's address, changed without loading; a page opened from a folder may not be allowed to. */
  function address(query, step) {
    const target = location.pathname + (query ? `?${query}` : "") + location.hash;
    if (`${location.pathname}${location.search}${location.hash}` === target) return;
    try { history[step ? "pushState" : "replaceState"](null, "", target); } catch { /* the page works all the same */ }
  }

  return { root, make, shape, notice, verdict, muted, unknown, known, link, time, typeLine, places, price, expiry, fact, cards, table, address };
})();
