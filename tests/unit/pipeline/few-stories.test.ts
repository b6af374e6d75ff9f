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

const library = {
  title: 'Oskarvale library reopens',
  text: 'The old library of Oskarvale has opened its doors again after builders mended the roof.',
};
const tram = {
  title: 'Oskarvale tram line delayed',
  text: 'Rails for the new tram line of Oskarvale will be laid next spring, engineers announced.',
};
/** What goes on in the same town, and shares nothing else with one another. */
const others = [
  {
    title: 'Forty singers bring silver medal home to Oskarvale',
    text: 'A choir of bakers, nurses and two retired sailors surprised the jury of the mountain festival with lullabies nobody had heard for a century.',
  },
  {
    title: 'Bees return to the orchards around Oskarvale',
    text: 'Volunteers counted ninety hives on farms where pesticides had emptied all of them, and beekeepers expect the first honey in August.',
  },
  {
    title: 'Skaters race across frozen lake near Oskarvale',
    text: 'Ice thick enough for three hundred competitors drew spectators from abroad, while a brass band warmed its trumpets over charcoal stoves.',
  },
  {
    title: 'Oskarvale dentist finds Roman coin in garden',
    text: 'Digging a pond for goldfish, she struck bronze that archaeologists date to emperor Hadrian, whose portrait is worn but legible.',
  },
];

describe('a report that shares but a name with a story', () => {
  beforeEach(async () => {
    await linkArticle(store('https://one.example/library', library), ports);
  });
  const link = () => linkArticle(store('https://two.example/tram', tram), ports);

  it('may join it where nothing else goes on', async () => {
    expect(await link()).toMatchObject({ joined: true });
  });

  it('founds its own where other stories go by that name, few as they are', async () => {
    for (const [at, other] of others.entries())
      await linkArticle(store(`https://three.example/${at}`, other), ports);
    expect(tables.stories.size).toBe(1 + others.length);
    expect(await link()).toMatchObject({ joined: false });
  });
});
