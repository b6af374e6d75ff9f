import { type Speech, some, type Telling } from './made-events.ts';
import { capitalised, normal, oneOf, type Random, rank } from './made-words.ts';

export type Text = { readonly title: string; readonly paragraphs: readonly string[] };

/** Words of a body: half between these, and a tail of long ones. */
const medianWords = 260;
const wordsSpread = 0.6;
const sentenceWords = 18;
const paragraphWords = 60;
/** A report leaves out much of what others tell. */
const toldTerms = 0.62;
const toldNames = 0.75;
/** Of the words of a body, those of the event, of its section, and of this report alone. */
const shares = { event: 0.23, section: 0.08, own: 0.06 };
const ownWords = 10;
/** What an agency sends is printed as it is, cut, or with a word changed here and there. */
const reworded = 0.04;

/** One writer's report of an event. */
export function writeReport(telling: Telling, speech: Speech, random: Random): Text {
  const { vocabulary, topics } = speech;
  const topic = topics[telling.event.section] ?? [];
  const names = some(telling.names, toldNames, random);
  const terms = some(telling.terms, toldTerms, random);
  const own = Array.from({ length: ownWords }, () =>
    random() < 0.5 ? vocabulary.topical(random) : vocabulary.rare(random),
  );
  const ofEvent = () => {
    const what = random();
    if (what < 0.35) return names[rank(names.length, random)] ?? '';
    if (what < 0.4) return String(oneOf(telling.event.figures, random));
    return oneOf(terms, random);
  };
  const word = () => {
    const what = random();
    if (what < shares.event) return ofEvent();
    if (what < shares.event + shares.section) return topic[rank(topic.length, random)] ?? '';
    if (what < shares.event + shares.section + shares.own) return oneOf(own, random);
    return vocabulary.word(random);
  };
  const length = Math.max(60, Math.round(medianWords * Math.exp(wordsSpread * normal(random))));
  return {
    title: titleOf({ names, terms, word }, speech, random),
    paragraphs: bodyOf(word, length, speech),
  };
}

type Said = {
  readonly names: readonly string[];
  readonly terms: readonly string[];
  readonly word: () => string;
};

function titleOf({ names, terms, word }: Said, speech: Speech, random: Random): string {
  const words = [
    names[rank(names.length, random)] ?? '',
    terms[rank(terms.length, random)] ?? '',
    terms[rank(terms.length, random)] ?? '',
    ...(random() < 0.5 ? [oneOf(names, random)] : []),
    ...Array.from({ length: 2 + Math.floor(random() * 3) }, word),
  ];
  return capitalised(join(words, speech));
}

function bodyOf(word: () => string, length: number, speech: Speech): string[] {
  const paragraphs: string[] = [];
  for (let left = length; left > 0; left -= paragraphWords) {
    const sentences: string[] = [];
    for (let words = Math.min(left, paragraphWords); words > 0; words -= sentenceWords)
      sentences.push(
        capitalised(join(Array.from({ length: Math.min(words, sentenceWords) }, word), speech)),
      );
    paragraphs.push(`${sentences.join('. ')}.`);
  }
  return paragraphs;
}

/** Without marks between Chinese words, every other pair of characters would be one that no text has. */
const join = (words: readonly string[], { vocabulary: { script } }: Speech): string =>
  words.join(script === 'Han' ? '、' : ' ');

/** What an outlet makes of an agency's text. */
export function printWire(wire: Text, speech: Speech, random: Random): Text {
  const kept = Math.max(1, Math.ceil(wire.paragraphs.length * (0.5 + random() / 2)));
  const space = speech.vocabulary.script === 'Han' ? '、' : ' ';
  const paragraphs = wire.paragraphs.slice(0, kept).map((text) =>
    text
      .split(space)
      .map((word) => (random() < reworded ? speech.vocabulary.word(random) : word))
      .join(space),
  );
  return { title: wire.title, paragraphs };
}

/** A report that is filled in anew each day: the weather of a place, a market, a match. */
export function fillIn(form: Text, speech: Speech, random: Random): Text {
  const fill = (text: string) =>
    text
      .replace(/_/g, () => String(Math.floor(random() * 100)))
      .replace(/\*/g, () => speech.vocabulary.topical(random));
  return { title: fill(form.title), paragraphs: form.paragraphs.map(fill) };
}

/** A form to be filled in: `_` for a number, `*` for a word. */
export function newForm(speech: Speech, random: Random): Text {
  const word = () => {
    const what = random();
    if (what < 0.12) return ' _ ';
    return what < 0.2 ? '*' : speech.vocabulary.word(random);
  };
  const title = join(
    [speech.vocabulary.topical(random), speech.vocabulary.topical(random), ' _ ', '*'],
    speech,
  );
  return { title: capitalised(title), paragraphs: bodyOf(word, 90, speech) };
}
