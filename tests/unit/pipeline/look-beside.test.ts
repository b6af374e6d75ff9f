import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
  storyOfArticle,
} from '../../../bench/stores/memory-stores.ts';
import type { LinkTask } from '../../../shared/messages.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aUrl } from '../../builders/an-article.ts';
import { chess, damAgain } from '../../builders/some-reports.ts';
import { storeReport } from '../../builders/store-report.ts';

const dam = {
  title: 'Harlow dam evacuated after crack is found',
  text: 'Engineers ordered two thousand people out of the valley below the Harlow dam on Monday after a crack was found in its eastern wall, said the mayor, Edna Marsh.',
};

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  ports = memoryLinkPorts(tables, { now: () => new Date('2026-01-06T00:00:00.000Z') });
});

const idOf = (url: string) => articleIdOf(aUrl(url));

const store = (url: string, content: { title: string; text: string }) =>
  storeReport(tables, url, content);

/** A linker that looked before others wrote what they have written by now. */
function blindAtFirst({ linkIndex, ...others }: LinkArticlePorts): LinkArticlePorts {
  let looks = 0;
  const find: LinkArticlePorts['linkIndex']['find'] = async (terms, window) =>
    looks++ === 0 ? [] : linkIndex.find(terms, window);
  return { ...others, linkIndex: { ...linkIndex, find } };
}

describe('a linker that founds a story beside others', () => {
  const [first, second] = ['https://one.example/dam', 'https://two.example/dam'];

  it('finds what it had not seen, and has the two stories made one', async () => {
    await linkArticle(store(first, dam), ports);
    const blind = blindAtFirst({ ...ports, besideOthers: true });
    expect(await linkArticle(store(second, damAgain), blind)).toMatchObject({ joined: false });
    expect(tables.sent).toEqual([expect.objectContaining({ kind: 'merge', language: 'en' })]);
    await linkAndFollow(tables.sent.shift() as LinkTask, tables, ports);
    expect(storyOfArticle(tables, idOf(first))).toBe(storyOfArticle(tables, idOf(second)));
  });

  it('leaves alone what is of another event', async () => {
    await linkArticle(store('https://three.example/chess', chess), ports);
    await linkArticle(store(second, damAgain), blindAtFirst({ ...ports, besideOthers: true }));
    expect(tables.sent).toEqual([]);
  });

  it('does not look again where it has its language for itself', async () => {
    await linkArticle(store(first, dam), ports);
    await linkArticle(store(second, damAgain), blindAtFirst(ports));
    expect(tables.sent).toEqual([]);
  });
});
