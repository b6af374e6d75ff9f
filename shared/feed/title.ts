import { plainText } from '../text/plain-text.ts';
import { startOfText } from '../text/start-of-text.ts';

const MAX_TITLE = 100;

/**
 * A title for an entry that has none: how its text begins, cut between words.
 *
 * @example titleFromText('<p>Rain over Northport.</p>') // 'Rain over Northport.'
 */
export function titleFromText(html: string | undefined): string | undefined {
  if (html === undefined) return undefined;
  const text = plainText(startOfText(html, 5000)).replace(/\s+/g, ' ').trim();
  if (text.length <= MAX_TITLE) return text || undefined;
  const cut = startOfText(text, MAX_TITLE);
  const space = cut.lastIndexOf(' ');
  return `${space > MAX_TITLE / 2 ? cut.slice(0, space) : cut}…`;
}
