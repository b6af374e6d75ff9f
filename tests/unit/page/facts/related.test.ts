import { describe, expect, it } from 'vitest';
import { articleOf, type PageParts } from './a-page.ts';

const ownUrl = 'https://www.herald.example/region/2030/bridge-reopens-4100';

const box = (links: string): string =>
  `<aside class="related"><h3>Related stories</h3>${links}</aside>`;
const link = (href: string, text: string): string => `<p><a href="${href}">${text}</a></p>`;

const relatedOf = (parts: PageParts) => articleOf({ url: ownUrl, ...parts }).related;
const titlesOf = (parts: PageParts): string[] => relatedOf(parts).map(({ title }) => title);
const urlsOf = (parts: PageParts): string[] => relatedOf(parts).map(({ url }) => url);

const ferry = link('/region/2030/ferry-stops-4101', 'Ferry stops for good');

describe('what a page points to', () => {
  it.each([
    ['a section', '/life/water-sports', 'Water sports'],
    [
      'a section in another script',
      '/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9-%D9%85%D8%AD%D9%84%D9%8A%D8%A9',
      'رياضة محلية',
    ],
    ['the section that it lies in', '/region/2030', 'More news of the region'],
    ['a topic', '/topic/bridges-and-ferries-of-the-north-4711', 'Bridges and ferries'],
    ['a dossier', '/dossiers/bridges-and-ferries-of-the-north-4711', 'Bridges and ferries'],
    ['a podcast', '/podcasts/the-week-by-the-river-4711', 'The week by the river'],
    ['a gallery', '/fotogalerie/ferries-of-the-north-4711', 'The ferries of the north'],
    ['what a click is counted by', '/life/water-sports?INTCMP=ILC3487', 'All on water sports'],
    ['an author', '/authors/ada-lane-4711', 'Everything by Ada Lane'],
    ['a search', '/search?q=bridges+2030', 'All that we have on bridges'],
    ['comments', '/region/comments/4100', 'What our readers say of it'],
    [
      'another part of the outlet',
      'https://jobs.herald.example/job/4711',
      'Engineer for bridges wanted',
    ],
    ['a file', '/files/2030/plan-of-the-bridge.pdf', 'The plan of the whole bridge'],
    ['itself with another query', `${ownUrl}?box=related`, 'Bridge reopens after a week'],
    ['its own second part', `${ownUrl}/2`, 'What the mayor said of it'],
    [
      'another outlet',
      'https://elsewhere.example.org/2030/a-story-4711',
      'Storm takes a roof away',
    ],
    ['what a label leads to', '/region/2030/ferry-stops-4711', 'Next article &gt;'],
  ])('is not %s', (_, href, text) => {
    expect(titlesOf({ below: box(`${ferry}${link(href, text)}`) })).toEqual([
      'Ferry stops for good',
    ]);
  });

  it.each([
    ['of few words, beside it', '/region/2030/river-party-4103', 'Summer party'],
    ['in many words and no number', '/life/how-to-row-across-the-river', 'How to row across'],
    [
      'in another script',
      '/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D8%B9%D9%88%D8%AF%D8%A9-4104',
      'عودة الترام إلى الرصيف',
    ],
    ['under an author', '/autoren/ada-lane/a-week-without-a-bridge', 'A week without a bridge'],
  ])('is a story %s', (_, href, text) => {
    expect(titlesOf({ below: box(`${ferry}${link(href, `${text} `)}`) })).toContain(text);
  });

  it('is told by a line within the text, too, without its label', () => {
    const body =
      `<p>The bridge over the river was opened again on Monday, the mayor said to those who had come.</p>` +
      `<p>Read also: <a href="/region/2030/ferry-stops-4101">Ferry stops for good</a></p>` +
      `<p>Nobody minded that it had taken a week, she said, and left soon after the ribbon was cut.</p>`;
    expect(titlesOf({ body })).toEqual(['Ferry stops for good']);
    expect(
      titlesOf({ below: box(link('/region/2030/ferry-stops-4101', 'READ MORE: Ferry stops now')) }),
    ).toEqual(['Ferry stops now']);
  });

  it('has the address that feeds give it, without what counts clicks on a box', () => {
    const marked = (at: number) =>
      link(`/region/2030/story-${at}?id=${at}&box=most-read`, `Story number ${at} of many`);
    expect(urlsOf({ below: box(`${marked(4101)}${marked(4102)}`) })).toEqual([
      'https://herald.example/region/2030/story-4101?id=4101',
      'https://herald.example/region/2030/story-4102?id=4102',
    ]);
  });

  it('keeps a parameter that the page itself has, and one that alone names a story', () => {
    const story = (path: string) => link(path, `Story at ${path}`);
    const below = box(`${story('/view/4101?lang=ar')}${story('/view/4102?lang=ar')}`);
    expect(urlsOf({ below, url: 'https://www.herald.example/view/4100?lang=ar' })).toEqual([
      'https://herald.example/view/4101?lang=ar',
      'https://herald.example/view/4102?lang=ar',
    ]);
    const byQuery = box(`${story('/a?id=4101')}${story('/b?id=4101')}`);
    expect(urlsOf({ below: byQuery })).toEqual([
      'https://herald.example/a?id=4101',
      'https://herald.example/b?id=4101',
    ]);
  });
});

describe('what a page points to whose address has a long number', () => {
  it('has one, too, or many words: a year or a day behind a name is none', () => {
    const url = 'https://www.herald.example/region/20300105-OYT1T50218';
    const expo = link('/expo2030', 'The expo of the north');
    const storm = link('/region/20300104-OYT1T50140', 'Storm takes a roof away');
    const old = link('/life/how-to-row-across-the-river', 'How to row across');
    expect(titlesOf({ url, below: box(`${expo}${storm}${old}`) })).toEqual([
      'Storm takes a roof away',
      'How to row across',
    ]);
  });
});

describe('the title of what a page points to', () => {
  const href = '/region/2030/ferry-stops-4101';
  const teaser =
    'Nobody had used it since spring came, and the town will not miss what it cost it.';
  it.each<[string, string]>([
    [
      'a heading',
      `<a href="${href}"><p>${teaser}</p><h4><span>Ferry stops for good</span></h4></a>`,
    ],
    [
      "the link's own title",
      `<a href="${href}" title="Ferry stops for good"><b>Boats</b> Ferry stops for good <p>${teaser}</p></a>`,
    ],
    [
      'a class',
      `<a href="${href}"><p>River life</p><p class="card-headline">Ferry stops for good</p><p>${teaser}</p></a>`,
    ],
    [
      'the longer part, not the date',
      `<a href="${href}"><time>5 January 2030, 10:05</time><p>Ferry stops for good</p></a>`,
    ],
    [
      'a second link',
      `<a href="${href}"><h6>River life</h6></a><a href="${href}"><p>Ferry stops for good</p></a>`,
    ],
  ])('is read from %s', (_, card) => {
    expect(titlesOf({ below: box(`<div>${card}</div>`) })).toEqual(['Ferry stops for good']);
  });

  it('is not a label in front of it, which ends in a colon', () => {
    const card = `<a href="${href}"><h4>After the storm of Monday:</h4><p>Ferry stops for good, and nobody minds</p></a>`;
    expect(titlesOf({ below: box(card) })).toEqual(['Ferry stops for good, and nobody minds']);
  });

  it('is parted from a label that its look alone parts from it', () => {
    const card = `<a href="${href}"><span>Premium</span>Ferry stops now</a>`;
    expect(titlesOf({ below: box(card) })).toEqual(['Premium Ferry stops now']);
  });
});
