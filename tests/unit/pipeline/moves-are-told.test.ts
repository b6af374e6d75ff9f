import { expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import { linkArticle } from '../../../shared/pipeline/linking/link-article.ts';
import type { LinkArticlePorts } from '../../../shared/pipeline/linking/link-ports.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const idOf = (name: string) => articleIdOf(`https://${name}.example/a` as CanonicalUrl);
const title = 'Ferry Alcora runs aground off Tarvik';

/** Three reports of one event, each in a story of its own: no linker saw the others. */
async function threeStories(): Promise<MemoryTables> {
  const tables = emptyTables();
  const ports = memoryLinkPorts(tables, { now });
  const blind = { ...ports, linkIndex: { ...ports.linkIndex, find: async () => [] } };
  for (const name of ['one', 'two', 'three']) {
    const text = `The ferry Alcora ran aground off Tarvik, the coast guard told ${name}.`;
    const { article, revision } = aStoredArticle(`https://${name}.example/a`, { title, text });
    tables.articles.set(article.articleId, article);
    tables.revisions.set(`${article.articleId} 1`, revision);
    const { articleId, language } = article;
    await linkArticle({ version: 1, kind: 'article', articleId, revision: 1, language }, blind);
  }
  tables.sent.length = 0;
  return tables;
}

const merge = (from: string, into: string) => ({
  ...({ version: 1, kind: 'merge', language: 'en' } as const),
  ...{ from: storyIdOf(idOf(from)), into: storyIdOf(idOf(into)) },
});

/** Calls that move an article or tell of it; the nth is the last of its worker, done or not. */
function dyingAt(nth: number, done: boolean, real: LinkArticlePorts): LinkArticlePorts {
  let calls = 0;
  const may =
    <Args extends unknown[], T>(call: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      const dies = ++calls === nth;
      if (dies && !done) throw new Error('killed');
      const result = await call(...args);
      if (dies) throw new Error('killed');
      return result;
    };
  return {
    ...real,
    members: { ...real.members, move: may(real.members.move) },
    changes: { ...real.changes, put: may(real.changes.put) },
  };
}

it('tells each article of a story that became part of another once, wherever the merge died', async () => {
  for (const done of [false, true])
    for (let nth = 1; nth <= 5; nth++) {
      const tables = await threeStories();
      const ports = memoryLinkPorts(tables, { now });
      await linkArticle(merge('three', 'two'), ports);
      const died = linkArticle(merge('two', 'one'), dyingAt(nth, done, ports));
      // Two moves and two tellings.
      await (nth <= 4 ? expect(died).rejects.toThrow('killed') : died);
      await linkArticle(merge('two', 'one'), ports);

      const told = [...tables.changes.values()].map(
        ({ kind, articleId, storyId }) => `${kind} ${articleId} ${storyId}`,
      );
      expect(told.toSorted(), `${nth} ${done}`).toEqual(
        [
          `relinked ${idOf('three')} ${storyIdOf(idOf('two'))}`,
          `relinked ${idOf('two')} ${storyIdOf(idOf('one'))}`,
          `relinked ${idOf('three')} ${storyIdOf(idOf('one'))}`,
        ].toSorted(),
      );
    }
});

it('tells of a move that is reported to have failed, since its answer was lost and it was asked for once more', async () => {
  const tables = await threeStories();
  const ports = memoryLinkPorts(tables, { now });
  const members: LinkArticlePorts['members'] = {
    ...ports.members,
    async move(...args) {
      await ports.members.move(...args);
      return ports.members.move(...args);
    },
  };
  await linkArticle(merge('two', 'one'), { ...ports, members });
  const told = [...tables.changes.values()].map(({ articleId, storyId }) => [articleId, storyId]);
  expect(told).toEqual([[idOf('two'), storyIdOf(idOf('one'))]]);
});
