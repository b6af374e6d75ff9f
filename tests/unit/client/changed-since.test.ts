import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cursorOf } from '../../../shared/adapters/dynamo/change-item.ts';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { changesAfter } from '../../../shared/client/changed-since.ts';
import type { Change } from '../../../shared/model/change.ts';
import { aChangeTable } from '../../builders/a-change-table.ts';
import { anArticleId } from '../../builders/a-raw-page.ts';

const names = { changes: 'changes', articles: 'articles' };
const beginning = Date.parse('2026-01-05T10:59:45.000Z');

/** Within half a minute, at the turn of an hour; few instants, so that some are the same. */
const change = fc
  .record({ article: fc.integer({ min: 0, max: 9 }), second: fc.integer({ min: 0, max: 30 }) })
  .map(
    ({ article, second }): Change => ({
      ...{ articleId: anArticleId(article), kind: 'revised', revision: 2, change: 'body' },
      changedAt: new Date(beginning + 1000 * second).toISOString(),
    }),
  );
const batches = fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { maxLength: 6 });

it('tells what is after any cursor, once and in order, whatever was told with what', async () => {
  const law = fc.asyncProperty(batches, fc.nat(), fc.nat(), async (told, at, ends) => {
    const { client } = aChangeTable(new Map(), async () => {});
    for (const batch of told) await dynamoChangeLog(client, names).putAll(batch);

    const all = [...new Set(told.flat().map(cursorOf))].toSorted();
    const after = all[at % (all.length + 1)] ?? new Date(beginning - 1000).toISOString();
    const until = new Date(beginning + 1000 * (ends % 40)).toISOString();
    const read: string[] = [];
    for await (const one of changesAfter(client, { table: 'changes', after, until })) {
      expect(one.cursor).toBe(cursorOf(one));
      read.push(one.cursor);
    }
    expect(read).toEqual(all.filter((one) => one > after && one.slice(0, 24) <= until));
  });
  await fc.assert(law, { numRuns: 200, seed: 7 });
});

it('finds each change that was told, and no other', async () => {
  const law = fc.asyncProperty(batches, change, async (told, other) => {
    const log = dynamoChangeLog(aChangeTable(new Map(), async () => {}).client, names);
    for (const batch of told) await log.putAll(batch);
    for (const one of told.flat()) expect(await log.holds(one)).toBe(true);
    const isTold = told.flat().some((one) => cursorOf(one) === cursorOf(other));
    expect(await log.holds(other)).toBe(isTold);
  });
  await fc.assert(law, { numRuns: 100, seed: 7 });
});
