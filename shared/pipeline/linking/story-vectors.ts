import type { StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import type { VectorIndex } from '../../ports/vector-index.ts';
import { primaryLanguage } from '../../text/tokens.ts';

/**
 * A story that became part of another leaves it its vector, where the other has none: vectors are
 * made of the stories of the last hours only.
 */
export async function moveVector(
  from: StoryId,
  { storyId, languages: [language = 'und'], firstSeenAt }: Story,
  { index }: { readonly index: VectorIndex },
): Promise<void> {
  const found = await index.find([from, storyId]);
  const [left] = found.filter((one) => one.storyId === from);
  if (left === undefined) return;
  if (found.length === 1)
    await index.put([{ ...left, storyId, language: primaryLanguage(language), at: firstSeenAt }]);
  await index.remove([from]);
}
