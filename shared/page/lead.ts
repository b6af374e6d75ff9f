import { cutText } from '../text/cut-text.ts';

/**
 * The first sentences, up to 300 characters.
 *
 * @example
 * leadOf('The bridge is open.') // 'The bridge is open.'
 */
export function leadOf(text: string): string {
  const flat = text.slice(0, 301).replace(/\n/g, ' ');
  if (flat.length <= 300) return flat;
  const cut = flat.slice(0, 300);
  const end = Math.max(
    ...['. ', '! ', '? ', '؟ ', '۔ ', '। '].map((mark) => cut.lastIndexOf(mark)),
    cut.lastIndexOf('。'),
  );
  if (end > 100) return cut.slice(0, end + 1);
  const space = cut.lastIndexOf(' ');
  return `${cutText(cut, space > 200 ? space : 299)}…`;
}
