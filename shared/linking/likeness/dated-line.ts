/** Such a line is short: longer ones are what the report begins with. */
const longestLine = 100;
const mostWords = 16;
/** What is below it is a report, and not as short itself. */
const shortestReport = 100;

const digit = '[\\d٠-٩۰-۹]';
const name = '[^\\s\\d٠-٩۰-۹,،./-]{2,}';
/** Day, month and year, in figures or with the month's name; a year alone may be what is reported. */
const wholeDate = new RegExp(
  [
    `(?<!${digit})${digit}{1,2}(?:st|nd|rd|th|\\.|º)? ?(?:de |of )?${name}[,،.]? (?:de )?${digit}{4}(?!${digit})`,
    `${name}\\.? ${digit}{1,2}(?:st|nd|rd|th)?[,،]? ${digit}{4}(?!${digit})`,
    `(?<!${digit})(?:${digit}{1,2}[./-] ?${digit}{1,2}[./-] ?${digit}{4}|${digit}{4}[./-]${digit}{1,2}[./-]${digit}{1,2})(?!${digit})`,
    `${digit}{4}[年년] ?${digit}{1,2}[月월] ?${digit}{1,2}[日일]`,
  ].join('|'),
  'u',
);
const sentenceEnd = /[.!?؟。।…]\s*$/u;

/**
 * A text with blanks in place of a first line that says when, where and by whom it was written, as agencies
 * print it above a report: «جدة 25 شوال 1436هـ الموافق 10 أغسطس 2015م واس». Its words are among the rarest
 * there are, and make all reports of an agency on one day alike. What follows stays where it stands.
 *
 * @example
 * blankDatedLine('Dunmore, 10 August 2015\nThe bridge …') // '                       \nThe bridge …'
 */
export function blankDatedLine(text: string): string {
  const from = text.length - text.trimStart().length;
  const end = text.indexOf('\n', from);
  if (end < 0 || end - from > longestLine || text.length - end < shortestReport) return text;
  const line = text.slice(from, end);
  if (sentenceEnd.test(line) || line.split(/\s+/u).length > mostWords) return text;
  return wholeDate.test(line) ? text.slice(end).padStart(text.length) : text;
}
