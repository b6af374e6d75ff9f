import { tdmRulesIn } from '../polling/tdm-rules.ts';
import type { HostState, RobotsRecord, TdmRecord } from '../ports/hosts.ts';
import type { Deferral } from './host-gate.ts';
import { readSiteFile, type SiteFileGate } from './read-site-file.ts';

const minute = 60 * 1000;
const freshFor = 24 * 60 * minute;
/** A file that could not be had reserves what it did when it was last read. */
const retryAfter = 30 * minute;

/**
 * What a site reserves of text and data mining, asked for once a day and kept with its robots.txt.
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

  const rules = await readRules(record.origin, state, gate);
  if (typeof rules === 'object') return rules;
  const until = gate.now().getTime() + (rules === undefined ? retryAfter : freshFor);
  const tdm = {
    freshUntil: new Date(until).toISOString(),
    text: rules ?? meanwhile.tdm?.text ?? '',
  };
  await gate.hosts.saveRobots({ ...meanwhile, tdm });
  return tdm;
}

/** @returns `undefined` when the site cannot say at present */
async function readRules(
  origin: string,
  state: HostState,
  gate: SiteFileGate,
): Promise<string | undefined | Deferral> {
  const url = `${origin}/.well-known/tdmrep.json`;
  const file = await readSiteFile({ url, accept: 'application/json,*/*;q=0.5' }, state, gate);
  if (file.kind === 'deferred') return file;
  if (file.kind !== 'answered') return file.kind === 'unusable' ? '' : undefined;
  const { status, body } = file.response;
  if (status === 200) return tdmRulesIn(body);
  return status >= 500 || status === 429 ? undefined : '';
}
