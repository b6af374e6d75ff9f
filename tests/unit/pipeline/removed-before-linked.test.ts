import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import { rosterTerm } from '../../../shared/linking/candidates/crowd.ts';
import type { LinkArticleTask } from '../../../shared/messages.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { storyIdOf } from '../../../shared/url/ids.ts';
import { chess, dam, damAgain } from '../../builders/some-reports.ts';
import { editReport, storedReport, storeReport } from '../../builders/store-report.ts';

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now: () => new Date('2026-01-06T00:00:00.000Z') });
});

/** Links as far as the last write, before which it dies. */
const dieBeforeMarked = (task: LinkArticleTask) =>
  expect(
    linkArticle(task, {
      ...ports,
      articles: { ...ports.articles, setStory: () => Promise.reject(new Error('killed')) },
    }),
  ).rejects.toThrow('killed');

/** What fetch-article does when the publisher takes the article away; the task that follows. */
function remove(task: LinkArticleTask): LinkArticleTask {
  const before = stateOf(task);
  const revision = before.revision + 1;
  tables.articles.set(task.articleId, { ...before, state: 'removed', revision });
  return { ...task, revision };
}

const stateOf = (task: LinkArticleTask) => storedReport(tables, task);
const storyOf = ({ articleId }: LinkArticleTask) => tables.stories.get(storyIdOf(articleId))?.story;

describe('an article that is removed after a try to link it died', () => {
  it('is counted no longer by the story that it had joined', async () => {
    const first = storeReport(tables, 'https://one.example/dam', dam);
    await linkArticle(first, ports);
    const second = storeReport(tables, 'https://two.example/dam', damAgain);
    await dieBeforeMarked(second);
    expect(storyOf(first)?.articleCount).toBe(2);

    await linkArticle(remove(second), ports);
    expect(storyOf(first)?.articleCount).toBe(1);
    expect(stateOf(second)).toMatchObject({
      linkedRevision: 2,
      storyId: storyIdOf(first.articleId),
    });
  });

  it('is counted no longer by the story that it had founded', async () => {
    const only = storeReport(tables, 'https://one.example/dam', dam);
    await dieBeforeMarked(only);
    await linkArticle(remove(only), ports);
    expect(storyOf(only)?.articleCount).toBe(0);
    expect(stateOf(only)).toMatchObject({ linkedRevision: 2, storyId: storyIdOf(only.articleId) });
  });

  it('is counted no longer by a story with which nothing links it', async () => {
    const first = storeReport(tables, 'https://one.example/dam', dam);
    await linkArticle(first, ports);
    await linkArticle(remove(first), ports);
    const second = storeReport(tables, 'https://two.example/dam', damAgain);
    await dieBeforeMarked(second);
    expect(tables.links.size).toBe(0);
    expect(storyOf(first)?.articleCount).toBe(1);

    await linkArticle(remove(second), ports);
    expect(storyOf(first)?.articleCount).toBe(0);
  });

  it('is counted no longer where it was edited in between, by whatever its first version said', async () => {
    const first = storeReport(tables, 'https://one.example/dam', dam);
    await linkArticle(first, ports);
    await linkArticle(remove(first), ports);
    const second = storeReport(tables, 'https://two.example/dam', dam);
    await dieBeforeMarked(second);

    const roster = rosterTerm('en');
    // So many go on that no roster leads to all of them.
    const find: LinkArticlePorts['linkIndex']['find'] = async (terms, window) => {
      const found = await ports.linkIndex.find(terms, window);
      return found.map((one) => (one.term === roster ? { ...one, crowd: 100 } : one));
    };
    const byWordsAlone = { ...ports, linkIndex: { ...ports.linkIndex, find } };
    await linkArticle(remove(editReport(tables, second, chess)), byWordsAlone);
    expect(storyOf(first)?.articleCount).toBe(0);
  });
});

describe('an article that is removed before anybody tried to link it', () => {
  it('is linked, to no story', async () => {
    const task = storeReport(tables, 'https://one.example/dam', dam);
    await linkArticle(remove(task), ports);
    expect(stateOf(task).linkedRevision).toBe(2);
    expect(stateOf(task).storyId).toBeUndefined();
    expect(tables.stories.size).toBe(0);
  });

  it('is told of once', async () => {
    const task = storeReport(tables, 'https://one.example/dam', dam);
    const removal = remove(task);
    await linkArticle(removal, ports);
    const told = tables.events.length;
    await linkArticle(removal, ports);
    expect(tables.events.length).toBe(told);
  });
});

describe('an article that is edited after a try to link it died', () => {
  it('is counted once, by the story that it had founded', async () => {
    const only = storeReport(tables, 'https://one.example/dam', dam);
    await dieBeforeMarked(only);
    const outcome = await linkArticle(editReport(tables, only, chess), ports);
    expect(outcome).toMatchObject({ kind: 'linked', storyId: storyIdOf(only.articleId) });
    expect(storyOf(only)?.articleCount).toBe(1);
  });

  it('is counted once, by the story that it belongs to now', async () => {
    const first = storeReport(tables, 'https://one.example/chess', chess);
    await linkArticle(first, ports);
    const second = storeReport(tables, 'https://two.example/dam', dam);
    await dieBeforeMarked(second);
    await linkArticle(editReport(tables, second, chess), ports);
    expect(storyOf(first)?.articleCount).toBe(2);
    expect(storyOf(second)?.articleCount).toBe(0);
  });
});

describe('an article whose task waited until the index had forgotten the story that it founded', () => {
  it('is linked', async () => {
    const only = storeReport(tables, 'https://one.example/dam', dam);
    await dieBeforeMarked(only);
    tables.postings.clear();
    const outcome = await linkArticle(only, ports);
    expect(outcome).toMatchObject({ kind: 'linked', storyId: storyIdOf(only.articleId) });
    expect(storyOf(only)?.articleCount).toBe(1);
  });
});
