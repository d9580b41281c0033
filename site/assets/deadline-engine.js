/* Counts the days of a procedure: generator/counting.py and generator/deadlines.py over again, for the browser.
   Pure functions, no dependency; a page finds them in window.casebookEngine, Node in module.exports.
   tests/test_calculator.py compares every answer with Python's. Days are whole numbers since 1 January 1970. */
(function (root, factory) {
  "use strict";
  if (typeof module === "object" && module.exports) module.exports = factory();
  else root.casebookEngine = factory();
})(typeof self === "undefined" ? this : self, function () {
  "use strict";

  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const WORDS = {
    "school-days": "school day", "working-days": "working day", "calendar-days": "day", "weeks": "week",
    "months": "month", "hours": "hour", "sessions": "session", "half-terms": "half term", "terms": "term",
  };
  const MS = 86400000;

  /* Counting would need a year nobody has entered. */
  class Beyond extends Error {}

  /* Dates */

  function dayOf(iso) {
    const found = /^([1-9]\d{3})-(\d\d)-(\d\d)$/.exec(iso);
    if (!found) return null;
    const day = Date.UTC(+found[1], found[2] - 1, +found[3]) / MS;
    return isoOf(day) === iso ? day : null;
  }

  function parts(day) {
    const date = new Date(day * MS);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
  }

  const isoOf = (day) => new Date(day * MS).toISOString().slice(0, 10);
  const weekday = (day) => (((day + 3) % 7) + 7) % 7;

  function longDate(day) {
    const p = parts(day);
    return `${p.day} ${MONTHS[p.month]} ${p.year}`;
  }

  const weekdayDate = (day) => `${WEEKDAYS[weekday(day)]} ${longDate(day)}`;

  function spanOf(start, end) {
    const from = parts(start), to = parts(end);
    if (start === end) return `on ${longDate(start)}`;
    if (from.year === to.year && from.month === to.month) return `from ${from.day} to ${longDate(end)}`;
    return `from ${longDate(start)} to ${longDate(end)}`;
  }

  const join = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

  function addMonths(day, months) {
    const p = parts(day);
    const first = Date.UTC(p.year, p.month + months, 1) / MS;
    const last = Date.UTC(p.year, p.month + months + 1, 1) / MS - 1;
    return Math.min(first + p.day - 1, last);
  }

  /* Where a day would be put into sorted days: before its equals, or after them. */
  function place(list, day, after) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < day || (after && list[middle] === day)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /* Calendars: the exported data with its days as numbers. */

  const pair = (span) => span.map(dayOf);

  function holidaysOf(data) {
    const found = new Map();
    Object.entries(data.bank_holidays).forEach(([year, list]) => found.set(+year, new Set(list.map(dayOf))));
    return found;
  }

  function calendarOf(data, series) {
    const found = data.calendars.find((calendar) => calendar.series === series);
    if (!found) return null;
    const schoolDays = found.school_days.map(dayOf);
    return {
      series: found.series,
      spans: found.spans.map(pair),
      schoolDays,
      schoolDaySet: new Set(schoolDays),
      blocks: found.blocks.map(pair),
      terms: found.terms.map(pair),
      years: found.years.map((year) => ({
        name: year.academic_year,
        provisional: year.provisional,
        span: pair(year.span),
        inset: new Set(year.inset_days.map(dayOf)),
        closures: year.closures.map(pair),
        halfTerms: year.half_terms.map(pair),
      })),
      holidays: holidaysOf(data),
    };
  }

  function beyond(calendar, day) {
    const p = parts(day);
    const first = p.month >= 7 ? p.year : p.year - 1;
    const next = String((first + 1) % 100).padStart(2, "0");
    return new Beyond(`the ${calendar.series} calendar for ${first}/${next} does not cover ${isoOf(day)}`);
  }

  const covers = (calendar, day) => calendar.spans.some(([first, last]) => first <= day && day <= last);

  function requireDay(calendar, day) {
    if (!covers(calendar, day)) throw beyond(calendar, day);
  }

  /* The first and last day known without a break around a day. */
  function spanAround(calendar, day) {
    requireDay(calendar, day);
    return calendar.spans.find(([first, last]) => first <= day && day <= last);
  }

  /* Python knows the bank holidays of every year; this page only those it was given, and says so. */
  function isBankHoliday(calendar, day) {
    const year = parts(day).year;
    if (!calendar.holidays.has(year)) throw new Beyond(`this page does not hold the bank holidays of ${year}`);
    return calendar.holidays.get(year).has(day);
  }

  const isWorkingDay = (calendar, day) => weekday(day) < 5 && !isBankHoliday(calendar, day);

  /* Counting */

  function at(calendar, day, index) {
    const [first, last] = spanAround(calendar, day);
    if (index < place(calendar.schoolDays, first, false)) throw beyond(calendar, first - 1);
    if (index >= place(calendar.schoolDays, last, true)) throw beyond(calendar, last + 1);
    return calendar.schoolDays[index];
  }

  const nthSchoolDayAfter = (calendar, day, number) => at(calendar, day, place(calendar.schoolDays, day, true) + number - 1);
  const nthSchoolDayFrom = (calendar, day, number) => at(calendar, day, place(calendar.schoolDays, day, false) + number - 1);
  const nthSchoolDayBefore = (calendar, day, number) => at(calendar, day, place(calendar.schoolDays, day, false) - number);

  function schoolDays(calendar, day, amount) {
    return amount < 0 ? nthSchoolDayBefore(calendar, day, -amount) : nthSchoolDayAfter(calendar, day, amount);
  }

  function nthWorkingDay(calendar, day, number) {
    const step = number > 0 ? 1 : -1;
    for (let left = Math.abs(number); left > 0;) {
      day += step;
      if (isWorkingDay(calendar, day)) left -= 1;
    }
    return day;
  }

  function endOfBlock(calendar, blocks, day, number) {
    for (let done = 0; done < number; done += 1) {
      const from = day, last = spanAround(calendar, day)[1];
      const later = blocks.filter(([start]) => from < start && start <= last);
      const cut = !isoOf(last).endsWith("-07-31");
      if (!later.length || (later.length === 1 && cut)) throw beyond(calendar, last + 1);
      day = later[0][1];
    }
    return day;
  }

  function counted(calendar, day, amount, unit) {
    const sign = amount > 0 ? 1 : -1;
    switch (unit) {
      case "school-days": return schoolDays(calendar, day, amount);
      case "sessions": return schoolDays(calendar, day, Math.floor((Math.abs(amount) + 1) / 2) * sign);
      case "working-days": return nthWorkingDay(calendar, day, amount);
      case "calendar-days": return day + amount;
      case "hours": return day + Math.ceil(Math.abs(amount) / 24) * sign;
      case "weeks": return day + 7 * amount;
      case "months": return addMonths(day, amount);
      case "half-terms": return endOfBlock(calendar, calendar.blocks, day, amount);
      case "terms": return endOfBlock(calendar, calendar.terms, day, amount);
      default: throw new Error(`unknown unit '${unit}'`);
    }
  }

  /* What was skipped: weekdays without school, in runs that weekends do not break. */

  function gaps(calendar, start, end) {
    const found = [];
    let run = [];
    const close = () => {
      if (run.length) found.push({ start: run[0], end: run.at(-1), label: labelOf(calendar, run) });
      run = [];
    };
    for (let day = start; day <= end; day += 1) {
      if (weekday(day) >= 5) continue;
      const school = calendar.schoolDaySet.has(day);
      if (school || (run.length && ownDay(calendar, day) !== ownDay(calendar, run[0]))) close();
      if (!school) run.push(day);
    }
    close();
    return found;
  }

  function ownDay(calendar, day) {
    if (calendar.years.some((year) => year.inset.has(day))) return "INSET day";
    const closed = calendar.years.some((year) => year.closures.some(([start, end]) => start <= day && day <= end));
    return closed ? "closure" : "";
  }

  function labelOf(calendar, run) {
    const first = run[0], last = run.at(-1), own = ownDay(calendar, first);
    if (own) return own === "INSET day" && run.length > 1 ? "INSET days" : own;
    if (run.every((day) => isBankHoliday(calendar, day))) return "bank holiday";
    for (const year of calendar.years) {
      if (year.halfTerms.some(([start, end]) => start <= last && first <= end)) return "half term";
    }
    return "holiday";
  }

  /* Four weeks or more between two terms; end is null where the calendar does not say when school begins again. */
  function longClosures(calendar, day) {
    const [first, last] = spanAround(calendar, day);
    const terms = calendar.terms.filter(([start]) => first <= start && start <= last);
    const found = [];
    terms.slice(1).forEach(([start], index) => {
      const closed = terms[index][1] + 1;
      if (start - closed >= 28) found.push({ start: closed, end: start - 1 });
    });
    if (terms.length && isoOf(last).endsWith("-07-31")) found.push({ start: terms.at(-1)[1] + 1, end: null });
    return found;
  }

  function closedWords(closure) {
    const asked = `where a school's advice was asked for from ${longDate(closure.start - 7)}`;
    if (closure.end !== null) return `${asked} to ${longDate(closure.end - 6)}, as it is closed ${spanOf(closure.start, closure.end)}`;
    return `${asked} on, as it is closed from ${longDate(closure.start)} and the calendar does not say until when`;
  }

  /* Why a day may lawfully be missed: the advice of a school that is closed for long (CR9). */
  function lawfullyLater(calendar, clock, base, due) {
    if (!clock.exceptions.includes("ehc-advice")) return "";
    let last, found;
    try {
      last = spanAround(calendar, base)[1];
      found = longClosures(calendar, base).filter((closure) => closure.start - 7 <= due);
    } catch (error) {
      if (!(error instanceof Beyond)) throw error;
      return `; whether it may lawfully be later is not known: ${error.message}`;
    }
    const words = found.filter((closure) => closure.end === null || base <= closure.end - 6).map(closedWords);
    if (due > last && !(found.length && found.at(-1).end === null)) {
      words.push(`not known after ${longDate(last)}, where the calendar ends`);
    }
    return words.length ? `; may lawfully be later: ${join(words)}` : "";
  }

  /* A procedure's steps */

  const quantity = (amount, unit) => `${amount} ${WORDS[unit]}${amount === 1 ? "" : "s"}`;
  const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

  function skipped(calendar, start, end, unit) {
    if (unit !== "school-days" && unit !== "sessions") return "";
    const found = gaps(calendar, start, end).map((gap) => `${gap.label} ${spanOf(gap.start, gap.end)}`);
    return found.length ? `; skipped: ${join(found)}` : "";
  }

  function nth(calendar, base, amount, unit) {
    if (unit === "school-days") return nthSchoolDayFrom(calendar, base, amount);
    if (unit === "sessions") return nthSchoolDayFrom(calendar, base, Math.floor((amount + 1) / 2));
    if (unit === "working-days") return nthWorkingDay(calendar, base - 1, amount);
    return amount > 1 ? counted(calendar, base, amount - 1, unit) : base;
  }

  function fromBase(calendar, clock, base) {
    const amount = clock.amount || 0, unit = clock.unit || "calendar-days", day = longDate(base);
    switch (clock.rule) {
      case "same-day": return { due: base, how: "the same day" };
      case "immediately": return { due: base, how: "at once, treated as the same day" };
      case "before-event": return { due: base, how: `before ${day}` };
      case "before-date": {
        const [month, number] = clock.date.split("-").map(Number);
        const fixed = Date.UTC(parts(base).year, month - 1, number) / MS;
        return { due: fixed - 1, how: `before ${longDate(fixed)}, in the calendar year of ${day}` };
      }
      case "before": {
        if (unit === "half-terms" || unit === "terms") return { due: null, how: "half terms and terms are not counted back" };
        const due = counted(calendar, base, -amount, unit);
        return { due, how: `at least ${quantity(amount, unit)} before ${day}${skipped(calendar, due, base, unit)}` };
      }
      case "from-nth": {
        const due = nth(calendar, base, amount, unit);
        const warn = clock.warn_at ? nth(calendar, base, clock.warn_at, unit) : null;
        const one = longDate(nth(calendar, base, 1, unit));
        return { due, warn, how: `${WORDS[unit]} ${amount} counting ${one} as 1${skipped(calendar, base, due, unit)}` };
      }
      default: {
        const due = counted(calendar, base, amount, unit);
        const words = `${quantity(amount, unit)} after ${day}, which is not counted`;
        const warn = clock.warn_at ? counted(calendar, base, clock.warn_at, unit) : null;
        const later = lawfullyLater(calendar, clock, base, due);
        return { due, warn, how: words + skipped(calendar, base, due, unit) + later };
      }
    }
  }

  /* Whether the facts meet the conditions of a step or a follow-up, and the questions still open. */
  function neededOf(procedure, step, facts) {
    const known = (when) => Object.hasOwn(facts, when.fact);
    if (step.only_if.some((when) => known(when) && facts[when.fact] !== when.is)) return { needed: "not-needed", questions: [] };
    const questions = step.only_if.filter((when) => !known(when)).map((when) => {
      const fact = procedure.facts.find((one) => one.id === when.fact);
      return `${fact ? fact.question : when.fact} ${capitalised(when.is.replaceAll("-", " "))}`;
    });
    return { needed: questions.length ? "depends" : "needed", questions };
  }

  /* Every step in the procedure's order. A step that cannot be dated says why; `refused` marks a missing calendar. */
  function datedSteps(procedure, start, calendar, facts) {
    const byId = new Map(procedure.steps.map((step) => [step.id, step]));
    const known = new Map(), underway = new Set();

    function count(step) {
      if (!known.has(step.id)) {
        if (underway.has(step.id)) return { due: null, how: "its clock counts from itself" };
        underway.add(step.id);
        known.set(step.id, byClock(step.clock));
        underway.delete(step.id);
      }
      return known.get(step.id);
    }

    function byClock(clock) {
      if (!clock) return { due: null, how: "no time limit" };
      const origin = clock.from ? byId.get(clock.from) : null;
      const base = clock.from ? (origin ? count(origin).due : null) : start;
      if (base === null) {
        const name = origin ? origin.title : clock.from;
        return { due: null, how: `counted from the day of step '${name}', which has no day of its own` };
      }
      try {
        return fromBase(calendar, clock, base);
      } catch (error) {
        if (!(error instanceof Beyond)) throw error;
        return { due: null, how: `cannot be counted: ${error.message}`, refused: error.message };
      }
    }

    return procedure.steps.map((step) => {
      const found = count(step);
      return { step, ...neededOf(procedure, step, facts), due: found.due, warn: found.warn ?? null, how: found.how,
        refused: found.refused ?? "" };
    });
  }

  /* The procedures this one leads to, as far as the facts do not rule them out. Each has a start of its own. */
  function followUps(procedure, facts, items) {
    const leftOut = new Set(items.filter((item) => item.needed === "not-needed").map((item) => item.step.id));
    return procedure.follow_ups.flatMap((one) => {
      const { needed, questions } = neededOf(procedure, one, facts);
      return needed === "not-needed" || leftOut.has(one.after) ? [] : [{ procedure: one.procedure, questions, note: one.note }];
    });
  }

  /* What kind of day the start is, for a word of warning: school day, weekend, holiday... or "unknown". */
  function kindOfDay(calendar, day) {
    if (!covers(calendar, day)) return "unknown";
    if (calendar.schoolDaySet.has(day)) return "school day";
    return weekday(day) >= 5 ? "weekend" : labelOf(calendar, [day]);
  }

  return { Beyond, addMonths, calendarOf, covers, datedSteps, dayOf, followUps, gaps, isoOf, join, kindOfDay, longDate, spanOf,
    weekday, weekdayDate };
});
