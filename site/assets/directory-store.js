/* What the directory knows, and how it answers: what fits, how many, why not, in which order, how far, at which address.
   Needs directory-data.js. Touches no page. */
window.casebookDirectoryStore = (() => {
  "use strict";

  const data = window.casebookDirectory;
  if (!data) return null;

  const providers = data.providers;
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  const facets = data.facets.map((facet) => ({ ...facet, names: new Map(facet.choices) }));
  const byField = new Map(facets.map((facet) => [facet.field, facet]));

  /* Words */

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const noon = (iso) => new Date(`${iso}T12:00:00Z`);
  const dateWords = (iso) => {
    const day = noon(iso);
    return `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
  };
  const weekdayWords = (iso) => `${WEEKDAYS[noon(iso).getUTCDay()]} ${dateWords(iso)}`;
  const daysBetween = (from, to) => Math.round((noon(to) - noon(from)) / 86400000);
  const count = (number, noun, plural) => `${number.toLocaleString("en-GB")} ${number === 1 ? noun : plural ?? `${noun}s`}`;
  const away = (iso) => {
    const days = daysBetween(data.as_of, iso);
    return days === 0 ? "today" : days > 0 ? `in ${count(days, "day")}` : `${count(-days, "day")} ago`;
  };
  const join = (words, last = "and") =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
  const lower = (text) => (/^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);
  const titleOf = (field, code) => byField.get(field)?.names.get(code) ?? code;
  const titlesOf = (provider, field) => provider.facts[field].map((code) => titleOf(field, code));

  /* What fits. Within a facet any value will do, between facets all must fit. */

  function narrow(chosen, found) {
    const asked = [...chosen].filter(([, values]) => values.size);
    const counts = new Map(facets.map((facet) => [facet.field, new Map()]));
    const add = (provider, field) => {
      const tally = counts.get(field);
      provider.facts[field].forEach((code) => tally.set(code, (tally.get(code) ?? 0) + 1));
    };
    const fitting = [], others = [];
    let elsewhere = 0;
    providers.forEach((provider) => {
      if (found && !found.has(provider.id)) { elsewhere += 1; return; }
      const missed = asked.filter(([field, values]) => !provider.facts[field].some((code) => values.has(code)));
      if (missed.length === 0) {
        fitting.push(provider);
        facets.forEach((facet) => add(provider, facet.field));
      } else {
        others.push({ provider, missed });
        if (missed.length === 1) add(provider, missed[0][0]);
      }
    });
    return { fitting, others, counts, elsewhere };
  }

  /* Why a provider does not fit: "no place free", "does not say on which days it is open". */

  const isSilent = (provider, [field]) => provider.facts[field].length === 0;

  function why(provider, missed) {
    return missed.map((one) => {
      const [field, values] = one;
      const facet = byField.get(field);
      if (isSilent(provider, one)) return facet.silent;
      const wanted = join([...values].map((code) => titleOf(field, code)), "or");
      return facet.misses.replace("{own}", () => titlesOf(provider, field).map(lower).join(", ")).replace("{wanted}", () => wanted);
    });
  }

  /* How far: a straight line between the middles of two outward postcodes, in miles. Null when either is not known. */

  const MILES = 0.621371;

  function milesFrom(place, provider) {
    const from = data.squares[place];
    const known = from ? provider.districts.map((code) => data.squares[code]).filter(Boolean) : [];
    return known.length ? Math.min(...known.map(([east, north]) => Math.hypot(east - from[0], north - from[1]) * MILES)) : null;
  }

  function milesWords(miles, provider, place) {
    if (miles === null) return "distance not known";
    if (provider.districts.includes(place)) return `in ${place}`;
    return miles < 1.5 ? "about a mile away" : `about ${Math.round(miles)} miles away`;
  }

  /* Order. What is not known comes last, whichever way round. */

  const VERDICTS = ["open", "conditional", "closed", "closed-for-good"];
  const SORTS = {
    verdict: { title: "Verdict, usable first", value: (p) => VERDICTS.indexOf(p.facts.gate[0]) },
    name: { title: "Name", value: () => 0 },
    relevance: { title: "Best match for the words", value: (p, at) => -(at.found?.get(p.id)?.score ?? 0) },
    expiry: { title: "Next to run out", value: (p) => (p.expiry ? daysBetween(data.as_of, p.expiry) : null) },
    places: { title: "Most places free", value: (p) => (p.free === null ? null : -p.free) },
    distance: { title: "Nearest", value: (p, at) => milesFrom(at.near, p) },
    cost: { title: "Lowest price of a day", value: (p) => p.day_price },
  };

  function sorted(list, sort, reversed, at) {
    const { value } = SORTS[sort];
    const turn = reversed ? -1 : 1;
    const keyed = list.map((provider) => [value(provider, at), provider.name.toLowerCase(), provider, VERDICTS.indexOf(provider.facts.gate[0])]);
    const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    keyed.sort((a, b) => {
      if (sort === "name") return turn * byName(a[1], b[1]);
      const known = (a[0] === null) - (b[0] === null);
      return known || (a[0] === null ? 0 : turn * (a[0] - b[0])) || a[3] - b[3] || byName(a[1], b[1]);
    });
    return keyed.map(([, , provider]) => provider);
  }

  /* The address: everything asked, so that it can be shared, and gone back to. */

  const defaultSort = (find) => (find ? "relevance" : "verdict");

  function read(text) {
    const query = new URLSearchParams(text);
    const find = query.get("find") ?? "";
    const sort = query.get("sort");
    const chosen = new Map(facets.map((facet) => [facet.field, new Set(query.getAll(facet.field))]));
    const near = (query.get("near") ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
    return {
      find, chosen, near,
      sort: sort in SORTS ? sort : defaultSort(find),
      reversed: query.get("order") === "reversed",
      table: query.get("view") === "table",
      picked: query.getAll("pick").filter((id) => byId.has(id)).slice(0, 4),
    };
  }

  function write(state) {
    const query = new URLSearchParams();
    if (state.find.trim()) query.set("find", state.find.trim());
    state.chosen.forEach((values, field) => values.forEach((code) => query.append(field, code)));
    if (state.near) query.set("near", state.near);
    if (state.sort !== defaultSort(state.find.trim())) query.set("sort", state.sort);
    if (state.reversed) query.set("order", "reversed");
    if (state.table) query.set("view", "table");
    state.picked.forEach((id) => query.append("pick", id));
    return query.toString();
  }

  /* Whether what it said of its places is fresh. */
  const saidLately = (provider) => daysBetween(provider.as_at, data.as_of) <= data.lately;

  return {
    data, providers, byId, facets, byField, SORTS, defaultSort, narrow, why, isSilent, milesFrom, milesWords, sorted, read, write,
    saidLately, titleOf, titlesOf, dateWords, weekdayWords, daysBetween, away, count, join, lower,
  };
})();
