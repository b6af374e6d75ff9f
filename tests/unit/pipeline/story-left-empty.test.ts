import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import type { LinkArticleTask } from '../../../shared/messages.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import type { LinkArticlePorts } from '../../../shared/pipeline/linking/link-ports.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { chess, dam, damAgain } from '../../builders/some-reports.ts';
import { editReport, storedReport, storeReport } from '../../builders/store-report.ts';

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now: () => new Date('2026-01-06T00:00:00.000Z') });
});

const edit = (task: LinkArticleTask, content: typeof dam) => editReport(tables, task, content);
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
    const record = storedReport(tables, third);
    tables.articles.set(third.articleId, { ...record, state: 'removed' });
    await link(gone);
    await link(edit(second, chess));

    expect(stateOf(second)?.story.mergedInto).toBeUndefined();
    expect(stateOf(second)?.story.articleCount).toBe(0);
  });
});
