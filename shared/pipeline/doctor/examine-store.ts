import type { Finding } from '../../invariants/finding.ts';
import type { ArticleId } from '../../model/ids.ts';
import { examineArchive } from './examine-archive.ts';
import { examineArticles } from './examine-articles.ts';
import { examineFeeds } from './examine-feeds.ts';
import { examineLinks } from './examine-links.ts';
import { examineStories } from './examine-stories.ts';
import { examineVersions } from './examine-versions.ts';
import { type ExaminePorts, type Met, toldChanges } from './examining.ts';
import { judgePages, unreadable } from './judge-each.ts';

export type { ExaminePorts };

/**
 * Holds everything in a store to what is always true of it (`shared/invariants`), a page at a time.
 *
 * It reads each item at least once, and looks up what should be there because of it. While tasks are in
 * the queues, what was changed within two hours is left out.
 */
export async function* examineStore(ports: ExaminePorts): AsyncGenerator<Finding> {
  const met = new Set<string>();
  for await (const finding of allFindings(ports)) {
    // Met by whatever looks it up.
    if (finding.rule === 'item-readable' && met.has(finding.about)) continue;
    if (finding.rule === 'item-readable') met.add(finding.about);
    yield finding;
  }
}

async function* allFindings(ports: ExaminePorts): AsyncGenerator<Finding> {
  const { walk } = ports;
  const versions = new Map<ArticleId, number>();
  yield* examineVersions(ports, versions);
  const met: Met = { versions, named: new Set(), told: await toldChanges(ports) };
  yield* judgePages(walk.articles(), (page) => examineArticles(page, ports, met));
  yield* judgePages(walk.stories(), (page) => examineStories(page, ports));
  yield* judgePages(walk.links(), (page) => examineLinks(page, ports));
  for (const { key: about, found } of walk.takeMisfiled())
    yield { rule: 'item-filed', about, found };
  for (const error of walk.takeUnreadable()) yield unreadable(error);
  yield* examineArchive(ports, met.named);
  yield* examineFeeds(ports);
}
