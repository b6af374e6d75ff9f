import { describe, expect, it } from 'vitest';
import { changeItems } from '../../../../shared/adapters/dynamo/change-item.ts';
import type { Change } from '../../../../shared/model/change.ts';
import { anArticleId } from '../../../builders/a-raw-page.ts';
import { itemBytes } from '../../../builders/item-bytes.ts';

const aChange = (one: string | number, changedAt = '2026-01-05T10:05:00.000Z'): Change => ({
  ...{ articleId: anArticleId(one), kind: 'created', changedAt },
  ...{ revision: 1, change: 'first' },
});

const kept = (changes: readonly Change[]) =>
  changeItems(changes).map((item) => item.changes.map(({ changedAt }) => changedAt.slice(14, 23)));

const aThousand = Array.from({ length: 1000 }, (_, n) => aChange(n));

describe('changes that are told together', () => {
  it('are one item, in the order of the log, each once', () => {
    const [later, sooner] = [aChange(1), aChange(2, '2026-01-05T10:04:59.000Z')];
    const items = changeItems([later, sooner, { ...later }]);
    expect(items).toEqual([
      {
        changedBucket: expect.stringMatching(/^2026-01-05T10#[0-3]$/),
        changeKey: expect.stringMatching(/^2026-01-05T10:04:59\.000Z#[0-9a-f]{16}$/),
        changes: [sooner, later],
        schemaVersion: 1,
      },
    ]);
  });

  it('are told under the same key again, and under another with others', () => {
    const keyOf = (...changes: Change[]) => changeItems(changes)[0]?.changeKey;
    expect(keyOf(aChange(1), aChange(2))).toBe(keyOf(aChange(2), aChange(1)));
    const keys = [keyOf(aChange(1)), keyOf(aChange(1), aChange(2)), keyOf(aChange(1), aChange(3))];
    expect(new Set(keys).size).toBe(3);
  });

  it('are of one hour, and of five seconds', () => {
    const at = (time: string) => aChange(time, `2026-01-05T${time}Z`);
    const all = ['10:59:52.000', '10:59:57.000', '10:59:57.001', '10:59:59.999', '11:00:00.000'];
    expect(kept(all.map(at))).toEqual([
      ['59:52.000', '59:57.000'],
      ['59:57.001', '59:59.999'],
      ['00:00.000'],
    ]);
  });

  it('fill no item, however many they are', () => {
    const items = changeItems(aThousand);
    expect(items.map(({ changes }) => changes.length)).toEqual(Array(10).fill(100));
    expect(Math.max(...items.map(itemBytes))).toBeLessThan(20_000);
  });

  it.each([
    [8, 1],
    [18, 2],
  ])('%i take write units: %i', (count, units) => {
    const [item = {}, ...others] = changeItems(aThousand.slice(0, count));
    expect(others).toEqual([]);
    // The builder takes numbers for as long as they can be; these have one digit, which is two bytes.
    const bytes = itemBytes(item) - (count + 1) * 19;
    expect(Math.ceil(bytes / 1024)).toBe(units);
  });

  it('are spread over the shards of their hour', () => {
    const buckets = aThousand.flatMap((one) =>
      changeItems([one]).map((item) => item.changedBucket),
    );
    expect([...new Set(buckets)].toSorted()).toEqual(
      [0, 1, 2, 3].map((shard) => `2026-01-05T10#${shard}`),
    );
  });
});
