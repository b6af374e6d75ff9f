/**
 * An address as the WHATWG reads it, taken from `base` where it is relative.
 *
 * Not by `URL.canParse`: in Node 20, once it has been compiled, that says no to every address with a
 * letter from U+0080 to U+00FF, such as `https://bücher.example/`.
 *
 * @returns `undefined` for what is none
 *
 * @example
 * parseUrl('../tram', 'https://news.example/2026/bridge')?.href // 'https://news.example/tram'
 * parseUrl('http://') // undefined
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
