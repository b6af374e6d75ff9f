import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../bench/random.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import type { Block } from '../../shared/model/article.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { aParagraph, aRevision, aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const table = () => services.names.tables.revisions;
const store = () => dynamoRevisionStore(services.dynamo, table());
const idOf = (path: string) => articleIdOf(aUrl(`https://news.example/${path}`));

const everyKind: Block[] = [
  aParagraph('فقرة «أولى» 👩‍🚀'),
  { kind: 'heading', level: 2, text: 'A heading' },
  { kind: 'quote', text: 'A quote' },
  { kind: 'list', ordered: true, items: ['one', 'two'] },
  { kind: 'caption', text: 'A caption' },
  { kind: 'preformatted', text: '  x\n  y' },
  { kind: 'table', rows: [['a', 'b'], ['c']] },
];

/** What else a page tells, of which the standfirst alone is text of its publisher's. */
const facts = {
  ...({ titleFrom: 'heading', authorsFrom: 'json-ld', sectionFrom: 'meta' } as const),
  ...({ tagsFrom: 'link', imageFrom: 'meta', canonicalFrom: 'link' } as const),
  ...({ modifiedFrom: 'time-element', publisherRules: 'almarfa@2026-01-01' } as const),
  ...{ publishedZone: '+02:00', siteName: 'News', standfirst: 'The repairs took a week' },
};

/** Text that does not compress, the same in every run. */
function noise(length: number): string {
  const random = randomFrom(42);
  const ideograph = () => String.fromCharCode(0x4e00 + Math.floor(random() * 20_000));
  return Array.from({ length }, ideograph).join('');
}

describe('revisions in DynamoDB', () => {
  it('come back with every kind of block', async () => {
    const revision = aRevision({ articleId: idOf('kinds'), blocks: everyKind, ...facts });

    expect(await store().create(revision)).toEqual(revision);
    expect(await store().find(revision.articleId, 1)).toEqual(revision);
  });

  it('keep the first that took a number, and tell the second of it', async () => {
    const first = aRevision({ articleId: idOf('twice') });
    await store().create(first);

    const second = await store().create({ ...first, title: 'Another', contentHash: 'd' });

    expect(second).toEqual(first);
    expect(await store().find(first.articleId, 1)).toEqual(first);
  });

  it('lose text and raw page when they are withheld, and nothing else', async () => {
    const articleId = idOf('withheld');
    const revision = aRevision({ articleId, blocks: everyKind, ...facts });
    await store().create(revision);
    await store().withhold(revision.articleId, 1);
    await store().withhold(revision.articleId, 2); // there is none, and there still is none

    const { rawKey: _raw, standfirst: _sentence, ...kept } = revision;
    expect(await store().find(revision.articleId, 1)).toEqual({ ...kept, blocks: [] });
    expect(await store().find(revision.articleId, 2)).toBeUndefined();
    const Key = { articleId: revision.articleId, revision: 1 };
    const { Item } = await services.dynamo.send(new GetCommand({ TableName: table(), Key }));
    expect(JSON.stringify(Item)).not.toContain('A heading');
    expect(JSON.stringify(Item)).not.toContain(facts.standfirst);
  });

  it('are stored compressed, as gzip', async () => {
    const blocks = Array.from({ length: 200 }, () => aParagraph('The bridge reopened on Monday.'));
    const revision = aRevision({ articleId: idOf('long'), blocks });
    await store().create(revision);

    const key = { articleId: revision.articleId, revision: 1 };
    const { Item } = await services.dynamo.send(new GetCommand({ TableName: table(), Key: key }));

    expect(Item?.['body'].subarray(0, 2)).toEqual(Uint8Array.of(0x1f, 0x8b));
    expect(Item?.['body'].length).toBeLessThan(500);
  });

  it('cut off the end of a body that no item can hold, and say so', async () => {
    const blocks = Array.from({ length: 40 }, (_, at) => aParagraph(`${at} ${noise(20_000)}`));
    const revision = aRevision({ articleId: idOf('huge'), blocks });
    await store().create(revision);

    const key = { articleId: revision.articleId, revision: 1 };
    const { Item } = await services.dynamo.send(new GetCommand({ TableName: table(), Key: key }));
    const kept = (await store().find(revision.articleId, 1))?.blocks ?? [];

    expect(Item).toMatchObject({ truncated: true });
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.slice(0, -1)).toEqual(blocks.slice(0, kept.length - 1));
  });

  it('keep the beginning of a paragraph that no item can hold', async () => {
    const revision = aRevision({ articleId: idOf('one'), blocks: [aParagraph(noise(900_000))] });
    await store().create(revision);

    const kept = await store().find(revision.articleId, 1);
    expect(kept?.truncated).toBe(true);
    const [block] = kept?.blocks ?? [];
    expect(block?.kind === 'paragraph' && block.text.length).toBeGreaterThan(100_000);
  });

  it('are not there before they are saved', async () => {
    expect(await store().find(idOf('never'), 1)).toBeUndefined();
  });
});
