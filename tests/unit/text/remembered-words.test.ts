import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ownCopy, RememberedWords } from '../../../shared/text/remembered-words.ts';
import { tokensOf } from '../../../shared/text/tokens.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

describe('remembered words', () => {
  it('are kept for each language apart', () => {
    const memory = new RememberedWords<string>(10, () => new Map());
    memory.keep('die', 'article', memory.of('de'));
    expect(memory.of('en').get('die')).toBeUndefined();
    expect(memory.of('de').get('die')).toBe('article');
  });

  it('are forgotten once there are too many of all languages together', () => {
    const memory = new RememberedWords<number>(10, () => new Map());
    for (const language of ['ar', 'en'])
      for (let word = 0; word < 5; word++) memory.keep(`w${word}`, word, memory.of(language));
    expect(memory.of('ar').size).toBe(0);
    expect(memory.of('en').size).toBe(0);
  });

  it('are forgotten once there are too many languages', () => {
    const memory = new RememberedWords<number>(1000, () => new Map());
    memory.keep('first', 1, memory.of('x0'));
    for (let language = 1; language <= 101; language++) memory.of(`x${language}`);
    expect(memory.of('x0').get('first')).toBeUndefined();
  });
});

describe('an own copy of a word', () => {
  it.each(['', 'bridge', 'Donaudampfschifffahrt', 'والاستراتيجيات', '\ud800 and half a character'])(
    'says %j',
    (word) => {
      expect(ownCopy(word)).toBe(word);
    },
  );
});

it('does not keep a text for a long word of it that is new', () => {
  const filler = 'haus der stadt '.repeat(2000);
  const read = (from: number, to: number) => {
    for (let text = from; text < to; text++)
      tokensOf(`Oberverwaltungsgericht${madeUp(text)} ${filler}`, 'de', 100);
  };
  read(0, 200);
  const before = heapMb();
  read(200, 1200);
  // The texts are 30 kB each: 30 MB, were they kept.
  expect(heapMb() - before).toBeLessThan(5);
});

const madeUp = (number: number): string =>
  [...String(number)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');
