/**
 * The beginning of a text, in whole characters: what is left of one that the cut goes through is dropped,
 * and halves of characters that stood in it before are replaced, since no service has to take them.
 *
 * @example
 * cutText('Rain 🌧', 6) // 'Rain '
 */
export const cutText = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(text.length > most ? /[\uD800-\uDBFF]$/ : '', '')
    .toWellFormed();
