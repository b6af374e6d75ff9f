import type { Vocabulary } from './made-vocabulary.ts';
import {
  capitalised,
  madeWord,
  oneOf,
  type Random,
  randomOf,
  rank,
  type Script,
} from './made-words.ts';

type Person = readonly [given: number, family: number];

/** What goes on for months and makes event after event: a war, an election, a trial. */
type Saga = {
  readonly number: number;
  readonly people: readonly Person[];
  readonly towns: readonly number[];
  readonly country: string;
  readonly section: number;
};

/** What happened, in whatever language it is told. */
export type Event = {
  readonly id: number;
  readonly at: number;
  /** Reports come later and later; in the mean so long after the first. */
  readonly lifeMs: number;
  /** Numbers of made words, which each script spells its way. */
  readonly people: readonly Person[];
  readonly towns: readonly number[];
  /** ISO 3166. */
  readonly country: string;
  readonly figures: readonly number[];
  readonly section: number;
  /** The number of what it is part of. */
  readonly saga?: number;
};

/** An event as one language tells it. */
export type Telling = {
  readonly gold: string;
  readonly event: Event;
  readonly language: string;
  readonly names: readonly string[];
  readonly terms: readonly string[];
  /** What agencies sent of it; others print it as it is, or nearly. */
  wire?: { readonly title: string; readonly paragraphs: readonly string[] };
};

/** Who is known makes news again and again. */
const knownPeople = 4000;
/** So many of them are in the news as often as the first. */
const leaders = 8;
/** And where much happens. */
const knownTowns = 3000;
/** The half of all people in the news are known; the others are in it once. */
const knownShare = 0.5;
const countries =
  'US CN IN RU DE FR GB JP BR IT ES TR UA SA EG IR IQ IL SY PK ID NG MX KR PL AU CA AR ZA SD YE LB JO MA DZ TN LY GR NL BE SE NO FI PT CZ HU RO BG RS AT CH IE DK KE ET AF BD MM TH VN PH MY CL CO PE VE CU'.split(
    ' ',
  );
export const sections = 12;
/** The words of a section that its reports draw on. */
const sectionWords = 300;
/** Words that most reports of an event have some of. */
const eventWords = 26;
/** Some of them few other texts have. */
const rareShare = 0.25;

/** The news is full of what has gone on for long. */
const sagaShare = 0.4;
const sagaCount = 100;
/** Words of a saga, and how many of an event's words are its saga's. */
const sagaWords = 30;
const sagaTerms = 0.3;

const names = { given: { from: 20, count: 300 }, family: { from: 400, count: 5000 } } as const;
const townsFrom = 5500;

function familyOf(who: number): number {
  return names.family.from + (((who * 2_654_435_761) % 2 ** 32) % names.family.count);
}

function person(random: Random): Person {
  const known = random() < knownShare;
  const who = known ? rank(knownPeople, random, leaders) : Math.floor(random() * 1e6);
  return [names.given.from + (who % names.given.count), familyOf(who)];
}

const newSaga = (number: number, random: Random): Saga => ({
  number,
  people: Array.from({ length: 6 }, () => person(random)),
  towns: Array.from({ length: 3 }, () => rank(knownTowns, random, leaders)),
  country: countries[rank(countries.length, random, leaders)] ?? 'US',
  section: Math.floor(random() * sections),
});

const sagas = Array.from({ length: sagaCount }, (_, number) =>
  newSaga(number, randomOf(number, 'saga')),
);

export function newEvent(id: number, at: number, random: Random): Event {
  const saga = random() < sagaShare ? sagas[rank(sagaCount, random, leaders)] : undefined;
  const world = saga ?? newSaga(0, random);
  const known = saga === undefined ? [] : some(saga.people, 0.3, random);
  const others = Array.from({ length: 1 + Math.floor(random() * 3) }, () => person(random));
  return {
    ...{ id, at, section: world.section, country: world.country },
    lifeMs: (0.2 + 1.4 * random() ** 2) * 24 * 3_600_000,
    people: [...others, ...known],
    towns: [oneOf(world.towns, random), Math.floor(random() * knownTowns)],
    figures: Array.from({ length: 4 }, () => Math.floor(10 ** (0.5 + random() * 3.5))),
    ...(saga !== undefined && { saga: saga.number }),
  };
}

export function tellingOf(event: Event, language: string, speech: Speech, random: Random): Telling {
  const { vocabulary, topics, sagas: ofSagas } = speech;
  const topic = topics[event.section] ?? [];
  const saga = event.saga === undefined ? [] : (ofSagas[event.saga] ?? []);
  const terms = Array.from({ length: eventWords }, () => {
    if (saga.length > 0 && random() < sagaTerms) return oneOf(saga, random);
    if (random() < rareShare) return vocabulary.rare(random);
    return random() < 0.6 ? (topic[rank(topic.length, random)] ?? '') : vocabulary.topical(random);
  });
  return {
    ...{ event, language, terms, gold: `${event.id}#${language}` },
    names: [
      ...event.people.map(([given, family]) => personName(given, family, vocabulary.script)),
      ...event.towns.map((town) => capitalised(madeWord(townsFrom + town, vocabulary.script))),
      speech.countries.of(event.country) ?? event.country,
    ],
  };
}

const personName = (given: number, family: number, script: Script): string => {
  const [first, last] = [madeWord(given, script), madeWord(family, script)];
  return script === 'Han' ? last + first : `${capitalised(first)} ${capitalised(last)}`;
};

/** How a language tells things. */
export type Speech = {
  readonly vocabulary: Vocabulary;
  /** The words of each section. */
  readonly topics: readonly (readonly string[])[];
  /** And of each saga. */
  readonly sagas: readonly (readonly string[])[];
  readonly countries: Intl.DisplayNames;
};

export const speechOf = (language: string, vocabulary: Vocabulary, random: Random): Speech => ({
  vocabulary,
  topics: Array.from({ length: sections }, () =>
    Array.from({ length: sectionWords }, () => vocabulary.topical(random)),
  ),
  sagas: Array.from({ length: sagaCount }, () =>
    Array.from({ length: sagaWords }, () =>
      random() < rareShare ? vocabulary.rare(random) : vocabulary.topical(random),
    ),
  ),
  countries: new Intl.DisplayNames(language, { type: 'region' }),
});

/** A part of a list, each of it with this chance; one at least. */
export function some<T>(list: readonly T[], chance: number, random: Random): T[] {
  const taken = list.filter(() => random() < chance);
  return taken.length > 0 || list.length === 0 ? taken : [oneOf(list, random)];
}
