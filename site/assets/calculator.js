/* The deadline calculator's page: reads the form, asks the engine, fills the table. The address holds everything picked.
   Needs deadlines.js (the data), deadline-engine.js and deadline-ics.js, which the page loads before this. */
(function () {
  "use strict";

  const root = document.querySelector("[data-calculator]");
  const engine = window.casebookEngine, ics = window.casebookIcs, data = window.casebookDeadlines;
  if (!root || !engine || !ics || !data) return;

  const part = (name) => root.querySelector(`[data-${name}]`);
  const form = part("form");
  const fields = { procedure: form.elements.procedure, from: form.elements.from, calendar: form.elements.calendar };
  const procedures = new Map(data.procedures.map((procedure) => [procedure.id, procedure]));
  const calendars = new Map();
  const wide = window.matchMedia("(min-width: 60em)");
  let shown = null;

  const make = (tag, properties, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.?!]$/.test(text) ? "" : ".");
  const titleOf = (series) => data.calendars.find((calendar) => calendar.series === series).title;

  function calendarOf(series) {
    if (!calendars.has(series)) calendars.set(series, engine.calendarOf(data, series));
    return calendars.get(series);
  }

  function today() {
    const now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  /* The address */

  const query = new URLSearchParams(location.search);

  function readAddress() {
    const has = (select, value) => [...select.options].some((option) => option.value === value);
    if (has(fields.procedure, query.get("procedure"))) fields.procedure.value = query.get("procedure");
    if (has(fields.calendar, query.get("calendar"))) fields.calendar.value = query.get("calendar");
    if (query.get("order") === "day") part("order").value = "day";
    fields.from.value = engine.dayOf(query.get("from") ?? "") === null ? today() : query.get("from");
  }

  function writeAddress() {
    const found = new URLSearchParams();
    if (fields.procedure.value) found.set("procedure", fields.procedure.value);
    if (fields.from.value) found.set("from", fields.from.value);
    found.set("calendar", fields.calendar.value);
    Object.entries(facts()).forEach(([name, answer]) => found.set(`fact-${name}`, answer));
    if (part("order").value) found.set("order", part("order").value);
    try {
      history.replaceState(history.state, "", `${location.pathname}?${found}${location.hash}`);
    } catch { /* a page opened from a folder may not change its address */ }
  }

  /* Another procedure picked from the list keeps the day and the calendar. */
  function renewLinks() {
    document.querySelectorAll("[data-pick]").forEach((anchor) => {
      const kept = { procedure: anchor.dataset.pick, from: fields.from.value, calendar: fields.calendar.value };
      anchor.search = `?${new URLSearchParams(kept)}`;
    });
  }

  /* The questions */

  function facts() {
    const found = {};
    part("questions").querySelectorAll("input:checked").forEach((input) => {
      if (input.value) found[input.name.slice("fact-".length)] = input.value;
    });
    return found;
  }

  function question(fact) {
    const given = query.get(`fact-${fact.id}`);
    const answer = fact.answers.some((one) => one.id === given) ? given : "";
    const choices = [...fact.answers, { id: "", label: "Not known yet" }].map((one) => make("label", { className: "cb-choice" },
      make("input", { type: "radio", name: `fact-${fact.id}`, value: one.id, defaultChecked: one.id === answer }), make("span", {}, one.label)));
    return make("fieldset", {}, make("legend", {}, fact.question), ...choices);
  }

  function ask(procedure) {
    const list = procedure ? procedure.facts : [];
    part("questions").replaceChildren(...list.map(question));
    part("facts").hidden = list.length === 0;
    part("facts").open = wide.matches || Object.keys(facts()).length > 0;
    const words = procedure ? procedure.date_is || procedure.event : "";
    part("event").textContent = words && `${procedure.planned ? "A planned date. " : ""}Clocks count from: ${sentence(words)}`;
    part("event").hidden = !words;
    shown = procedure;
  }

  /* The answer */

  function row(item) {
    const line = part("row").content.cloneNode(true);
    const put = (name, text) => {
      const place = line.querySelector(`[data-${name}]`);
      place.textContent = text;
      place.hidden = !text;
      return place;
    };
    put("step", `${item.step.number}. ${item.step.title}`).href = `${shown.id}.html#step-${item.step.id}`;
    put("source", item.step.source);
    line.querySelector("[data-unverified]").hidden = !item.step.unverified;
    put("only", item.questions.length ? `Only if: ${item.questions.join("; ")}` : "");
    const due = put("due", item.due === null ? "no day" : engine.weekdayDate(item.due));
    if (item.due === null) due.className = "cb-unknown";
    put("warn", item.warn === null ? "" : warning(item));
    put("role", item.step.role);
    put("how", sentence(item.how));
    return line;
  }

  function warning(item) {
    const why = item.step.clock.rule === "from-nth" ? "another reading counts fewer days" : "the last day is only the limit";
    return `Be ready on ${engine.weekdayDate(item.warn)}: ${why}.`;
  }

  function notices(items, start, calendar) {
    const found = [];
    const title = titleOf(calendar.series);
    const days = [start, ...items.filter((item) => item.due !== null).map((item) => item.due)];
    const refusals = [...new Set(items.map((item) => item.refused).filter(Boolean))];
    if (refusals.length) {
      found.push(`Not every step can be counted: ${engine.join(refusals)}. Nothing is guessed. Enter that year's dates, or count those steps by hand on the school's own calendar.`);
    }
    const kind = engine.kindOfDay(calendar, start);
    if (kind === "unknown" && !refusals.length) {
      found.push(`The ${title} calendar does not reach ${engine.longDate(start)}: nobody has entered whether it is a school day. Check the year.`);
    } else if (kind !== "school day" && kind !== "unknown") {
      found.push(`${engine.weekdayDate(start)} is no school day on the ${title} calendar (${kind}). Check that it is the day the clocks count from.`);
    }
    const provisional = calendar.years.filter((year) => year.provisional && days.some((day) => year.span[0] <= day && day <= year.span[1]));
    if (provisional.length) {
      found.push(`The ${title} term dates of ${engine.join(provisional.map((year) => year.name))} are provisional. Check them before giving anybody a date.`);
    }
    return found;
  }

  function notice(words) {
    const box = part("notice").content.cloneNode(true);
    box.querySelector("[data-words]").textContent = words;
    return box;
  }

  function summary(items, kept) {
    const dated = kept.filter((item) => item.due !== null);
    const last = dated.length ? dated.reduce((a, b) => (b.due > a.due ? b : a)) : null;
    const out = items.length - kept.length;
    return `${count(kept.length, "step")}, ${dated.length} with a day`
      + (last ? `; the last on ${engine.weekdayDate(last.due)}` : "")
      + (out ? `; ${out} left out by your answers` : "") + ".";
  }

  function byDay(a, b) {
    return (a.due === null) - (b.due === null) || a.due - b.due || a.step.number - b.step.number;
  }

  function compute() {
    const start = engine.dayOf(fields.from.value);
    const calendar = calendarOf(fields.calendar.value);
    if (!shown || start === null || !calendar || !form.elements.from.checkValidity()) return null;
    return { start, calendar, items: engine.datedSteps(shown, start, calendar, facts()) };
  }

  function answers() {
    const given = facts();
    return shown.facts.filter((fact) => given[fact.id])
      .map((fact) => make("li", {}, `${fact.question} ${fact.answers.find((one) => one.id === given[fact.id]).label}`));
  }

  function missing() {
    if (!shown) return "Pick what has happened to see every step with its last day.";
    return fields.calendar.value ? "Give the day it starts, between 1900 and 2199." : "No calendar has been recorded yet, so nothing can be counted.";
  }

  function show() {
    const found = compute();
    part("result").hidden = !found;
    part("notices").replaceChildren(...(found ? notices(found.items, found.start, found.calendar) : []).map(notice));
    if (!found) {
      part("summary").textContent = missing();
      return;
    }
    const kept = found.items.filter((item) => item.needed !== "not-needed");
    const out = found.items.filter((item) => item.needed === "not-needed");
    part("summary").textContent = summary(found.items, kept);
    part("title").textContent = `${shown.title}, from ${engine.weekdayDate(found.start)}`;
    part("counted-from").textContent = `Counted on the ${titleOf(fields.calendar.value)} calendar.`;
    part("answers").replaceChildren(...answers());
    part("answers").hidden = !part("answers").children.length;
    const list = part("order").value === "day" ? [...kept].sort(byDay) : kept;
    part("rows").replaceChildren(...list.map(row));
    part("left-out").hidden = out.length === 0;
    part("left-out-summary").textContent = `${count(out.length, "step")} left out, because your answers do not call for ${out.length === 1 ? "it" : "them"}`;
    part("left-out-list").replaceChildren(...out.map((item) => make("li", {}, `${item.step.number}. ${item.step.title}`)));
    showFollowUps(found);
    part("procedure-page").href = `${shown.id}.html`;
    part("dates-page").href = `dates-${shown.id}.html`;
    const open = shown.facts.length - Object.keys(facts()).length;
    part("facts-summary").textContent = `Questions that decide the path (${open === 0 ? "all answered" : open === shown.facts.length ? "none answered yet" : `${shown.facts.length - open} of ${shown.facts.length} answered`})`;
  }

  function followUp(one) {
    const target = procedures.get(one.procedure);
    const query = new URLSearchParams({ procedure: one.procedure, from: fields.from.value, calendar: fields.calendar.value });
    const words = [
      one.questions.length ? `Only if: ${one.questions.join("; ")}` : "",
      one.note,
      `Its clocks count from: ${sentence(target.date_is || target.event)}`,
    ].filter(Boolean);
    return make("li", {}, make("a", { href: `?${query}` }, target.title),
      ...words.map((text) => make("span", { className: "cb-calc__only" }, text)));
  }

  function showFollowUps(found) {
    const list = engine.followUps(shown, facts(), found.items).filter((one) => procedures.has(one.procedure));
    part("follow-ups").hidden = list.length === 0;
    part("follow-up-list").replaceChildren(...list.map(followUp));
  }

  function update() {
    const picked = procedures.get(fields.procedure.value) ?? null;
    if (picked !== shown) ask(picked);
    show();
    writeAddress();
    renewLinks();
  }

  function download() {
    const found = compute();
    if (!found) return;
    const from = engine.isoOf(found.start);
    const text = ics.calendarOf(engine, shown, from, data.as_of, found.items);
    const address = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    const anchor = make("a", { href: address, download: `${shown.id}-${from}.ics`, hidden: true });
    root.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", update);
  part("order").addEventListener("change", update);
  part("print").addEventListener("click", () => window.print());
  part("ics").addEventListener("click", download);
  form.hidden = false;
  readAddress();
  update();
})();
