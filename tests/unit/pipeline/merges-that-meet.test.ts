import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  emptyTables,
  type MemoryTables,
  memoryLinkPorts,
} from '../../../bench/stores/memory-stores.ts';
import { ConcurrentWriteError } from '../../../shared/errors.ts';
import { tellingsOf } from '../../../shared/linking/story/story-state.ts';
import type { LinkTask } from '../../../shared/messages.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import {
  type LinkArticlePorts,
  linkArticle,
} from '../../../shared/pipeline/linking/link-article.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const reports = {
  one: ['en', 'Ferry Alcora runs aground', 'The ferry Alcora ran aground off Tarvik on Monday.'],
  two: ['es', 'El Alcora encalla', 'El transbordador Alcora encalló el lunes frente a Tarvik.'],
  three: [
    'en',
    'Alcora aground off Tarvik',
    'Tugs will try to tow the ferry Alcora off the rocks.',
  ],
  four: ['en', 'Ferry Alcora aground: all safe', 'All on the ferry Alcora off Tarvik are safe.'],
  five: [
    'es',
    'El Alcora, frente a Tarvik',
    'El transbordador Alcora sigue frente a Tarvik, encallado.',
  ],
} as const;
type Name = keyof typeof reports;
const names = Object.keys(reports) as Name[];
/** The first of them are stories of their own; the others arrive while these are merged. */
const founders = names.slice(0, 3);
const late = names.slice(3);
const idOf = (name: Name) => articleIdOf(`https://${name}.example/a` as CanonicalUrl);

/** Each founder is a story of its own: their linkers were blind to each other. */
async function splitStories() {
  const tables = emptyTables();
  const ports = memoryLinkPorts(tables, { now });
  const blind = { ...ports, linkIndex: { ...ports.linkIndex, find: async () => [] } };
  for (const name of founders) await linkArticle(store(name, tables), blind);
  return { tables, ports };
}

function store(name: Name, tables: MemoryTables): LinkTask {
  const [language, title, text] = reports[name];
  const { article, revision } = aStoredArticle(`https://${name}.example/a`, {
    language,
    title,
    text,
  });
  const { articleId } = article;
  tables.articles.set(articleId, article);
  tables.revisions.set(`${articleId} 1`, revision);
  return { version: 1, kind: 'article', articleId, revision: 1, language };
}

const merge = ([from, into]: readonly Name[]): LinkTask => ({
  ...{ version: 1, kind: 'merge', language: 'mul' },
  ...{ from: storyIdOf(idOf(from ?? 'one')), into: storyIdOf(idOf(into ?? 'one')) },
});

/** As a queue does: what lost a race is delivered again. */
async function deliver(task: LinkTask, ports: LinkArticlePorts): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      await linkArticle(task, ports);
      return;
    } catch (error) {
      if (!(error instanceof ConcurrentWriteError)) throw error;
    }
  }
  throw new Error('lost twenty races');
}

/** Ports whose calls are carried out in whatever order a scheduler says. */
const scheduled = (ports: LinkArticlePorts, scheduler: fc.Scheduler): LinkArticlePorts => ({
  ...ports,
  stories: {
    findMany: scheduler.scheduleFunction(ports.stories.findMany),
    save: scheduler.scheduleFunction(ports.stories.save),
  },
  articles: { ...ports.articles, setStory: scheduler.scheduleFunction(ports.articles.setStory) },
  members: { ...ports.members, move: scheduler.scheduleFunction(ports.members.move) },
});

/** One group of a FIFO queue: its tasks one after the other. */
async function deliverAll(tasks: readonly LinkTask[], ports: LinkArticlePorts) {
  for (const task of tasks) await deliver(task, ports);
}

const merges = fc.array(fc.shuffledSubarray(founders, { minLength: 2, maxLength: 2 }), {
  ...{ minLength: 1, maxLength: 4 },
});

it('merges across languages lose no report, whoever joins the stories at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), merges, async (scheduler, pairs) => {
      const { tables, ports } = await splitStories();
      const slow = scheduled(ports, scheduler);
      // All merges are one group; each language is another.
      const groups = [pairs.map(merge), ...late.map((name) => [store(name, tables)])];
      await scheduler.waitFor(Promise.all(groups.map((tasks) => deliverAll(tasks, slow))));
      const rest = tables.sent.splice(0).map((task) => ({ ...task, language: 'mul' }));
      await deliverAll(rest, ports);

      const living = [...tables.stories.values()].filter(({ story }) => !story.mergedInto);
      const counted = living.map(({ story }) => story.articleCount);
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(names.length);
      for (const { story, profile } of living) {
        expect(profile.members.size).toBe(story.articleCount);
        const told = [...tellingsOf(profile).values()];
        expect(told.reduce((sum, { reports }) => sum + reports, 0)).toBe(story.articleCount);
      }
      const ids = living.map(({ story }) => story.storyId);
      for (const name of names) {
        const record = tables.articles.get(idOf(name));
        expect(record?.state === 'live' ? ids : []).toContain(
          record?.state === 'live' ? record.storyId : undefined,
        );
      }
    }),
    { seed: 5, numRuns: 150 },
  );
});
