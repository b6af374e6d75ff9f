import {
  type Event,
  newEvent,
  type Speech,
  speechOf,
  type Telling,
  tellingOf,
} from './made-events.ts';
import { fillIn, newForm, printWire, type Text, writeReport } from './made-reports.ts';
import { vocabularyOf } from './made-vocabulary.ts';
import { pause, type Random, randomOf, rank } from './made-words.ts';

/** A report of a stream, and what a linker should find of it. */
export type MadeReport = Text & {
  readonly id: string;
  readonly at: number;
  readonly source: number;
  readonly language: string;
  /** Reports of one event in one language have the same. */
  readonly gold: string;
};

export type MadeNews = {
  readonly sources: number;
  readonly perDay: number;
  readonly start: number;
  readonly seed?: number;
};

/** Languages that have a table of words, and their share of the sources. */
const languages: Readonly<Record<string, number>> = {
  ...{ en: 0.32, ar: 0.2, es: 0.12, fr: 0.1, de: 0.1, ru: 0.07, tr: 0.05, zh: 0.04 },
};

/** Events are told so often, in a language: half of them once, and some for days by all (Zipf). */
const sizePower = 1.2;
const mostReports = 250;
/** A report is printed from an agency's text, where there is one. */
const wireShare = 0.15;
/** Events whose first report is an agency's. */
const wiredEvents = 0.35;
/** Of all reports, those that are a form filled in. */
const formShare = 0.04;
const formsOfSource = 2;
/** An event that is told in one language is told in another, if it is a large one. */
const abroadShare = 0.5;
const largeEvent = 4;
const minute = 60_000;
/** What goes on when the stream begins has begun before. */
const before = 4 * 24 * 60;

/** News of many outlets in eight languages, in order of time, without end; made as it is asked for. */
export function* madeNews(options: MadeNews): Generator<MadeReport> {
  const newsroom = new Newsroom(options);
  let count = 0;
  for (let at = options.start - before * minute; ; at += minute) {
    let second = 0;
    for (const due of newsroom.inMinute(at)) {
      if (at < options.start) continue;
      const report = newsroom.report(due, at + Math.min(59, second++) * 1000);
      yield { ...report, id: `n${count++}` };
    }
  }
}

/** An event in a language; what is said of it is made up when it is first told. */
type Planned = { readonly event: Event; readonly language: string; telling?: Telling };

type Due = Planned | { readonly form: string };

/** What is going on, and what is to be told of it when. */
class Newsroom {
  readonly #random: Random;
  readonly #speech = new Map<string, Speech>();
  readonly #sourcesOf = new Map<string, number[]>();
  readonly #due = new Map<number, Planned[]>();
  readonly #formsOf = new Map<string, Text>();
  readonly #eventsAMinute: number;
  #events = 0;
  #forms = 0;

  constructor({ seed = 1, sources, perDay }: MadeNews) {
    this.#random = randomOf(seed, 'news');
    for (const language of Object.keys(languages)) {
      this.#speech.set(
        language,
        speechOf(language, vocabularyOf(language), randomOf(seed, language)),
      );
      this.#sourcesOf.set(language, []);
    }
    for (let source = 0; source < sources; source++)
      this.#sourcesOf.get(languageOf(source, sources))?.push(source);
    this.#eventsAMinute = (perDay * (1 - formShare)) / reportsAnEvent() / (24 * 60);
  }

  /** What is to be told in a minute, of old events and of new ones. */
  *inMinute(at: number): Generator<Due> {
    const random = this.#random;
    for (let next = pause(1, random); next < this.#eventsAMinute; next += pause(1, random))
      this.#happen(at);
    const due = this.#due.get(at) ?? [];
    this.#due.delete(at);
    for (const planned of due) {
      yield planned;
      if (random() < formShare) yield { form: this.#anyLanguage() };
    }
  }

  #happen(at: number): void {
    const random = this.#random;
    const event = newEvent(this.#events++, at, random);
    const home = this.#anyLanguage();
    const size = drawSize(random);
    this.#tell(event, home, size);
    if (size < largeEvent) return;
    for (const [language, share] of Object.entries(languages))
      if (language !== home && random() < abroadShare * Math.sqrt(share))
        this.#tell(event, language, 1 + Math.floor(size * random() * share));
  }

  #tell(event: Event, language: string, size: number): void {
    const random = this.#random;
    const planned: Planned = { event, language };
    for (let report = 0; report < size; report++) {
      const later = report === 0 ? 0 : pause(event.lifeMs, random);
      const at = event.at + Math.floor(later / minute) * minute;
      const due = this.#due.get(at);
      if (due === undefined) this.#due.set(at, [planned]);
      else due.push(planned);
    }
  }

  report(due: Due, at: number): Omit<MadeReport, 'id'> {
    const language = 'form' in due ? due.form : due.language;
    const sources = this.#sourcesOf.get(language) ?? [];
    const source = sources[rank(sources.length, this.#random)] ?? 0;
    if ('form' in due)
      return {
        ...this.#filledIn(source, language),
        at,
        source,
        language,
        gold: `form${this.#forms++}`,
      };
    const { event } = due;
    due.telling ??= tellingOf(event, language, this.speech(language), this.#random);
    const { gold } = due.telling;
    return { ...this.#told(due.telling), at, source, language, gold };
  }

  #told(telling: Telling): Text {
    const [random, speech] = [this.#random, this.speech(telling.language)];
    if (telling.wire !== undefined && random() < wireShare)
      return printWire(telling.wire, speech, random);
    const text = writeReport(telling, speech, random);
    if (telling.wire === undefined && random() < wiredEvents) telling.wire = text;
    return text;
  }

  #filledIn(source: number, language: string): Text {
    const random = this.#random;
    const key = `${source} ${Math.floor(random() * formsOfSource)}`;
    const form = this.#formsOf.get(key) ?? newForm(this.speech(language), randomOf(0, key));
    this.#formsOf.set(key, form);
    return fillIn(form, this.speech(language), random);
  }

  speech(language: string): Speech {
    const known = this.#speech.get(language);
    if (known === undefined) throw new Error(`no speech for ${language}`);
    return known;
  }

  #anyLanguage(): string {
    return languageAt(this.#random());
  }
}

/** Outlets of a language lie side by side. */
export const languageOf = (source: number, sources: number): string =>
  languageAt((source + 0.5) / sources);

function languageAt(share: number): string {
  let sum = 0;
  for (const [language, part] of Object.entries(languages)) {
    sum += part;
    if (share < sum) return language;
  }
  return 'en';
}

/** How often an event is told, by how many are told as often at least: a half, a third, a quarter… */
const drawSize = (random: Random): number =>
  Math.min(mostReports, Math.floor((1 - random()) ** (-1 / sizePower)));

/** In the mean, abroad included. */
function reportsAnEvent(): number {
  const random = randomOf(1, 'sizes');
  let sum = 0;
  const draws = 200_000;
  for (let draw = 0; draw < draws; draw++) {
    const size = drawSize(random);
    sum += size;
    if (size < largeEvent) continue;
    for (const share of Object.values(languages))
      sum += abroadShare * Math.sqrt(share) * (1 + (size * share) / 2);
  }
  return sum / draws;
}
