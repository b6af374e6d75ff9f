import { describe, expect, it } from 'vitest';
import { parseText } from './feed-text.ts';

const items = Array.from(
  { length: 6 },
  (_, at) =>
    `<item><title>Report number ${at}</title><link>https://d.example/${at}</link><description>Text of ${at}</description></item>`,
);
const whole = `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Damaged</title>${items.join('\n')}</channel></rss>`;

/** Each makes of a sound feed what publishers make of theirs; all six entries survive. */
const damages: Record<string, (text: string) => string> = {
  'no closing tags': (text) => text.replace('</channel></rss>', ''),
  'bare ampersands': (text) => text.replaceAll('Report', 'R&D report'),
  'undeclared entities': (text) => text.replaceAll('Report', '&nbsp;&eacute;'),
  'control characters': (text) => text.replaceAll('Report', 'Re\u0008po\u0000rt'),
  'unescaped markup': (text) => text.replaceAll('Text of', 'Text<br>of'),
  'a warning before the XML': (text) => `<br />\n<b>Warning</b>: mail() in <b>/x.php</b>\n${text}`,
  'blank lines before the XML': (text) => `\n\n  ${text}`,
  'HTML behind it': (text) => `${text}<script>x()</script></body></html>`,
  'an undeclared prefix': (text) => text.replaceAll('</item>', '<foo:bar>x</foo:bar></item>'),
  'an unquoted attribute': (text) =>
    text.replace('</item>', '</item><link rel=self href=http://x.example/>'),
  'a mismatched tag': (text) => text.replace('</item>', '</item><x><y></x>'),
  'a stray <': (text) => text.replaceAll('Report', '3 < 4'),
  'closing tags in another case': (text) => text.replaceAll('</title>', '</TITLE>'),
  'items that are not closed': (text) => text.replaceAll('</item>', ''),
  'titles that are not closed': (text) => text.replaceAll('</title>', ''),
  'an XML declaration that is not closed': (text) => text.replace('?>', '>'),
  'items outside the channel': (text) => text.replace('<item>', '</channel><item>'),
  'a root that is closed early': (text) => text.replace('<item>', '</channel></rss><item>'),
};

describe('parseFeed', () => {
  it.each(Object.entries(damages))('keeps every entry of a feed with %s', (_name, damage) => {
    const { entries } = parseText(damage(whole));
    expect(entries.map(({ title }) => typeof title)).toEqual(items.map(() => 'string'));
  });

  it('keeps the entries before the place where a feed breaks off, and says so', () => {
    const cut = whole.slice(0, whole.indexOf('https://d.example/4') + 10);
    const feed = parseText(cut);
    expect(feed.error).toMatch(/breaks off/);
    expect(feed.entries.map(({ link }) => link)).toEqual([
      'https://d.example/0',
      'https://d.example/1',
      'https://d.example/2',
      'https://d.example/3',
      undefined, // half an address leads elsewhere
    ]);
  });

  it('keeps the text behind an unclosed <br>', () => {
    const [entry] = parseText(whole.replaceAll('Text of', 'Text<br>of')).entries;
    expect(entry?.summary).toBe('Text<br>of 0');
  });

  it('expands the entities that a DOCTYPE declares, once', () => {
    const doctype = '<!DOCTYPE rss [<!ENTITY co "Acme &#38; Sons"><!ENTITY deep "&co;&co;">]>';
    const { entries } = parseText(
      `<?xml version="1.0"?>${doctype}<rss><channel><item><title>&co; &deep;</title></item></channel></rss>`,
    );
    expect(entries[0]?.title).toBe('Acme & Sons &co;&co;');
  });
});
