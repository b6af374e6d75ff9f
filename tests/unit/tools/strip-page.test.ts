import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../../shared/page/parse-html.ts';
import { stripPage } from '../../tools/strip-page.ts';

const sentence =
  'The minister announced on Monday that the whole bridge would reopen before Easter.';
const html = `<!doctype html><html lang="en"><head><script>track()</script>
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2030-05-03T10:00:00Z","articleBody":"${sentence}"}</script></head>
<body onload="x()"><ul>${'<li>Item</li>'.repeat(40)}</ul><div class="text" style="color:red" data-x="1"><p>${sentence}</p><time datetime="2030-05-03">3 May 2030</time><p>أعلنت البلدية يوم الاثنين أن الجسر القديم فتح من جديد أمام السيارات.</p></div></body></html>`;

describe('stripPage', () => {
  const stripped = stripPage(html);

  it('keeps structure, names, labels and dates', () => {
    expect(stripped).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(stripped).toContain('<div class="text"><p>');
    expect(stripped).toContain('<time datetime="2030-05-03">3 May 2030</time>');
    expect(parseHtml(stripped).jsonLd[0]).toContain('"datePublished":"2030-05-03T10:00:00Z"');
    expect(stripped).not.toMatch(/track|onload|style=|data-x/);
    expect(stripped.match(/<li>/g)).toHaveLength(12);
  });

  it('keeps the shape of sentences and none of their words', () => {
    expect(stripped).not.toContain('announced');
    expect(stripped).not.toContain('البلدية');
    const paragraph = /<p>(The [^<]*)<\/p>/.exec(stripped)?.[1] ?? '';
    expect(paragraph).toHaveLength(sentence.length);
    expect(paragraph).toMatch(/^The \p{L}{8} \p{L}{9} on \p{L}{6} .*\.$/u);
    expect(/<p>([\p{Script=Arabic}\s.]+)<\/p>/u.test(stripped)).toBe(true);
  });
});
