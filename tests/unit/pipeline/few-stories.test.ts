import { beforeEach, describe, expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import { rosterTerm } from '../../../shared/linking/candidates/crowd.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { chess } from '../../builders/some-reports.ts';
import { storeReport } from '../../builders/store-report.ts';

const ferry = {
  title: 'Ferry service to Aldren suspended after engine fire',
  text: 'The ferry between Aldren and the mainland will not sail this week after a fire in its engine room, the harbour office said on Monday.',
};
const ferryAgain = {
  title: 'Aldren cut off as ferry stays in harbour',
  text: 'Islanders on Aldren are without a ferry to the mainland since a fire broke out in its engine room, and the harbour office expects no sailing this week.',
};

let tables: MemoryTables;
let ports: LinkArticlePorts;
beforeEach(() => {
  tables = emptyTables();
  const all = memoryLinkPorts(tables, { now: () => new Date('2026-01-06T00:00:00.000Z') });
  ports = { ...all, linkIndex: rosterAlone(all.linkIndex) };
});

/** An index in which no word of a report leads to a story. */
const rosterAlone = (index: LinkArticlePorts['linkIndex']): LinkArticlePorts['linkIndex'] => ({
  ...index,
  find: (terms, window) =>
    index.find(
      terms.filter((term) => term === rosterTerm('en')),
      window,
    ),
});

const store = (url: string, content: { title: string; text: string }) =>
  storeReport(tables, url, content);

describe('a report that shares no key with its story', () => {
  beforeEach(async () => {
    await linkArticle(store('https://one.example/ferry', ferry), ports);
  });

  it('joins it all the same where few stories go on', async () => {
    const task = store('https://two.example/ferry', ferryAgain);
    expect(await linkArticle(task, ports)).toMatchObject({ joined: true });
  });

  it('founds its own where it tells another event', async () => {
    const task = store('https://two.example/chess', chess);
    expect(await linkArticle(task, ports)).toMatchObject({ joined: false });
  });
});
