/* What was asked, held against one provider: each point met, met with conditions, lapsing, not said, or not met, with the fact.
   Needs directory-store.js. Touches no page. */
window.casebookMatch = (() => {
  "use strict";

  const store = window.casebookDirectoryStore;
  if (!store) return null;

  const { data, join, lower, titleOf, titlesOf, dateWords } = store;
  const said = (asked, outcome, fact) => ({ asked, outcome, fact });
  const DAY = 86400000;

  /* Which uses are asked about. What allows a part-time place only, or one full-time pupil fewer, rules a full-time one out. */
  const concerns = (uses, asked) => uses.length === 0 || uses.some((use) => asked.use.includes(use));
  const usesWords = (asked) => (asked.use.length ? ` for ${join(asked.use.map((use) => lower(data.uses[use])))}` : "");

  function gate(provider, asked) {
    const fullTime = asked.attendance === "full-time";
    const extras = provider.extras
      .filter(([uses, fullTimeOnly]) => uses.some((use) => asked.use.includes(use)) && !(fullTimeOnly && asked.attendance === "part-time"))
      .map(([uses, fullTimeOnly, closes, text]) => [uses, fullTimeOnly, closes || (fullTimeOnly && fullTime), text]);
    if (fullTime && provider.one_short) extras.push([[], true, true, `This place would be full time: ${provider.one_short}`]);
    const reasons = [...provider.reasons, ...extras.map(([, , closes, text]) => [closes, text])].sort((a, b) => b[0] - a[0]);
    const title = `May be used on ${data.as_of_words}${usesWords(asked)}`;
    const more = reasons.length - 3 + provider.more;
    const fact = reasons.slice(0, 3).map(([, text]) => text).join("; ") + (more > 0 ? `; and ${store.count(more, "other reason")}` : "");
    if (provider.gate === "closed" || extras.some(([, , closes]) => closes)) return said(title, "fail", fact);
    return reasons.length ? said(title, "condition", fact) : said(title, "pass", "nothing stands against it");
  }

  /* The gate of a later day is not known here; what is known today to end before it is. */
  function start(provider, asked) {
    if (!asked.start) return null;
    const end = asked.weeks ? new Date(Date.parse(asked.start) + (asked.weeks * 7 - 1) * DAY).toISOString().slice(0, 10) : asked.start;
    const title = `Nothing lapses by ${dateWords(end)}`;
    if (provider.closes && provider.closes < end) return said(title, "fail", `it ${provider.closes < data.as_of ? "closed" : "closes"} on ${dateWords(provider.closes)}`);
    if (provider.opens && provider.opens > asked.start) return said(title, "fail", `it opens on ${dateWords(provider.opens)}`);
    const ending = provider.lapses.filter(([day, , uses]) => day < end && concerns(uses, asked));
    if (ending.length) {
      const when = ending[0][0] < asked.start ? "before the first day" : "during the placement";
      const list = ending.slice(0, 3).map(([day, name]) => `${name} on ${dateWords(day)}`).join("; ");
      return said(title, "lapses", `${when}, unless renewed: ${list}${ending.length > 3 ? `; and ${ending.length - 3} more` : ""}`);
    }
    const next = provider.lapses.find(([, , uses]) => concerns(uses, asked));
    return said(title, "pass", next ? `the next to run out is ${next[1]}, on ${dateWords(next[0])}` : "nothing that blocks has an end on record");
  }

  function has(provider, field, value, title, verb) {
    if (!value) return null;
    const own = provider.facts[field];
    const asked = `${title}: ${titleOf(field, value)}`;
    if (!own.length) return said(asked, "unsaid", `it does not say${verb ? ` what it ${verb}` : ""}`);
    return said(asked, own.includes(value) ? "pass" : "fail", `${verb || "says"} ${titlesOf(provider, field).join(field === "needs" ? "; " : ", ")}`);
  }

  /* Subject and qualification: of one and the same programme. */
  function programme(provider, asked) {
    const { subjects, qualifications } = asked;
    if (!subjects && !qualifications) return null;
    const title = join([subjects && titleOf("subjects", subjects), qualifications && titleOf("qualifications", qualifications)].filter(Boolean), "with");
    const right = provider.programmes.filter((row) => !subjects || row[1].includes(subjects));
    const names = (rows) => rows.map((row) => row[0]).join(", ");
    const both = right.filter((row) => !qualifications || row[2].includes(qualifications));
    if (both.length) return said(title, "pass", `programme ${names(both)}`);
    if (!right.length) return said(title, "fail", `its programmes are ${names(provider.programmes)}`);
    if (right.some((row) => !row[2].length)) return said(title, "unsaid", `${names(right)} names no qualification`);
    const own = [...new Set(right.flatMap((row) => row[2]))].map((code) => titleOf("qualifications", code));
    return said(title, "fail", `${subjects ? `${names(right)} leads to` : "its programmes lead to"} ${join(own)}`);
  }

  function attendance(provider, asked) {
    if (!asked.attendance) return null;
    const title = titleOf("attendance", asked.attendance);
    const own = provider.facts.attendance;
    if (!own.length) return said(title, "unsaid", "it does not say full time or part time");
    const fits = own.includes(asked.attendance) || (asked.attendance === "part-time" && own.includes("short-course"));
    return said(title, fits ? "pass" : "fail", `offers ${lower(join(titlesOf(provider, "attendance").map(lower)))}`);
  }

  function days(provider, asked) {
    if (!asked.days && !asked.day.length) return null;
    const named = join(asked.day.map((day) => titleOf("days", day)));
    const title = [asked.days && store.count(asked.days, "day a week", "days a week"), named].filter(Boolean).join(", ");
    const own = provider.facts.days;
    if (!own.length) return said(title, "unsaid", "it does not say on which days it is open");
    const fits = own.length >= (asked.days || 0) && asked.day.every((day) => own.includes(day));
    return said(title, fits ? "pass" : "fail", own.length === 5 ? "open Monday to Friday" : `open on ${join(titlesOf(provider, "days"))}`);
  }

  function place(provider, asked) {
    if (!asked.place) return null;
    const when = `on ${dateWords(provider.as_at)}`;
    if (provider.free === null) return said("A free place", "unsaid", `it has not said how many are free (asked ${when})`);
    if (provider.free === 0) return said("A free place", "fail", `none free ${when}`);
    const words = `${provider.free} free ${when}`;
    return store.saidLately(provider) ? said("A free place", "pass", words) : said("A free place", "unsaid", `${words}, which is ${store.away(provider.as_at)}: ask again`);
  }

  function distance(provider, asked) {
    if (!(asked.near in data.squares) || !asked.within) return null;
    const title = `Within ${store.count(asked.within, "mile")} of ${asked.near}`;
    const modes = provider.facts.modes;
    if (modes.includes("online")) return said(title, "pass", "teaches online");
    if (modes.includes("at-home")) return said(title, "unsaid", "comes to the pupil; how far it travels is not said");
    const miles = store.milesFrom(asked.near, provider);
    if (miles === null) return said(title, "unsaid", "where its sites lie is not known");
    return said(title, miles <= asked.within ? "pass" : "fail", `${store.milesWords(miles, provider, asked.near)} in a straight line`);
  }

  function stepFree(provider, asked) {
    if (!asked.step) return null;
    const known = { true: ["pass", "a site in use is step-free; ask which"], false: ["fail", "no site in use is step-free"], null: ["unsaid", "not said for every site"] };
    return said("Step-free access", ...known[provider.step_free]);
  }

  function carries(provider, asked) {
    if (!asked.use.includes("transport")) return null;
    const [own] = provider.facts.transport;
    if (!own) return said("Carries pupils", "unsaid", "it does not say whether it carries pupils");
    return said("Carries pupils", own === "carries" ? "pass" : "fail", provider.travel || titleOf("transport", own));
  }

  const WORST = ["fail", "lapses", "condition", "unsaid", "pass"];

  function judge(provider, asked) {
    const points = [
      gate(provider, asked),
      start(provider, asked),
      has(provider, "key_stages", asked.key_stages, "Key stage", "takes"),
      has(provider, "needs", asked.needs, "Need", "says it meets"),
      programme(provider, asked),
      has(provider, "modes", asked.modes, "Way of working", ""),
      attendance(provider, asked),
      days(provider, asked),
      place(provider, asked),
      distance(provider, asked),
      carries(provider, asked),
      stepFree(provider, asked),
    ].filter(Boolean).sort((a, b) => WORST.indexOf(a.outcome) - WORST.indexOf(b.outcome));
    const number = (outcome) => points.filter((point) => point.outcome === outcome).length;
    const tally = WORST.map((outcome) => [outcome, number(outcome)]).filter(([, many]) => many);
    const group = number("fail") ? "unfit" : number("pass") === points.length ? "fit" : "perhaps";
    return { provider, points, tally, group, missed: points.length - number("pass"), failed: number("fail") };
  }

  const judgeAll = (asked) => data.providers.map((provider) => judge(provider, asked))
    .sort((a, b) => a.failed - b.failed || a.missed - b.missed || (a.provider.name.toLowerCase() < b.provider.name.toLowerCase() ? -1 : 1));

  return { judge, judgeAll };
})();
