const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** IMF-fixdate and the two obsolete forms (RFC 9110, 5.6.7), with the slips that servers make. */
const forms = [
  /^(?:[a-z]{3,9},?\s+)?(?<day>\d{1,2})[\s-](?<month>[a-z]{3})[a-z]*[\s-](?<year>\d{4}|\d{2})\s+(?<h>\d{1,2}):(?<m>\d{2}):(?<s>\d{2})(?:\s*(?:gmt|utc|z|[+-]0000))?$/i,
  /^[a-z]{3}\s+(?<month>[a-z]{3})\s+(?<day>\d{1,2})\s+(?<h>\d{1,2}):(?<m>\d{2}):(?<s>\d{2})\s+(?<year>\d{4})$/i,
];

/**
 * Reads a date of an HTTP header, in milliseconds; `Date.parse` would take `0` and `-1` for dates.
 *
 * @example
 * parseHttpDate('Mon, 05 Jan 2026 09:00:00 GMT') // 1767603600000
 */
export function parseHttpDate(text: string): number | undefined {
  const trimmed = text.trim().slice(0, 60);
  for (const form of forms) {
    const found = form.exec(trimmed)?.groups;
    if (found === undefined) continue;
    const month = months.indexOf((found['month'] ?? '').toLowerCase());
    if (month < 0) return undefined;
    const year = Number(found['year']);
    const [day, h, m, s] = ['day', 'h', 'm', 's'].map((name) => Number(found[name]));
    const full = year < 70 ? 2000 + year : year < 100 ? 1900 + year : year;
    return Date.UTC(full, month, day, h, m, s);
  }
  return undefined;
}
