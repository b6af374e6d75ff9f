/** Pages that are made to be large or to do harm, by name. */
export type MadePage = { readonly name: string; readonly make: () => string };

const MB = 1_000_000;
const sentence =
  'The council said on Monday that the bridge, shut since the storm, would open again in spring. ';
/** No two alike: what repeats is left out of a body. */
const paragraph = (at: number): string =>
  `Report ${at} on the bridge came on day ${at * 7} of the year. ${sentence.repeat(2)}`;

const related = (at: number): string =>
  `<div class="related"><ul><li><a href="/2026/tram-${at}">Trams return to line ${at} after a year</a></li></ul></div>`;

/** An article of so many bytes: paragraphs, links, pictures with captions, scripts, as pages have them. */
export function longArticle(bytes: number): string {
  const pieces = [
    '<html lang="en"><title>Bridge reopens</title><body><h1>Bridge reopens</h1><article>',
  ];
  let length = 0;
  for (let at = 0; length < bytes; at++) {
    const piece =
      `<p class="story-text">${paragraph(at)}<a href="/2026/story-${at}">Story ${at}</a></p>` +
      `<figure class="picture"><img src="/i/${at}.jpg" alt="A bridge"><figcaption>The bridge, ${at}</figcaption></figure>` +
      `<script>window.queue.push({slot:${at},sizes:[[300,250],[728,90]]})</script>` +
      (at % 20 === 0 ? related(at) : '');
    pieces.push(piece);
    length += piece.length;
  }
  return `${pieces.join('\n')}</article></body></html>`;
}

const article = (inside: string): string =>
  `<html lang="en"><h1>Bridge reopens</h1><p>${sentence.repeat(8)}</p>${inside}<p>${sentence}</p>`;

export const hostilePages: readonly MadePage[] = [
  { name: '5 MB of article', make: () => longArticle(5 * MB) },
  { name: '5 MB of text in one paragraph', make: () => article('word '.repeat(MB)) },
  {
    name: '5 MB of paragraphs',
    make: () =>
      article(Array.from({ length: 20_000 }, (_, at) => `<p>${paragraph(at)}`).join('\n')),
  },
  {
    name: '5 MB of long paragraphs',
    make: () =>
      article(Array.from({ length: 1200 }, (_, at) => `<p>${paragraph(at).repeat(16)}`).join('\n')),
  },
  {
    name: '5 MB of Arabic',
    make: () => article(`<p>${'قال المجلس إن الجسر. '.repeat(140_000)}</p>`),
  },
  {
    name: '5 MB of links',
    make: () => article('<a href="/2026/a-b-c-1">A story</a> '.repeat(140_000)),
  },
  { name: '5 MB of nested elements', make: () => article('<div>'.repeat(MB)) },
  { name: '5 MB of unclosed formatting', make: () => article('<b><i><u></b>'.repeat(380_000)) },
  { name: '5 MB of unclosed cells', make: () => article('<table><tr><td>'.repeat(330_000)) },
  { name: '5 MB of stray end tags', make: () => article('</div></p>'.repeat(500_000)) },
  {
    name: 'an attribute of 1 MB',
    make: () => article(`<p class="${'a-b '.repeat(250_000)}">x</p>`),
  },
  { name: '100,000 attributes', make: () => article(`<p ${'a="b" '.repeat(100_000)}>x</p>`) },
  { name: '100,000 scripts', make: () => article('<script src="/a.js"></script>'.repeat(100_000)) },
  {
    name: '1 MB of broken JSON-LD',
    make: () =>
      article(`<script type="application/ld+json">{"a":"${'\\"['.repeat(330_000)}</script>`),
  },
  { name: '5 MB of references', make: () => article('&amp;'.repeat(MB)) },
  {
    name: '5 MB of related boxes in each other',
    make: () =>
      article(
        '<div class="related"><ul><li><a href="/a-b-c-d-1">Some headline of another story</a></li>'.repeat(
          56_000,
        ),
      ),
  },
  { name: '5 MB of quotes in a heading', make: () => article(`<h1>${'"'.repeat(5 * MB)}</h1>`) },
];
