import * as real from '../../shared/text/tokens.ts';

export * from '../../shared/text/tokens.ts';

const run = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2,}/gu;

/** A run of a script without spaces as one word. */
export function tokensOf(text: string, language: string, limit = 500): real.Token[] {
  const tokens = real.tokensOf(text.replace(run, ' '), language, limit);
  const runs = [...text.matchAll(run)].map(({ 0: word, index }) => ({
    term: word,
    word,
    at: index,
    known: { term: word, word, hash: 0, ...real.newLore() },
  }));
  return [...tokens, ...runs].slice(0, limit);
}
