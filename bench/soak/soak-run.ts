import { ConcurrentWriteError } from '../../shared/errors.ts';
import type { Finding } from '../../shared/invariants/finding.ts';
import { type TakedownRequest, takeDown } from '../../shared/pipeline/takedown/take-down.ts';
import { canonicalUrl } from '../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { portsOf } from '../../tests/pipeline/races/race-steps.ts';
import { oneOf, type Random, randomOf } from '../load/made-words.ts';
import { services } from './service-outages.ts';
import { expire, findingsNow, recordsIn, repair, replay } from './soak-care.ts';
import { SoakSystem } from './soak-system.ts';
import { type Printed, SoakOutlets } from './soak-web.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const week = 7 * day;
const start = Date.parse('2030-05-05T00:00:00.000Z');
/** Between two looks at which feeds are due. */
const pollEvery = 5 * minute;
/** So many hours after the end everything has been tried. */
const mostRest = 48;
/** An article that was within reach for so long must have been stored. */
const reachable = 30 * hour;

type Settings = {
  readonly weeks: number;
  readonly outlets: number;
  readonly perDay: number;
  readonly seed: number;
  /** Hours from one outage of a service to the next, at least. */
  readonly outageEvery: number;
  /** Folders whose functions are deployed in turn. */
  readonly checkouts: readonly string[];
  readonly tell: (happening: Happening) => void;
};

export type Happening = { readonly at: number; readonly what: string };

type Row = {
  articles: number;
  'failed tries': number;
  'refused calls': number;
  redriven: number;
  deployments: number;
  'hours checked': number;
  wrong: number;
};

/** One soak: what happens in it is drawn from a seed, what is wrong is remembered. */
export class Soak {
  readonly #settings: Settings;
  readonly #outlets: SoakOutlets;
  readonly #system: SoakSystem;
  readonly #random: Random;
  readonly #end: number;
  readonly #rows: Row[] = [];
  readonly #wrongs: string[] = [];
  readonly #takenDown = new Set<string>();
  /** Takedowns that asked to be run again. */
  readonly #unfinished: TakedownRequest[] = [];
  #outageEnds = start;
  #hours = 0;

  private constructor(settings: Settings, outlets: SoakOutlets, system: SoakSystem) {
    this.#settings = settings;
    this.#outlets = outlets;
    this.#system = system;
    this.#random = randomOf(settings.seed, 'happenings');
    this.#end = start + settings.weeks * week;
  }

  static async start(settings: Settings): Promise<Soak> {
    const { weeks, outlets, perDay, seed } = settings;
    const made = new SoakOutlets({ outlets, perDay, start, end: start + weeks * week, seed });
    const random = randomOf(seed, 'refusals');
    const soak = new Soak(settings, made, await SoakSystem.start({ outlets: made, start, random }));
    await soak.#deploy();
    return soak;
  }

  get isOver(): boolean {
    return start + this.#hours * hour >= this.#end;
  }

  async passHour(): Promise<void> {
    const from = start + this.#hours * hour;
    await this.#happen(from);
    for (let at = from; at < from + hour; at += pollEvery) {
      await this.#system.start('pollFeeds');
      await this.#system.deliverUntil(at + pollEvery);
    }
    await this.#system.start('sweepStories');
    await this.#system.start('revisitArticles');
    await this.#system.deliverUntil(this.#system.now);
    this.#hours++;
    await this.#check();
  }

  /** What the hour brings, apart from news. */
  async #happen(at: number): Promise<void> {
    const system = this.#system;
    const { outageEvery } = this.#settings;
    if (this.#outageEnds <= at && system.outages.out.size > 0) {
      system.outages.out.clear();
      this.#tell('all services answer again');
    }
    if (system.outages.out.size === 0) {
      const redriven = system.redrive();
      this.#row.redriven += redriven;
      if (redriven > 0) this.#tell(`${redriven} dead letters are sent again`);
    }
    if (this.#hours % 11 === 10) await this.#deploy();
    if (this.#hours % outageEvery === outageEvery - 1) this.#breakService(at);
    if (system.outages.out.size === 0)
      for (const request of this.#unfinished.splice(0)) await this.#takeDown(request);
    if (this.#hours % 50 === 49 && system.outages.out.size === 0) await this.#takeOneDown();
    if (this.#hours % 168 === 100)
      this.#tell(`${await replay(system, at - week)} articles are to be read again`);
  }

  /** Some hours, or a day, in which a service refuses some calls or all; now and then two at once. */
  #breakService(at: number): void {
    const random = this.#random;
    this.#outageEnds = at + (random() < 0.3 ? day : Math.ceil(random() * 5) * hour);
    const out = this.#system.outages.out;
    const share = random() < 0.5 ? 1 : 0.2;
    out.set(oneOf(services, random), share);
    if (random() < 0.4) out.set(oneOf(services, random), 0.5);
    const hours = (this.#outageEnds - at) / hour;
    const shares = [...out].map(([name, part]) => `${Math.round(100 * part)}% of ${name}`);
    this.#tell(`${shares.join(' and ')} refused for ${hours} hours`);
  }

  async #deploy(): Promise<void> {
    const { checkouts } = this.#settings;
    const next = checkouts[this.#row.deployments++ % checkouts.length] ?? '';
    await this.#system.deploy(next);
  }

  async #takeOneDown(): Promise<void> {
    const { now } = this.#system;
    const known = this.#outlets.printed.filter(
      ({ report, url }) => report.at < now - day && !this.#takenDown.has(url),
    );
    if (known.length === 0) return;
    const { url: address } = oneOf(known, this.#random);
    const url = canonicalUrl(address, address);
    if (url === undefined) throw new Error(`${address} is no address`);
    this.#takenDown.add(address);
    await this.#takeDown({ articleId: articleIdOf(url), url, by: 'soak', reason: 'asked for' });
  }

  /** Where a report is on its way into the story, the command asks to be run again, as a person then does. */
  async #takeDown(request: TakedownRequest): Promise<void> {
    try {
      await takeDown(request, portsOf(this.#aside(this.#system.services)).takeDown);
      this.#tell(`${request.url} is taken down`);
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError)) throw error;
      this.#unfinished.push(request);
      this.#tell(`${request.url} is taken down again in an hour: ${error.message}`);
    }
  }

  #aside(running: SoakSystem['services']) {
    return {
      services: running,
      fetchWeb: async () => Promise.reject(new Error('a takedown asks no site')),
      now: () => new Date(this.#system.now),
      sleep: async (milliseconds: number) => this.#system.pass(milliseconds),
      spacingMs: () => 0,
      listings: [],
      schedule: { always: [], lively: [] },
    };
  }

  /** Once a day a person lets the doctor repair; what it has no repair for is wrong, and all else next day. */
  async #check(): Promise<void> {
    if (this.#hours % 6 === 0) await expire(this.#system);
    if (!this.#system.isSettled || this.#unfinished.length > 0) return;
    const findings = await findingsNow(this.#system);
    this.#row['hours checked']++;
    const isRepairTime = this.#hours % 24 === 0;
    if (isRepairTime) await repair(this.#system, findings);
    this.#note(findings.filter(({ rule }) => rule !== 'raw-page-known'));
  }

  #note(findings: readonly Finding[]): void {
    for (const { rule, about, found } of findings) {
      this.#row.wrong++;
      this.#wrongs.push(`${this.#time()} ${rule} ${about}: ${found}`);
    }
  }

  /** Lets everything come to rest, and looks for what the outlets printed. */
  async end(): Promise<{ rows: Record<string, Row>; wrongs: readonly string[] }> {
    const system = this.#system;
    system.outages.out.clear();
    system.redrive();
    await system.deliverUntil(system.now + day);
    await repair(system, await findingsNow(system));
    await system.deliverUntil(system.now + hour);
    await this.#rest();
    this.#note(await findingsNow(system));
    await this.#lookForAll();
    await system.stop();
    const rows = Object.fromEntries(this.#rows.map((row, at) => [`week ${at + 1}`, row]));
    return { rows, wrongs: this.#wrongs };
  }

  /**
   * What was tried in vain a moment before waits for its next try, and who repairs sends again what died.
   * Pages whose outlet is out of reach may wait on.
   */
  async #rest(): Promise<void> {
    const system = this.#system;
    const isAtRest = () =>
      system.queues.every(
        ({ name, waiting, dead }) => dead.length + (name === 'links' ? waiting : 0) === 0,
      );
    for (let hours = 0; !isAtRest() && hours < mostRest; hours++) {
      system.redrive();
      await system.deliverUntil(system.now + hour);
    }
    if (!isAtRest()) this.#wrongs.push(`${this.#time()} it never came to rest`);
  }

  async #lookForAll(): Promise<void> {
    const records = new Map((await recordsIn(this.#system)).map((one) => [one.articleId, one]));
    const due = this.#outlets.printed.filter((one) => this.#wasInReach(one));
    for (const { url: address } of due) {
      const url = canonicalUrl(address, address);
      const record = url && records.get(articleIdOf(url));
      const isThere = record?.state === 'live' || record?.state === 'removed';
      const isWanted = !this.#takenDown.has(address);
      if (isThere !== isWanted) this.#wrongs.push(`${address} is ${record?.state ?? 'not stored'}`);
    }
    this.#tell(`${due.length} articles were looked for, ${records.size} records are stored`);
  }

  #wasInReach({ outlet, report, removedAt = Number.POSITIVE_INFINITY }: Printed): boolean {
    const isLong = report.at + reachable < Math.min(removedAt, this.#system.now - day);
    return isLong && this.#outlets.answersFor(outlet, report.at, reachable);
  }

  /** Of the week at hand; what is counted over the whole time stands as it is at the week's end. */
  get #row(): Row {
    const last = Math.ceil(this.#settings.weeks) - 1;
    const at = Math.min(Math.floor((this.#hours * hour) / week), last);
    const row = this.#rows[at] ?? {
      ...{ articles: 0, 'failed tries': 0, 'refused calls': 0, redriven: 0 },
      ...{ deployments: 0, 'hours checked': 0, wrong: 0 },
    };
    this.#rows[at] = row;
    const { outcomes, failed, outages } = this.#system;
    row.articles = outcomes.get('fetch-article stored') ?? 0;
    row['failed tries'] = failed;
    row['refused calls'] = outages.refused;
    return row;
  }

  #tell(what: string): void {
    this.#settings.tell({ at: this.#system.now, what });
  }

  #time = () => new Date(this.#system.now).toISOString().slice(0, 16);
}
