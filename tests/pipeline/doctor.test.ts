import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newsroomWeb } from '../../local/newsroom/newsroom-web.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { packPage, s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { type Invariant, invariants } from '../../shared/invariants/invariants.ts';
import type { ArticleId } from '../../shared/model/ids.ts';
import { examineStore } from '../../shared/pipeline/doctor/examine-store.ts';
import { repairStore } from '../../shared/pipeline/doctor/repair-store.ts';
import { examinePorts } from '../../shared/runtime/examine-ports.ts';
import { type TableName, tables } from '../../shared/tables.ts';
import { anArticleId, aRawPage } from '../builders/a-raw-page.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import { findingsIn } from './findings-in.ts';
import { MemoryServices } from './memory/memory-services.ts';
import { interceptCalls } from './outside-calls.ts';
import { type Contents, readTables } from './table-contents.ts';

const today = new Date('2030-05-05T10:00:00.000Z');
/** When the index has not forgotten any story yet. */
const nextDay = () => new Date('2030-05-06T10:00:00.000Z');
const outlets = ['sariya.example', 'www.almarfa.example'];

type Item = Readonly<Record<string, unknown>>;
/** An item that damage is done to, and what it is then; nothing where it is lost. */
type Damage = readonly [table: TableName, item: Item | undefined, becomes?: Item];

const first = (items: readonly Item[], isIt: (item: Item) => boolean) => items.find(isIt);
const isLinked = ({ state, storyId }: Item) => state === 'live' && storyId !== undefined;
const unmerged = ({ mergedInto, articleCount }: Item) => !mergedInto && Number(articleCount) > 0;
const noId = `s${'0'.repeat(24)}`;

type InTables = Exclude<Invariant, 'raw-page-known'>;

/** For each invariant what breaks it. */
const damages: Readonly<Record<InTables, (contents: Contents) => Damage>> = {
  'item-readable': ({ stories }) => {
    const story = first(stories, unmerged);
    return ['stories', story, { ...story, articleCount: 'many' }];
  },
  'item-filed': ({ articles }) => {
    const { latestBucket: _, ...article } = first(articles, isLinked) ?? {};
    return ['articles', first(articles, isLinked), article];
  },
  'version-stored': ({ revisions }) => ['revisions', revisions[0]],
  'version-known': ({ articles }) => ['articles', first(articles, isLinked)],
  'raw-page-kept': ({ articles }) => {
    const article = first(articles, isLinked);
    return [
      'articles',
      article,
      { ...article, rawKey: 'raw/2030-05-05/0000000000000000.warc.gz#0-99' },
    ];
  },
  'version-linked': ({ articles }) => {
    const { linkedRevision: _, ...unlinked } = first(articles, isLinked) ?? {};
    return ['articles', first(articles, isLinked), unlinked];
  },
  'version-told': ({ changes, articles }) => {
    const toldIn = (item: Item = {}) => (item['changes'] ?? []) as Item[];
    const nameOf = ({ articleId, revision }: Item) => `${articleId} ${revision}`;
    const current = new Set(articles.map(nameOf));
    const names = changes.flatMap(toldIn).map(nameOf);
    // Of a page that two messages brought at once two items may tell.
    const isToldOnce = (one: Item) =>
      current.has(nameOf(one)) && names.filter((name) => name === nameOf(one)).length === 1;
    const item = first(changes, (one) => toldIn(one).length > 1 && toldIn(one).some(isToldOnce));
    const lost = toldIn(item).find(isToldOnce);
    return ['changes', item, { ...item, changes: toldIn(item).filter((one) => one !== lost) }];
  },
  'move-told': ({ articles }) => {
    const article = first(articles, isLinked);
    return ['articles', article, { ...article, movedAt: today.toISOString() }];
  },
  'takedown-done': ({ articles }) => [
    'articles',
    undefined,
    { ...tombstoneIn(articles), pending: { day: '2030-05-05' } },
  ],
  'story-there': ({ articles }) => {
    const article = first(articles, isLinked);
    return ['articles', article, { ...article, storyId: noId }];
  },
  'alias-leads': () => {
    const alias = { articleId: `a${'0'.repeat(24)}`, state: 'alias', url: 'https://a.example/' };
    return ['articles', undefined, { ...alias, aliasOf: `a${'1'.repeat(24)}`, schemaVersion: 1 }];
  },
  'story-told': ({ stories }) => {
    const story = first(stories, unmerged);
    return ['stories', undefined, { ...story, storyId: noId, articleCount: 0 }];
  },
  'story-counted': ({ stories }) => {
    const story = first(stories, unmerged);
    return ['stories', story, { ...story, articleCount: 99 }];
  },
  'story-filed': ({ linkIndex }) => ['linkIndex', linkIndex[0]],
  'merge-leads': ({ stories }) => {
    const { latestBucket: _, ...story } = first(stories, unmerged) ?? {};
    return ['stories', undefined, { ...story, storyId: noId, mergedInto: `s${'1'.repeat(24)}` }];
  },
  'split-ended': ({ stories }) => {
    const story = first(stories, unmerged);
    return ['stories', story, { ...story, splitting: { into: noId, articleIds: [] } }];
  },
  'link-both-ends': ({ links }) => ['links', first(links, ({ kind }) => kind !== 'on-page')],
  'link-known': ({ links }) => {
    const link = first(links, ({ kind }) => kind !== 'on-page');
    const otherId = `a${'0'.repeat(24)}`;
    return ['links', undefined, { ...link, otherId, kindAndOther: `same-story#${otherId}` }];
  },
  'link-in-story': ({ links }) => {
    const link = first(links, ({ kind }) => kind !== 'on-page');
    return ['links', link, { ...link, storyId: noId }];
  },
  'feed-due': ({ feeds }) => {
    const {
      nextPollAt: _,
      dueShard: __,
      ...feed
    } = first(feeds, (item) => 'nextPollAt' in item) ?? {};
    return ['feeds', first(feeds, (item) => 'nextPollAt' in item), feed];
  },
};

/** An article that was taken down; the log does not tell of it. */
const tombstoneIn = ([article]: readonly Item[]): Item => ({
  ...{ articleId: takenDown, state: 'taken-down', site: 'a.example' },
  ...{ url: 'https://a.example/gone', schemaVersion: article?.['schemaVersion'] },
  ...{ changedAt: today.toISOString(), takenDownAt: today.toISOString() },
  ...{ takenDownBy: 'operator', takedownReason: 'asked for' },
});

const later = (instant: unknown): string => new Date(Date.parse(String(instant)) + 1).toISOString();
const [takenDown, elsewhere] = [`a${'0'.repeat(24)}`, `s${'1'.repeat(24)}`];

/** What else breaks an invariant: each by all that has to be done for it. */
const otherDamages: Readonly<
  Record<string, readonly [InTables, (contents: Contents) => readonly Damage[]]>
> = {
  'a version that says something else than its article': [
    'version-stored',
    ({ revisions, articles }) => {
      const article = first(articles, isLinked);
      const version = first(
        revisions,
        (one) => one['articleId'] === article?.['articleId'] && one['revision'] === 1,
      );
      return [['revisions', version, { ...version, contentHash: 'another' }]];
    },
  ],
  'a version that was told under another instant': [
    'version-told',
    (contents) => {
      const [table, item, becomes] = damages['version-told'](contents);
      const told = (item?.['changes'] ?? []) as Item[];
      const left = (becomes?.['changes'] ?? []) as Item[];
      const again = told
        .filter((one) => !left.includes(one))
        .map((one) => ({ ...one, changedAt: later(one['changedAt']) }));
      return [[table, item, { ...item, changes: [...left, ...again] }]];
    },
  ],
  'an article whose story is part of another': [
    'story-there',
    ({ articles, stories }) => {
      const { storyId } = first(articles, isLinked) ?? {};
      const story = first(stories, (one) => one['storyId'] === storyId);
      return [['stories', story, { ...story, mergedInto: elsewhere }]];
    },
  ],
  'a merged story that leads on': [
    'merge-leads',
    ({ stories }) => {
      const { latestBucket: _, ...story } = first(stories, unmerged) ?? {};
      return [
        ['stories', undefined, { ...story, storyId: noId, mergedInto: elsewhere }],
        ['stories', undefined, { ...story, storyId: elsewhere, mergedInto: story['storyId'] }],
      ];
    },
  ],
  'a version that is lost before the last one': [
    'version-stored',
    ({ articles, revisions }) => {
      const article = first(articles, isLinked);
      const isIts = (one: Item) => one['articleId'] === article?.['articleId'];
      const version = first(revisions, isIts);
      const last = { ...version, revision: 3 };
      const becomes = { ...article, revision: 3, linkedRevision: 3 };
      return [
        ['articles', article, becomes],
        ['revisions', undefined, last],
      ];
    },
  ],
  'the page of a version before the last one that is lost': [
    'raw-page-kept',
    ({ articles, revisions }) => {
      const article = first(articles, isLinked);
      const isIts = (one: Item) => one['articleId'] === article?.['articleId'];
      const version = first(revisions, isIts);
      const lost = 'raw/2030-05-05/0000000000000000.warc.gz#0-99';
      return [
        ['articles', article, { ...article, revision: 2, linkedRevision: 2 }],
        ['revisions', undefined, { ...version, revision: 2 }],
        ['revisions', version, { ...version, rawKey: lost }],
      ];
    },
  ],
  'an article that was linked to no story': [
    'story-there',
    ({ articles }) => {
      const { storyId: _, ...article } = first(articles, isLinked) ?? {};
      return [['articles', first(articles, isLinked), article]];
    },
  ],
  'a story that counts as many articles as it has, and others': [
    'story-counted',
    ({ stories }) => {
      const isOfOne = (item: Item) => !item['mergedInto'] && item['articleCount'] === 1;
      const [one, other] = stories.filter(isOfOne);
      return [['stories', one, { ...one, profile: other?.['profile'] }]];
    },
  ],
  'a version of what was taken down': [
    'takedown-done',
    ({ articles, revisions }) => [
      ['articles', undefined, tombstoneIn(articles)],
      ['revisions', undefined, { ...revisions[0], articleId: takenDown }],
    ],
  ],
  'a takedown that the log does not tell': [
    'takedown-done',
    ({ articles }) => [['articles', undefined, tombstoneIn(articles)]],
  ],
  'a link within a story to an article of another': [
    'link-in-story',
    ({ articles, links, stories }) => {
      const link = first(links, ({ kind }) => kind === 'same-story' || kind === 'copy') ?? {};
      const article = first(articles, ({ articleId }) => articleId === link['articleId']);
      const isOther = (one: Item) => unmerged(one) && one['storyId'] !== article?.['storyId'];
      return [['articles', article, { ...article, storyId: first(stories, isOther)?.['storyId'] }]];
    },
  ],
  'a story that the index of the latest has under another day': [
    'item-filed',
    ({ stories }) => {
      const story = first(stories, unmerged);
      return [['stories', story, { ...story, latestBucket: '2001-01-01#0' }]];
    },
  ],
  'a feed that was polled at a time to come': [
    'feed-due',
    ({ feeds }) => {
      const feed = first(feeds, (item) => 'nextPollAt' in item);
      const ahead = '2199-01-01T00:00:00.000Z';
      const polling = { ...(feed?.['polling'] as Item), lastPolledAt: ahead };
      return [['feeds', feed, { ...feed, polling, nextPollAt: ahead }]];
    },
  ],
  'an active feed that no index has': [
    'feed-due',
    ({ feeds }) => {
      const { dueShard: _, ...feed } = first(feeds, (item) => 'nextPollAt' in item) ?? {};
      return [['feeds', first(feeds, (item) => 'nextPollAt' in item), feed]];
    },
  ],
  'a feed that is paused and due': [
    'feed-due',
    ({ feeds }) => {
      const feed = first(feeds, (item) => 'nextPollAt' in item);
      return [['feeds', feed, { ...feed, status: 'paused' }]];
    },
  ],
  'a link whose other end says something else of it': [
    'link-both-ends',
    ({ links }) => {
      const link = first(links, ({ kind, role }) => kind !== 'on-page' && role !== undefined);
      return [['links', link, { ...link, role: link?.['role'] === 'peer' ? 'from' : 'peer' }]];
    },
  ],
  'a link to what was taken down': [
    'link-known',
    ({ links, articles }) => {
      const link = first(links, ({ kind }) => kind !== 'on-page') ?? {};
      const { articleId } = link;
      const gone = tombstoneIn(articles);
      const toIt = { ...link, otherId: takenDown, kindAndOther: `same-story#${takenDown}` };
      const fromIt = {
        ...{ ...link, articleId: takenDown, otherId: articleId },
        kindAndOther: `same-story#${articleId}`,
      };
      const kind = 'same-story';
      return [
        ['articles', undefined, gone],
        ['links', undefined, { ...toIt, kind, role: 'peer' }],
        ['links', undefined, { ...fromIt, kind, role: 'peer' }],
      ];
    },
  ],
};

describe('the doctor', () => {
  let pipeline: Pipeline;
  let contents: Contents;
  let dynamo: DynamoDBDocumentClient;
  let release: (() => void) | undefined;

  beforeAll(async () => {
    const web = newsroomWeb({ today, phase: 1 });
    const feeds = web.feeds.filter((url) => outlets.includes(new URL(url).hostname));
    const services = new MemoryServices(() => new Date());
    release = interceptCalls(services);
    pipeline = await aPipeline(feeds, 'once', { services });
    dynamo = documentClient(pipeline.services.clients.dynamo);
    await pipeline.run(today.toISOString(), web);
    contents = await readTables(pipeline.services);
  });
  afterAll(async () => {
    release?.();
    await pipeline?.stop();
  });

  const archive = () => {
    const { clients, names } = pipeline.services;
    return s3RawArchive(clients.s3, names.bucket);
  };
  const put = (table: TableName, Item: Item) =>
    dynamo.send(new PutCommand({ TableName: pipeline.services.names.tables[table], Item }));
  const remove = (table: TableName, item: Item) => {
    const { partitionKey, sortKey } = { sortKey: undefined, ...tables[table] };
    const keys = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
    const Key = Object.fromEntries(keys.map((key) => [key, item[key]]));
    return dynamo.send(
      new DeleteCommand({ TableName: pipeline.services.names.tables[table], Key }),
    );
  };

  it('finds nothing in a store that the pipeline filled', async () => {
    expect(contents.articles.length).toBeGreaterThan(10);
    expect(contents.links.length).toBeGreaterThan(10);
    expect(await findingsIn(pipeline.services)).toEqual([]);
    expect(await findingsIn(pipeline.services, nextDay)).toEqual([]);
  });

  const inTables = (Object.keys(invariants) as Invariant[]).filter(
    (rule): rule is InTables => rule !== 'raw-page-known',
  );
  it.each(inTables)('finds damage: %s', async (rule) => {
    const [table, item, becomes] = damages[rule](contents);
    if (becomes === undefined) await remove(table, item ?? {});
    else await put(table, becomes);

    const found = await findingsIn(pipeline.services, nextDay);
    expect(found.map((finding) => finding.rule)).toContain(rule);

    if (becomes !== undefined) await remove(table, becomes);
    if (item !== undefined) await put(table, item);
  });

  it.each(Object.keys(otherDamages))('finds %s', async (what) => {
    const [rule, damageOf] = otherDamages[what] ?? ['version-stored', () => []];
    const damage = damageOf(contents);
    for (const [table, , becomes] of damage) await put(table, becomes ?? {});
    const found = await findingsIn(pipeline.services);
    expect(found.map((finding) => finding.rule)).toContain(rule);
    for (const [table, item, becomes] of damage) {
      await remove(table, becomes ?? {});
      if (item !== undefined) await put(table, item);
    }
    expect(await findingsIn(pipeline.services)).toEqual([]);
  });

  it('passes over versions of tries that died: what the page says now was stored before', async () => {
    const article = first(contents.articles, isLinked) ?? {};
    const version = first(contents.revisions, (one) => one['articleId'] === article['articleId']);
    const later = { ...version, revision: Number(article['revision']) + 1 };
    await put('revisions', later);
    expect(await findingsIn(pipeline.services)).toEqual([]);
    await remove('revisions', later);
  });

  it('asks for no word of a story that the index may have forgotten', async () => {
    const [, posting] = damages['story-filed'](contents);
    await remove('linkIndex', posting ?? {});
    expect(await findingsIn(pipeline.services)).toEqual([]);
    await put('linkIndex', posting ?? {});
  });

  it('finds what a fetch beside a takedown has left: the version, and its page, which it takes out', async () => {
    const article = first(contents.articles, isLinked) ?? {};
    const { articleId, rawKey } = article;
    await put('articles', { ...tombstoneIn(contents.articles), articleId });
    const found = await findingsIn(pipeline.services);
    expect(found).toContainEqual(
      expect.objectContaining({
        ...{ rule: 'takedown-done', about: articleId },
        found: '1 of its versions is stored still: take it down again',
      }),
    );
    expect(found).toContainEqual(
      expect.objectContaining({ about: rawKey, repair: { kind: 'remove-raw', key: rawKey } }),
    );
    await put('articles', article);
  });

  it.each(['version-known', 'takedown-done', 'version-linked'] as const)(
    'leaves alone what is younger than two hours while tasks are in the queues: %s',
    async (rule) => {
      const { clients, names } = pipeline.services;
      const { tables: all, bucket } = names;
      const ports = examinePorts({ dynamo, s3: clients.s3, tables: all, bucket });
      const rulesAfter = async (hours: number) => {
        const now = () => new Date(today.getTime() + hours * 3_600_000);
        const rules: Invariant[] = [];
        for await (const one of examineStore({ ...ports, now, isIdle: false }))
          rules.push(one.rule);
        return rules;
      };
      const [table, item, becomes] = damages[rule](contents);
      if (becomes === undefined) await remove(table, item ?? {});
      else await put(table, becomes);
      expect(await rulesAfter(1.5)).not.toContain(rule);
      expect(await rulesAfter(3)).toContain(rule);
      if (becomes !== undefined) await remove(table, becomes);
      if (item !== undefined) await put(table, item);
    },
  );

  it('asks the log for no version that it has read of', async () => {
    const { clients, names } = pipeline.services;
    const ports = examinePorts({
      dynamo,
      s3: clients.s3,
      tables: names.tables,
      bucket: names.bucket,
    });
    const changes = { holds: () => Promise.reject(new Error('it was asked')) };
    const now = () => new Date('2099-01-01T00:00:00.000Z');
    for await (const finding of examineStore({ ...ports, changes, now, isIdle: true }))
      expect(finding).toBeUndefined();
  });

  it.each([
    ['articles', 'state', 'gone fishing'],
    ['revisions', 'observedAt', 'yesterday'],
    ['links', 'kind', 'friendship'],
    ['changes', 'changes', undefined],
    ['feeds', 'memory', undefined],
  ] as const)(
    'says what cannot be read, takes nothing away for it, and goes on: %s',
    async (table, name, value) => {
      const isCurrent = (item: Item) =>
        table === 'feeds' ? 'memory' in item : table !== 'articles' || isLinked(item);
      const item = first(contents[table], isCurrent) ?? {};
      await put(table, { ...item, [name]: value });
      const [other, was, becomes] = damages['merge-leads'](contents);
      await put(other, becomes ?? {});

      const found = await findingsIn(pipeline.services);
      const rules = found.map(({ rule }) => rule);
      expect(rules).toContain('item-readable');
      expect(rules).toContain('merge-leads');
      expect(found.filter(({ repair }) => repair?.kind === 'remove-raw')).toEqual([]);

      await remove(other, was ?? becomes ?? {});
      await put(table, item);
      expect(await findingsIn(pipeline.services)).toEqual([]);
    },
  );

  it('finds a raw page that no version names', async () => {
    const ids = [anArticleId('never stored'), contents.articles[0]?.['articleId'] as ArticleId];
    const packed = await Promise.all(ids.map((id) => packPage(aRawPage(), id)));
    const keys = await archive().saveAll(packed);
    const orphan = { rule: 'raw-page-known', found: 'no version names it' };
    expect(await findingsIn(pipeline.services)).toEqual(
      keys.map((key) => ({ ...orphan, about: key, repair: { kind: 'remove-raw', key } })),
    );
    for (const key of keys) await archive().remove(key);
  });

  it('leaves a young page alone, whatever the queues say: somebody may hold it just now', async () => {
    const key = await archive().save(aRawPage(), anArticleId('never stored'));
    const found = async (hours: number) => {
      const now = () => new Date(Date.now() + hours * 3_600_000);
      const findings = await findingsIn(pipeline.services, now);
      return findings.flatMap(({ rule, about }) => (rule === 'raw-page-known' ? about : []));
    };
    expect(await found(23.9)).toEqual([]);
    expect(await found(24.1)).toEqual([key]);
    await archive().remove(key);
  });

  it('finds an object among the pages that is no pack of them, and leaves it to a person', async () => {
    const { clients, names } = pipeline.services;
    const Key = 'raw/notes.txt';
    await clients.s3.send(new PutObjectCommand({ Bucket: names.bucket, Key, Body: 'x' }));
    expect(await findingsIn(pipeline.services)).toEqual([
      {
        ...{ rule: 'raw-page-known', about: Key },
        found: expect.stringMatching(/^it is no pack of pages/),
      },
    ]);
    await clients.s3.send(new DeleteObjectCommand({ Bucket: names.bucket, Key }));
  });

  it('says of a page from before packs that it was an object of its own', async () => {
    const article = first(contents.articles, isLinked);
    await put('articles', { ...article, rawKey: `raw/${article?.['articleId']}/1.warc.gz` });
    const found = await findingsIn(pipeline.services);
    expect(found.filter(({ rule }) => rule === 'raw-page-kept')).toEqual([
      expect.objectContaining({
        found: expect.stringMatching(/^raw\S+ is a whole object, as pages were before packs/),
      }),
    ]);
    await put('articles', article ?? {});
  });

  it('puts right what is safe to put right', async () => {
    const { clients, names, queueUrls } = pipeline.services;
    await archive().save(aRawPage(), anArticleId('never stored'));
    for (const rule of ['split-ended', 'version-linked', 'version-told', 'story-filed'] as const) {
      const [table, item, becomes] = damages[rule](contents);
      await (becomes === undefined ? remove(table, item ?? {}) : put(table, becomes));
    }
    // A merge that has left behind whom it should have moved, and has told nobody.
    const left = contents.articles.filter(isLinked).at(-1) ?? {};
    const into = first(contents.stories, ({ storyId }) => storyId === left['storyId']);
    const { latestBucket: _, ...redirect } = into ?? {};
    await put('stories', { ...redirect, storyId: noId, mergedInto: left['storyId'] });
    await put('articles', { ...left, storyId: noId, movedAt: today.toISOString() });
    const ports = {
      ...examinePorts({ dynamo, s3: clients.s3, tables: names.tables, bucket: names.bucket }),
      sendLinkTasks: sqsLinkTaskSender(clients.sqs, queueUrls.queues.links, { again: 'doctor' }),
      now: () => new Date('2030-05-05T11:00:00.000Z'),
    };

    const found = await findingsIn(pipeline.services, nextDay);
    for (const { repair } of found) if (repair) await repairStore(repair, ports);
    await pipeline.deliver('2030-05-05T11:00:00.000Z');

    expect(found.map(({ rule }) => rule).toSorted()).toEqual([
      ...['move-told', 'raw-page-known', 'split-ended', 'story-counted', 'story-filed'],
      ...['story-there', 'story-told', 'version-linked', 'version-told'],
    ]);
    expect(await findingsIn(pipeline.services, nextDay)).toEqual([]);
  });
});
