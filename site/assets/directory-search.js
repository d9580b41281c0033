/* Search over names, programmes, needs, places, ids and the words of the field, forgiving a slip; says why each was found.
   Every word typed must be found. A word counts what the best place it was found in counts: WEIGHTS, times QUALITY.
   Needs vendor/minisearch.js and directory-store.js. */
window.casebookDirectorySearch = (() => {
  "use strict";

  const store = window.casebookDirectoryStore;
  if (!store || !window.MiniSearch) return null;

  const WEIGHTS = { name: 8, id: 6, programmes: 5, lines: 4, places: 4, title: 3, also: 2 };
  const QUALITY = { exact: 1, beginning: 0.6, slip: 0.3 };
  const PLACES = { name: "its name", id: "its id", programmes: "a programme", lines: "a subject or qualification", places: "its place" };
  const SKIPPED = new Set(["a", "an", "and", "at", "for", "in", "near", "of", "on", "or", "that", "the", "to", "who", "with"]);
  const CHUNK = 50;

  const plain = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u);
  const termsOf = (text) => [...new Set(split(text).map(plain).filter((word) => word && !SKIPPED.has(word)))];

  const options = (fields) => ({
    fields,
    tokenize: split,
    processTerm: (term) => { const word = plain(term); return word && !SKIPPED.has(word) ? word : null; },
    searchOptions: {
      prefix: (term) => !/^\d+$/.test(term),
      fuzzy: (term) => (/\d/.test(term) || term.length < 5 ? false : term.length < 9 ? 1 : 2),
    },
  });

  /* Two indexes: one of what providers say themselves, one of the few hundred words for codes. */

  const own = new window.MiniSearch(options(["name", "id", "programmes", "lines", "places"]));
  const codes = new window.MiniSearch(options(["title", "also"]));
  const holders = new Map();
  let next = 0;

  const documentOf = (provider) => ({
    id: provider.id,
    name: provider.name,
    programmes: provider.programmes.map((row) => row[0]).join(" "),
    lines: provider.programmes.flatMap((row) => row[3]).join(" "),
    places: [...provider.facts.towns, ...provider.districts, provider.authority].join(" "),
  });

  function addSome(number) {
    own.addAll(store.providers.slice(next, next + number).map(documentOf));
    next += number;
  }

  function addCodes() {
    store.facets.filter((facet) => facet.field !== "towns").forEach((facet) => facet.choices.forEach(([code, title]) => {
      const id = `${facet.field} ${code}`;
      holders.set(id, store.providers.filter((provider) => provider.facts[facet.field].includes(code)).map((provider) => provider.id));
      codes.add({ id, title: `${title} ${code}`, also: (store.data.words[code] ?? []).join(" ") });
    }));
  }

  /* The index is made while the page rests; whoever types sooner waits for the remainder. */
  function prepare() {
    if (!holders.size) addCodes();
    if (next >= store.providers.length) return;
    addSome(CHUNK);
    (window.requestIdleCallback ?? setTimeout)(prepare);
  }

  function ready() {
    if (!holders.size) addCodes();
    if (next < store.providers.length) addSome(store.providers.length);
  }

  /* One word: for every provider that has it, what it counts and why. */

  const quality = (word, term) => (word === term ? "exact" : word.startsWith(term) ? "beginning" : "slip");

  function best(match, term) {
    const hits = Object.entries(match).flatMap(([word, fields]) => fields.map((field) => ({ word, field, score: WEIGHTS[field] * QUALITY[quality(word, term)] })));
    return hits.reduce((one, other) => (other.score > one.score ? other : one));
  }

  const typed = (hit, term) => (quality(hit.word, term) === "slip" ? `“${term}”, read as “${hit.word}”,` : `“${term}”`);

  function keep(found, id, score, why) {
    if (score > (found.get(id)?.score ?? 0)) found.set(id, { score, why });
  }

  function searchTerm(term) {
    const found = new Map();
    own.search(term).forEach((result) => {
      const hit = best(result.match, term);
      keep(found, result.id, hit.score, () => `${typed(hit, term)} is in ${PLACES[hit.field]}`);
    });
    codes.search(term).forEach((result) => {
      const hit = best(result.match, term);
      const [field, code] = result.id.split(" ");
      const title = store.titleOf(field, code);
      const why = () => `${typed(hit, term)} is ${hit.field === "also" ? "another word for" : "in"} ${title}`;
      holders.get(result.id).forEach((id) => keep(found, id, hit.score, why));
    });
    return found;
  }

  function search(text) {
    const terms = termsOf(text);
    if (!terms.length) return null;
    ready();
    const [first, ...others] = terms.map(searchTerm);
    const found = new Map();
    first.forEach((hit, id) => {
      const hits = [hit, ...others.map((other) => other.get(id))];
      if (hits.every(Boolean)) found.set(id, { score: hits.reduce((sum, one) => sum + one.score, 0), why: () => hits.map((one) => one.why()) });
    });
    return found;
  }

  return { search, prepare };
})();
