import { tdmRulesIn } from '../../polling/tdm-rules.ts';
import type { HostState, RobotsRecord, TdmRecord } from '../../ports/hosts.ts';
import type { Deferral } from './host-gate.ts';
import { readSiteFile, type SiteFileGate } from './read-site-file.ts';

const minute = 60 * 1000;
const day = 24 * 60 * minute;
const freshFor = day;
/** Most sites have none, and every seventh page would ask for it. */
const absentFor = 7 * day;
/** A file that could not be had reserves what it did when it was last read. */
const retryAfter = 30 * minute;

/**
 * What a site reserves of text and data mining, asked for once a day, or once a week where there is no
 * such file, and kept with its robots.txt.
 *
 * Robots.txt is not asked whether it may be read: it is there for robots and for nobody else.
 */
export async function askTdm(
  record: RobotsRecord,
  state: HostState,
  gate: SiteFileGate,
): Promise<TdmRecord | Deferral> {
  const freshOf = ({ tdm }: RobotsRecord) =>
    tdm !== undefined && Date.parse(tdm.freshUntil) > gate.now().getTime() ? tdm : undefined;
  const known = freshOf(record);
  if (known !== undefined) return known;

  const refusal = await gate.turn(state);
  if (refusal !== undefined) return refusal;
  // Another worker may have read it while we stood in line.
  const meanwhile = (await gate.hosts.findRobots(record.origin)) ?? record;
  const learnt = freshOf(meanwhile);
  if (learnt !== undefined) return learnt;

  const file = await readRules(record.origin, state, gate);
  if (file.kind === 'deferred') return file;
  const tdm = recordOf(file, { before: meanwhile.tdm?.text ?? '', now: gate.now().getTime() });
  await gate.hosts.saveRobots({ ...meanwhile, tdm });
  return tdm;
}

type TdmFile =
  | { readonly kind: 'rules'; readonly text: string }
  | { readonly kind: 'absent' }
  /** The site cannot say at present. */
  | { readonly kind: 'unknown' };

/** @param before the rules that were there when it was asked last */
function recordOf(
  file: TdmFile,
  { before, now }: { readonly before: string; readonly now: number },
): TdmRecord {
  const until = (milliseconds: number) => new Date(now + milliseconds).toISOString();
  switch (file.kind) {
    case 'rules':
      return { freshUntil: until(freshFor), text: file.text };
    case 'unknown':
      return { freshUntil: until(retryAfter), text: before };
    case 'absent':
      // One that was there yesterday may have gone by mistake.
      return { freshUntil: until(before === '' ? absentFor : freshFor), text: '' };
  }
}

async function readRules(
  origin: string,
  state: HostState,
  gate: SiteFileGate,
): Promise<TdmFile | Deferral> {
  const url = `${origin}/.well-known/tdmrep.json`;
  const file = await readSiteFile({ url, accept: 'application/json,*/*;q=0.5' }, state, gate);
  if (file.kind === 'deferred') return file;
  if (file.kind === 'unusable') return { kind: 'rules', text: '' };
  if (file.kind === 'unreachable') return { kind: 'unknown' };
  const { status, body } = file.response;
  if (status >= 500 || status === 429) return { kind: 'unknown' };
  const text = status === 200 ? tdmRulesIn(body) : '';
  const isAbsent = status === 404 || status === 410 || text === undefined;
  return isAbsent ? { kind: 'absent' } : { kind: 'rules', text };
}
