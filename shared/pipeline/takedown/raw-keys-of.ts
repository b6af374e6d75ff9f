import { daysAfter } from '../../linking/likeness/instants.ts';
import type { Tombstone } from '../../model/article.ts';
import type { Eraser, KnownVersion } from '../../ports/takedown.ts';

/**
 * Where all raw pages of an article stand that was just taken down: those that its versions name, and
 * those that a try left which died before it saved a version. Such a try is followed by another within
 * hours, so it is looked for on the days of the versions and of the takedown, and on the day before each.
 */
export async function rawKeysOf(
  { articleId, takenDownAt }: Tombstone,
  versions: readonly KnownVersion[],
  { rawPagesOf }: Pick<Eraser, 'rawPagesOf'>,
): Promise<string[]> {
  const instants = [takenDownAt, ...versions.map(({ observedAt }) => observedAt)];
  const days = instants.flatMap((at) => [at, daysAfter(at, -1)]).map((at) => at.slice(0, 10));
  const keys = new Set(versions.flatMap(({ rawKey }) => rawKey ?? []));
  for (const day of new Set(days))
    for (const key of await rawPagesOf(articleId, day)) keys.add(key);
  return [...keys];
}
