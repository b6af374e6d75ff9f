/**
 * The first so many units of a text, one less where the cut would go through a character: half of an
 * emoji is no text.
 *
 * @example startOfText('ab😀', 3) // 'ab'
 */
export function startOfText(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
