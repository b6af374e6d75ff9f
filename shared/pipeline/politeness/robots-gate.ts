import { crawlDelayOf, isAllowed, robotsFor } from '../../polling/robots.ts';
import type { HostState, RobotsRecord } from '../../ports/hosts.ts';
import type { PoliteAnswer } from '../../ports/web.ts';
import { type Deferral, reserve } from './host-gate.ts';
import { readSiteFile, type SiteFileGate } from './read-site-file.ts';

export type RobotsGate = SiteFileGate & {
  /** The name under which robots.txt files know us. */
  readonly agent: string;
};

const hour = 60 * 60 * 1000;
/** RFC 9309, 2.4. */
const freshFor = 24 * hour;
/**
 * A file that could not be had is asked for again soon, since most such failures pass; then after
 * as long as it has been missing, up to half an hour.
 */
const firstRetry = hour / 30;
const longestRetry = hour / 2;
/**
 * For so long a robots.txt that answers with server errors closes the site (RFC 9309, 2.3.1.4).
 * After that it counts as a mistake, as it does at Google.
 */
const closedFor = 12 * hour;

/** No rules at all, as opposed to rules that nobody could read yet. */
const noRules = 'User-agent: *';
const unknown = '';

/** A host, and what is kept of its robots.txt. */
type Known = { readonly state: HostState; readonly robots: RobotsRecord | undefined };

/** @returns what is kept of the site's robots.txt when it lets us ask for `url` */
export async function askRobots(
  url: string,
  { state, robots }: Known,
  gate: RobotsGate,
): Promise<PoliteAnswer | RobotsRecord> {
  const { origin } = new URL(url);
  const record = await robotsOf(origin, { state, robots }, gate);
  if ('kind' in record) return record;

  if (record.text === unknown && isClosed(record, gate.now().getTime())) {
    const slotAt = await reserve(state, gate, Date.parse(record.freshUntil));
    return { kind: 'deferred', slotAt, why: 'paused' };
  }
  const rules = record.text === unknown ? noRules : record.text;
  return isAllowed(rules, url) ? record : { kind: 'disallowed' };
}

async function robotsOf(
  origin: string,
  { state, robots: known }: Known,
  gate: RobotsGate,
): Promise<RobotsRecord | PoliteAnswer> {
  const isFresh = ({ freshUntil }: RobotsRecord) => Date.parse(freshUntil) > gate.now().getTime();
  if (known !== undefined && isFresh(known)) return known;

  const refusal = await gate.turn(state);
  if (refusal !== undefined) return refusal;
  // Another worker may have read it while we stood in line.
  const meanwhile = await gate.hosts.findRobots(origin);
  if (meanwhile !== undefined && isFresh(meanwhile)) return meanwhile;

  const read = await readRobots(origin, state, gate);
  if (typeof read === 'object') return read;
  const record = recordOf(origin, read, { known, now: gate.now() });
  await gate.hosts.saveRobots(record);
  const crawlDelaySeconds = crawlDelayOf(record.text) ?? 0;
  if (crawlDelaySeconds !== (state.crawlDelaySeconds ?? 0))
    await gate.hosts.update(state.host, { crawlDelaySeconds }, gate.now());
  return record;
}

/** @returns the rules for us, or `undefined` when the site cannot say, or when it is not our turn yet */
async function readRobots(
  origin: string,
  state: HostState,
  gate: RobotsGate,
): Promise<string | undefined | Deferral> {
  const url = `${origin}/robots.txt`;
  const file = await readSiteFile({ url, accept: 'text/plain,*/*;q=0.5' }, state, gate);
  if (file.kind === 'deferred') return file;
  // RFC 9309, 2.3.1.2 and 2.3.1.3: what cannot be read forbids nothing.
  if (file.kind !== 'answered') return file.kind === 'unusable' ? noRules : undefined;
  const { status, body } = file.response;
  if (status >= 200 && status < 300) return robotsFor(gate.agent, body);
  return status >= 500 || status === 429 ? undefined : noRules;
}

function recordOf(
  origin: string,
  rules: string | undefined,
  { known, now }: { readonly known: RobotsRecord | undefined; readonly now: Date },
): RobotsRecord {
  const at = now.getTime();
  const until = (milliseconds: number) => new Date(at + milliseconds).toISOString();
  const fetchedAt = now.toISOString();
  const tdm = known?.tdm !== undefined && { tdm: known.tdm };
  if (rules !== undefined)
    return { origin, fetchedAt, freshUntil: until(freshFor), text: rules, ...tdm };
  const unreachableSince = known?.unreachableSince ?? fetchedAt;
  const missing = at - Date.parse(unreachableSince);
  return {
    origin,
    fetchedAt,
    freshUntil: until(Math.min(longestRetry, Math.max(firstRetry, missing))),
    text: known?.text ?? unknown,
    unreachableSince,
    ...tdm,
  };
}

const isClosed = ({ unreachableSince }: RobotsRecord, now: number): boolean =>
  unreachableSince !== undefined && now - Date.parse(unreachableSince) < closedFor;
