/**
 * An RSS 2.0 feed that lists addresses and claims nothing more about them: no dates, no texts.
 *
 * @example
 * pageListFeed('a.example', [new URL('https://a.example/news/bridge')])
 * // '<?xml version="1.0" … <title>bridge</title> …'
 */
export function pageListFeed(host: string, urls: readonly URL[]): string {
  const items = urls.map(
    (url) =>
      `<item><title>${xmlText(lastSegment(url))}</title><link>${xmlText(url.href)}</link>` +
      `<guid isPermaLink="true">${xmlText(url.href)}</guid></item>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0"><channel>',
    `<title>${xmlText(host)}</title><link>${xmlText(`https://${host}/`)}</link>`,
    `<description>Saved pages of ${xmlText(host)}</description>`,
    ...items,
    '</channel></rss>',
  ].join('\n');
}

function lastSegment(url: URL): string {
  const segment = url.pathname.split('/').findLast((part) => part !== '') ?? url.hostname;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** XML 1.0 has no place for control characters, escaped or not. */
function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
