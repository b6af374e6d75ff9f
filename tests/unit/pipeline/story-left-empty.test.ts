import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import type { LinkArticleTask } from '../../../shared/messages.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import type { LinkArticlePorts } from '../../../shared/pipeline/link-ports.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { storeReport } from '../../builders/store-report.ts';

const dam = {
  title: 'Harlow dam evacuated after crack is found',
  text: 'Engineers ordered two thousand people out of the valley below the Harlow dam on Monday after a crack was found in its eastern wall. The mayor of Harlow, Edna Marsh, said that buses would run all night.',
};
const damAgain = {
  title: 'Thousands leave valley below cracked Harlow dam',
  text: 'Two thousand people spent the night in school halls after a crack in the eastern wall of the Harlow dam forced an evacuation of the valley, mayor Edna Marsh said.',
};
const chess = {
  title: 'Teenager wins Ostrava chess open',
  text: 'A student of fifteen won the chess open in Ostrava on Sunday, beating the former champion in forty moves.',
};

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now: () => new Date('2026-01-06T00:00:00.000Z') });
});

/** Has an article say something else; the task that follows. */
function edit(task: LinkArticleTask, content: typeof dam): LinkArticleTask {
  const before = tables.articles.get(task.articleId) as Article;
  const revision = before.revision + 1;
  const next = aStoredArticle(before.url, { ...content, revision });
  tables.revisions.set(`${task.articleId} ${revision}`, next.revision);
  const { storyId, linkedRevision } = before;
  tables.articles.set(task.articleId, {
    ...next.article,
    ...(storyId !== undefined && { storyId }),
    ...(linkedRevision !== undefined && { linkedRevision }),
  });
  return { ...task, revision };
}

const link = (task: LinkArticleTask) => linkAndFollow(task, tables, ports);
const stateOf = ({ articleId }: LinkArticleTask) => tables.stories.get(storyIdOf(articleId));

describe('a story that its only report has left', () => {
  it('leads to the one that the report is in now, and brings no words into it', async () => {
    const first = storeReport(tables, 'https://one.example/chess', chess);
    await link(first);
    const second = storeReport(tables, 'https://two.example/dam', dam);
    await link(second);
    await link(edit(second, chess));

    expect(stateOf(second)?.story).toMatchObject({
      ...{ mergedInto: storyIdOf(first.articleId), articleCount: 0 },
    });
    expect(stateOf(first)?.story).toMatchObject({
      ...{ articleCount: 2, absorbed: [storyIdOf(second.articleId)], headline: chess.title },
    });
    expect([...(stateOf(first)?.profile.sum.keys() ?? [])].join()).not.toMatch(/harlow|dam/);
  });

  it('stays where a teaser has a place in it', async () => {
    const first = storeReport(tables, 'https://one.example/chess', chess);
    const second = storeReport(tables, 'https://two.example/dam', dam);
    for (const task of [first, second]) await link(task);
    const state = stateOf(second);
    if (state === undefined) throw new Error('there is no story');
    const url = 'https://three.example/dam';
    const mention = { articleId: articleIdOf(url as CanonicalUrl), url, title: damAgain.title };
    const { story } = state;
    tables.stories.set(story.storyId, { ...state, story: { ...story, mentions: [mention] } });
    await link(edit(second, chess));

    expect(stateOf(second)?.story).toMatchObject({ articleCount: 0, mentions: [mention] });
    expect(stateOf(second)?.story.mergedInto).toBeUndefined();
  });

  it('stays where another that was removed is still in it', async () => {
    const first = storeReport(tables, 'https://one.example/chess', chess);
    const second = storeReport(tables, 'https://two.example/dam', dam);
    const third = storeReport(tables, 'https://three.example/dam', damAgain);
    for (const task of [first, second, third]) await link(task);
    const gone = edit(third, damAgain);
    const record = tables.articles.get(third.articleId) as Article;
    tables.articles.set(third.articleId, { ...record, state: 'removed' });
    await link(gone);
    await link(edit(second, chess));

    expect(stateOf(second)?.story.mergedInto).toBeUndefined();
    expect(stateOf(second)?.story.articleCount).toBe(0);
  });
});
