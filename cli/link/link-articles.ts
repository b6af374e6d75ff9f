import type { ArticleId, Instant, StoryId } from '../../shared/model/ids.ts';
import type { Link } from '../../shared/model/story.ts';
import { linkArticle } from '../../shared/pipeline/linking/link-article.ts';
import { sweepStories } from '../../shared/pipeline/linking/sweep-stories.ts';
import { sweepMinutes } from '../../shared/queues.ts';
import { CommandError } from '../command-error.ts';
import { type LineArticle, readArticleLine } from './article-line.ts';
import { type LinkingMemory, linkingMemory } from './linking-memory.ts';
import type { Line } from './read-lines.ts';

/** A link with the ids of the file. */
export type FileLink = {
  readonly from: string;
  readonly to: string;
  /** Of both, as the file has them. */
  readonly titles: { readonly from: string; readonly to: string };
} & Pick<Link, 'kind' | 'score' | 'evidence'>;

/** What linking has found out, in the order in which it did. */
export type Finding =
  | {
      readonly kind: 'article';
      readonly id: string;
      readonly title: string;
      readonly story: StoryId;
      readonly joined: boolean;
      /** Of its story, now that it is in it. */
      readonly headline: string;
    }
  | { readonly kind: 'link'; readonly link: FileLink }
  | {
      readonly kind: 'merge';
      readonly from: StoryId;
      readonly into: StoryId;
      readonly headline: string;
    }
  | {
      readonly kind: 'split';
      readonly from: StoryId;
      readonly into: StoryId;
      /** The articles that have moved. */
      readonly ids: readonly string[];
      readonly headline: string;
    }
  /** A line that holds no article, and why. */
  | { readonly kind: 'unreadable'; readonly line: number; readonly problem: string }
  /** A line whose article an earlier one had. */
  | { readonly kind: 'repeated'; readonly id: string; readonly line: number };

/**
 * Links the articles of a file as they are read: a decision knows nothing of what comes later,
 * and once an hour of their time a sweep heals what was split, as on a deployed stack.
 */
export async function* linkArticles(lines: AsyncIterable<Line>): AsyncGenerator<Finding> {
  let now: Instant | undefined;
  let swept: Instant | undefined;
  const memory = linkingMemory(() => new Date(now ?? 0));
  const names = new Map<ArticleId, string>();
  for await (const line of lines) {
    const read = readOrSay(line, now);
    if ('problem' in read) {
      yield { kind: 'unreadable', line: line.number, problem: read.problem };
      continue;
    }
    const { id, article, revision } = read;
    const { articleId, language, title, publishedAt } = article;
    if (names.has(articleId)) {
      yield { kind: 'repeated', id, line: line.number };
      continue;
    }
    names.set(articleId, id);
    if (now === undefined || publishedAt > now) now = publishedAt;
    if (Date.parse(now) - Date.parse(swept ?? now) >= sweepMinutes * 60_000) {
      yield* sweep(memory, names);
      memory.forget(now);
      swept = now;
    }
    swept ??= now;
    memory.store(article, revision);
    const task = { version: 1, kind: 'article', articleId, revision: 1, language } as const;
    const outcome = await linkArticle(task, memory.ports);
    if (outcome.kind === 'linked') {
      const { storyId: story, joined } = outcome;
      yield { kind: 'article', id, title, story, joined, headline: memory.headlineOf(story) };
    }
    yield* followUp(memory, names);
  }
  yield* sweep(memory, names);
}

/** One line in a thousand that is wrong must not cost what the others say. */
function readOrSay(line: Line, before: Instant | undefined): LineArticle | { problem: string } {
  try {
    return readArticleLine(line, before);
  } catch (error) {
    if (error instanceof CommandError) return { problem: error.message };
    throw error;
  }
}

type Names = ReadonlyMap<ArticleId, string>;

async function* sweep(memory: LinkingMemory, names: Names): AsyncGenerator<Finding> {
  await sweepStories({ ...memory.ports, lists: memory.lists });
  yield* followUp(memory, names);
}

/** Does what the last step asks for, and tells of the links that are new. */
async function* followUp(memory: LinkingMemory, names: Names): AsyncGenerator<Finding> {
  for (const task of memory.takeTasks()) {
    const outcome = await linkArticle(task, memory.ports);
    if (outcome.kind === 'merged' && task.kind === 'merge')
      yield {
        ...{ kind: 'merge', from: task.from, into: outcome.storyId },
        headline: memory.headlineOf(outcome.storyId),
      };
    if (outcome.kind === 'split')
      yield {
        ...{ kind: 'split', from: outcome.from, into: outcome.storyId },
        ids: outcome.articleIds.map((id) => names.get(id) ?? id),
        headline: memory.headlineOf(outcome.storyId),
      };
  }
  for (const { articleId, otherId, otherTitle, kind, score, evidence } of memory.takeLinks()) {
    const nameOf = (id: ArticleId) => names.get(id) ?? id;
    const titles = { from: otherTitle, to: memory.titleOf(articleId) };
    const [from, to] = [nameOf(otherId), nameOf(articleId)];
    yield { kind: 'link', link: { from, to, titles, kind, score, evidence } };
  }
}
