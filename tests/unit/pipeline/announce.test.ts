import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import { type EventType, eventSchemas, type NewsEvent } from '../../../shared/events.ts';
import type { LinkTask } from '../../../shared/messages.ts';
import type { Article, Revision } from '../../../shared/model/article.ts';
import { storyUpdated } from '../../../shared/pipeline/linking/announce.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const dam = [
  'Harlow dam evacuated after crack is found',
  'Engineers ordered two thousand people out of the valley below the Harlow dam on Monday after a crack was found in its eastern wall. The mayor of Harlow, Edna Marsh, said that buses would run all night.',
] as const;
const damAgain = [
  'Thousands leave valley below cracked Harlow dam',
  'Two thousand people spent the night in school halls after a crack in the eastern wall of the Harlow dam forced an evacuation of the valley, mayor Edna Marsh said.',
] as const;

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  const memory = memoryLinkPorts(tables, { now });
  // Every event that a step makes is one that the schema allows.
  const publish = async (events: readonly NewsEvent[]) => {
    for (const { type, detail } of events) eventSchemas[type].parse(detail);
    await memory.publish(events);
  };
  ports = { ...memory, publish };
});

type Kind = Revision['kind'];

/** Stores the versions of an article, one for each kind; linked up to `linkedRevision`. */
function store(name: string, [title, text]: readonly [string, string], kinds: readonly Kind[]) {
  const { article, revision } = aStoredArticle(`https://${name}.example/a`, { title, text });
  const { articleId, language } = article;
  const known = tables.articles.get(articleId);
  const state = kinds.at(-1) === 'removed' ? 'removed' : 'live';
  tables.articles.set(articleId, {
    ...article,
    ...(known !== undefined && 'revision' in known && linkOf(known)),
    ...{ state, revision: kinds.length },
  });
  for (const [at, kind] of kinds.entries())
    tables.revisions.set(`${articleId} ${at + 1}`, { ...revision, revision: at + 1, kind });
  const task: LinkTask = {
    ...{ version: 1, kind: 'article', articleId, revision: kinds.length, language },
  };
  return { articleId, storyId: storyIdOf(articleId), task };
}

const linkOf = ({ storyId, linkedRevision }: Article) => ({
  ...(storyId !== undefined && { storyId }),
  ...(linkedRevision !== undefined && { linkedRevision }),
});

const told = () => tables.events.map(({ type, detail }) => `${type} ${detail.eventKey}`);

describe('the events of an article', () => {
  it('tell of the first version, with the story that it is in', async () => {
    const { articleId, storyId, task } = store('one', dam, ['first']);
    await linkArticle(task, ports);
    expect(told()).toEqual([`ArticleStored ${articleId}#1`]);
    expect(tables.events[0]?.detail).toMatchObject({ articleId, storyId, title: dam[0] });
  });

  it('tell of each version, though two came before the first was linked', async () => {
    const { articleId, task } = store('one', dam, ['first', 'headline', 'correction']);
    await linkArticle(task, ports);
    expect(told()).toEqual([
      `ArticleStored ${articleId}#1`,
      `ArticleRevised ${articleId}#2`,
      `ArticleRevised ${articleId}#3`,
    ]);
  });

  it('do not tell of a version again that was linked', async () => {
    const { articleId, task } = store('one', dam, ['first']);
    await linkArticle(task, ports);
    store('one', dam, ['first', 'body']);
    await linkArticle(task, ports);
    await linkArticle(task, ports);
    expect(told().filter((event) => event.startsWith('Article'))).toEqual([
      `ArticleStored ${articleId}#1`,
      `ArticleRevised ${articleId}#2`,
    ]);
  });

  it('tell that an article is gone, and that its story has one less', async () => {
    const { articleId, storyId, task } = store('one', dam, ['first']);
    await linkArticle(task, ports);
    store('one', dam, ['first', 'removed']);
    await linkArticle(task, ports);
    expect(told().slice(1)).toEqual([`ArticleRemoved ${articleId}#2`, `StoryUpdated ${storyId}#2`]);
  });

  it('tell of an article that was gone before it had a story', async () => {
    const { articleId, task } = store('one', dam, ['first', 'removed']);
    await expect(linkArticle(task, ports)).resolves.toMatchObject({ reason: 'removed' });
    expect(told()).toContain(`ArticleRemoved ${articleId}#2`);
  });
});

it.each(['publish', 'setStory'] as const)(
  'loses no event when the try dies at %s: the next one tells the same',
  async (where) => {
    const first = store('one', dam, ['first']);
    const second = store('two', damAgain, ['first']);
    await linkArticle(first.task, ports);
    tables.events.length = 0;
    const killed = () => Promise.reject(new Error('the function was killed'));
    const dying =
      where === 'publish'
        ? { ...ports, publish: killed }
        : { ...ports, articles: { ...ports.articles, setStory: killed } };
    await expect(linkArticle(second.task, dying)).rejects.toThrow('killed');
    const before = told();
    await linkArticle(second.task, ports);

    const expected = [`ArticleStored ${second.articleId}#1`, `StoryUpdated ${first.storyId}#2`];
    expect(told()).toEqual([...before, ...expected]);
    expect(before).toEqual(where === 'publish' ? [] : expected);
  },
);

it('tells of a merge and of the story that has grown, and tells it again when the try died', async () => {
  const blind = { ...ports, linkIndex: { ...ports.linkIndex, find: async () => [] } };
  const [into, from] = [store('one', dam, ['first']), store('two', damAgain, ['first'])];
  await linkArticle(into.task, blind);
  await linkArticle(from.task, blind);
  tables.events.length = 0;
  const ends = { from: from.storyId, into: into.storyId };
  const task: LinkTask = { version: 1, kind: 'merge', ...ends, language: 'en' };
  const publish = () => Promise.reject(new Error('the function was killed'));
  await expect(linkArticle(task, { ...ports, publish })).rejects.toThrow('killed');
  await linkArticle(task, ports);
  expect(told()).toEqual([
    `StoryMerged ${from.storyId}#${into.storyId}`,
    `StoryUpdated ${into.storyId}#2`,
  ]);
});

it('cuts a headline that is too long, and no character in two', async () => {
  const { task, storyId } = store('one', dam, ['first']);
  await linkArticle(task, ports);
  const story = tables.stories.get(storyId)?.story;
  if (story === undefined) throw new Error('no story');
  const event = storyUpdated({ ...story, headline: '🗞'.repeat(2000) });
  const { headline } = eventSchemas.StoryUpdated.parse(event.detail);
  expect(headline).toBe('🗞'.repeat(500));
  const odd = storyUpdated({ ...story, headline: `a${'🗞'.repeat(2000)}` });
  expect(eventSchemas.StoryUpdated.parse(odd.detail).headline).toBe(`a${'🗞'.repeat(499)}`);
});

it('has a schema of version 1 for each of seven events', () => {
  const types = Object.keys(eventSchemas) as EventType[];
  expect(types).toHaveLength(7);
  for (const type of types) expect(eventSchemas[type].shape.schemaVersion.value).toBe(1);
});
