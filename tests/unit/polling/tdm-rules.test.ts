import { describe, expect, it } from 'vitest';
import { reservationAt, tdmRulesIn } from '../../../shared/polling/tdm-rules.ts';

const rulesOf = (content: unknown) =>
  tdmRulesIn(
    new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)),
  ) ?? '';
const rule = (location: string, reserved: number, policy?: string) => ({
  ...{ location, 'tdm-reservation': reserved },
  ...(policy !== undefined && { 'tdm-policy': policy }),
});

describe('a tdmrep.json', () => {
  const policy = 'https://news.example/tdm.json';
  const rules = rulesOf([
    rule('/news/*', 1, policy),
    rule('/news/open/*', 0),
    rule('/images/*.jpg$', 1),
    rule('premium', 1),
  ]);

  it.each([
    ['https://news.example/news/a', { reserved: true, policy }],
    ['https://news.example/news/open/a', { reserved: false }],
    ['https://news.example/images/a.jpg', { reserved: true }],
    ['https://news.example/images/a.jpg?x=1', undefined],
    ['https://news.example/premium/a', { reserved: true }],
    ['https://news.example/', undefined],
  ])('says of %s: %j', (url, said) => expect(reservationAt(rules, url)).toEqual(said));

  it('may speak for the whole site, as an object or as a list', () => {
    for (const location of ['/', '*', '/*'])
      for (const content of [rule(location, 1), [rule(location, 1)]])
        expect(reservationAt(rulesOf(content), 'https://news.example/a')).toEqual({
          reserved: true,
        });
  });

  it.each([
    ['<!doctype html><h1>Not found</h1>'],
    ['[{"location":"/"}]'],
    ['[{"location":5,"tdm-reservation":1},null,7,"x"]'],
    ['[{"location":"/a\\nDisallow: /","tdm-reservation":0}]'],
    ['null'],
    [''],
    [`[${' '.repeat(600_000)}{"location":"/","tdm-reservation":1}]`],
  ])('that is none reserves nothing: %.60s', (content) => {
    expect(reservationAt(rulesOf(content), 'https://news.example/a')).toBeUndefined();
  });

  it('is kept in part where it is endless, and a hostile pattern comes to an end', () => {
    const many = Array.from({ length: 5000 }, (_, n) => rule(`/${'*a'.repeat(10)}${n}`, 1));

    expect(rulesOf(many).length).toBeLessThan(22_000);
    const url = `https://news.example/${'a'.repeat(3000)}`;
    expect(reservationAt(rulesOf(many), url)).toBeUndefined();
  });
});
