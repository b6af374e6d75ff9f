const [bell, esc, csi] = [7, 27, 155].map((code) => String.fromCharCode(code));

/** CSI and OSC sequences, whole; of one that is cut off, the ESC goes with the other controls. */
const escapes = new RegExp(
  `(?:${esc}\\[|${csi})[0-?]*[ -/]*[@-~]|${esc}\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)?`,
  'g',
);
/** Controls, overrides and isolates of direction, and letters that no reader sees (tags). */
const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu;

/**
 * One line of text that cannot move the cursor, colour the terminal or turn its direction.
 *
 * @example
 * cleanLine('Bridge\u001b[2J\nreopens') // 'Bridge reopens'
 */
export function cleanLine(text: string): string {
  return text
    .replace(escapes, '')
    .replace(/[\s\u0085\u2028\u2029]+/gu, ' ')
    .replace(unprintable, '')
    .trim();
}

/** The same for text of several lines, which stay. */
export const cleanLines = (text: string): string[] =>
  text.split(/\r\n|[\n\r\u0085\u2028\u2029]/u).map(cleanLine);

const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * A text that leaves what stands around it in place, whichever way it runs (Unicode FSI and PDI).
 *
 * @example
 * isolated('مرحبا') // '\u2068مرحبا\u2069'
 */
export const isolated = (text: string): string =>
  rightToLeft.test(text) ? `\u2068${text}\u2069` : text;

/** JSON that a terminal can be shown: JSON itself escapes only the first 32 controls. */
export const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
