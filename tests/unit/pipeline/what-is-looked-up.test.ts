import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import { rosterTerm } from '../../../shared/linking/candidates/crowd.ts';
import type { StoryId } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { chess, dam, damAgain } from '../../builders/some-reports.ts';
import { storeReport } from '../../builders/store-report.ts';

const roster = rosterTerm('en');
let tables: MemoryTables;
let ports: LinkArticlePorts;
/** Words that were looked up, request by request. */
let asked: (readonly string[])[];
/** How many stories the roster says went on. */
let crowd: number;
beforeEach(() => {
  tables = emptyTables();
  const all = memoryLinkPorts(tables, { now: () => new Date('2026-01-06T00:00:00.000Z') });
  [asked, crowd] = [[], 0];
  const find: LinkArticlePorts['linkIndex']['find'] = async (terms, window) => {
    if (terms.some((term) => term !== roster)) asked.push(terms);
    const found = await all.linkIndex.find(terms, window);
    return found.map((one) => (one.term === roster ? { ...one, crowd } : one));
  };
  ports = { ...all, linkIndex: { ...all.linkIndex, find } };
});

const link = (url: string, content: { title: string; text: string }) =>
  linkArticle(storeReport(tables, url, content), ports);

describe('a report', () => {
  it('looks up no word where few stories go on, all of which it reads', async () => {
    await link('https://one.example/dam', dam);
    expect(await link('https://two.example/dam', damAgain)).toMatchObject({ joined: true });
    expect(asked).toEqual([]);
  });

  it('looks up five words in a busy stream, and no more where three of them meet in a story', async () => {
    await link('https://one.example/dam', dam);
    crowd = 100;
    expect(await link('https://two.example/dam', dam)).toMatchObject({ joined: true });
    expect(asked.map((terms) => terms.length)).toEqual([5]);
  });

  it('looks up the others, too, where no story is found so surely', async () => {
    await link('https://one.example/dam', dam);
    crowd = 100;
    expect(await link('https://two.example/chess', chess)).toMatchObject({ joined: false });
    expect(asked.map((terms) => terms.length)).toEqual([5, 3]);
    expect(new Set(asked.flat()).size).toBe(8);
  });
});

describe('a try that was outdone by another', () => {
  it('finds the story that the other founded for the same report, by its id', async () => {
    await link('https://one.example/dam', dam);
    crowd = 100;
    const task = storeReport(tables, 'https://two.example/chess', chess);
    const killed = { ...ports.articles, setStory: () => Promise.reject(new Error('killed')) };
    await expect(linkArticle(task, { ...ports, articles: killed })).rejects.toThrow('killed');
    tables.postings.clear();
    expect(await linkArticle(task, ports)).toMatchObject({ joined: true });
    expect([...tables.stories.values()].map(({ story }) => story.articleCount)).toEqual([1, 1]);
  });
});

describe('a try that comes after one that died', () => {
  it('is in as quiet a stream as that was, and files its story under the same words', async () => {
    const days = Array.from({ length: 10 }, (_, at) => ({
      ...{ term: roster, at: `2026-01-0${1 + Math.floor(at / 4)}T00:00:00.000Z`, crowd: 0 },
      storyId: `s${at}` as StoryId,
    }));
    await ports.linkIndex.saveAll(days, new Date(0));
    const task = storeReport(tables, 'https://one.example/dam', dam);
    const killed = { ...ports.stories, save: () => Promise.reject(new Error('killed')) };
    await expect(linkArticle(task, { ...ports, stories: killed })).rejects.toThrow('killed');
    const filed = () => [...tables.postings.values()].flat().length - days.length;
    const once = filed();

    await linkArticle(task, ports);
    expect([once, filed()]).toEqual([2, 2]);
  });
});
