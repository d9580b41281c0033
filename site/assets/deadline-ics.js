/* Dated steps as an iCalendar file, byte for byte what `casebook deadline --format ics` writes (generator/ics.py and
   deadline_formats.py), so that both give an event the same name and none appears twice. Escapes and folds here and
   nowhere else. Pure functions: window.casebookIcs in a page, module.exports in Node. */
(function (root, factory) {
  "use strict";
  if (typeof module === "object" && module.exports) module.exports = factory();
  else root.casebookIcs = factory();
})(typeof self === "undefined" ? this : self, function () {
  "use strict";

  const LIMIT = 75;
  const bytesOf = (text) => new TextEncoder().encode(text);

  const escaped = (text) => text.replaceAll("\\N", "\n").replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,")
    .replace(/\r\n|\n|\r/g, "\\n");

  /* At most 75 octets on a line with its leading space, never inside a character or an escape. */
  function folded(line) {
    const lines = [];
    let current = [], size = 0;
    for (const char of line) {
      const bytes = bytesOf(char).length;
      if (current.length && size + bytes >= LIMIT) {
        const kept = current.length > 1 && "\\^".includes(current.at(-1)) ? [current.pop()] : [];
        lines.push(current.join(""));
        current = kept;
        size = kept.length;
      }
      current.push(char);
      size += bytes;
    }
    if (current.length) lines.push(current.join(""));
    return lines.join("\r\n ");
  }

  /* SHA-256: pages opened from a folder may not have the browser's own, and it would answer only later. */
  function sha256(text) {
    const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) >>> 0;
    const primes = [];
    for (let number = 2; primes.length < 64; number += 1) if (primes.every((prime) => number % prime)) primes.push(number);
    const keys = primes.map((prime) => fraction(Math.cbrt(prime)));
    const state = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
    const message = bytesOf(text);
    const padded = new Uint8Array((message.length + 9 + 63) & ~63);
    padded.set(message);
    padded[message.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 4, message.length * 8);
    const turn = (word, by) => (word >>> by) | (word << (32 - by));
    for (let offset = 0; offset < padded.length; offset += 64) {
      const words = Array.from({ length: 16 }, (_, index) => view.getUint32(offset + 4 * index));
      for (let i = 16; i < 64; i += 1) {
        const a = words[i - 15], b = words[i - 2];
        const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
        words[i] = (words[i - 16] + low + words[i - 7] + high) >>> 0;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + keys[i] + words[i]) >>> 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
        [a, b, c, d, e, f, g, h] = [(one + two) >>> 0, a, b, c, (d + one) >>> 0, e, f, g];
      }
      [a, b, c, d, e, f, g, h].forEach((word, index) => { state[index] = (state[index] + word) >>> 0; });
    }
    return state.map((word) => word.toString(16).padStart(8, "0")).join("");
  }

  function describe(item) {
    const lines = [`${item.step.role}. ${item.how}`];
    if (item.questions.length) lines.push(`Only if: ${item.questions.join(" ")}`);
    if (item.step.unverified) lines.push(`Check before relying on this: ${item.step.source}`);
    return lines.join("\n");
  }

  function event(engine, procedure, from, stamp, item) {
    const plain = (day) => engine.isoOf(day).replaceAll("-", "");
    return [
      "BEGIN:VEVENT",
      `SUMMARY:${escaped(`${item.step.title} (${procedure.title})`)}`,
      `DTSTART;VALUE=DATE:${plain(item.due)}`,
      `DTEND;VALUE=DATE:${plain(item.due + 1)}`,
      `DTSTAMP:${stamp.replaceAll("-", "")}T000000Z`,
      `UID:${sha256(`deadline|${procedure.id}|${from}|${item.step.id}`).slice(0, 32)}@casebook`,
      `DESCRIPTION:${escaped(describe(item))}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  }

  /* The steps with a day that the facts do not rule out. `from` and `stamp` are days as 2026-11-24. */
  function calendarOf(engine, procedure, from, stamp, items) {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//casebook//due//EN",
      `X-WR-CALNAME:${escaped(`${procedure.title} from ${from}`)}`];
    items.filter((item) => item.due !== null && item.needed !== "not-needed")
      .forEach((item) => lines.push(...event(engine, procedure, from, stamp, item)));
    lines.push("END:VCALENDAR");
    return lines.map((line) => `${folded(line)}\r\n`).join("");
  }

  return { calendarOf, escaped, folded, sha256 };
});
