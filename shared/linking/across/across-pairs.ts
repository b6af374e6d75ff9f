import type { StoryId } from '../../model/ids.ts';
import type { Story } from '../../model/story.ts';
import { areHeard, type Script, scriptOf } from '../../text/name-skeleton.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { dot, unit, type Vector } from '../likeness/vector.ts';
import { anchorsOf, heardAnchorsOf, isPlace } from './anchors.ts';

/** A story by what its list entry says. */
export type ListedText = Pick<Story, 'storyId' | 'headline' | 'terms' | 'places' | 'languages'>;

/** Two stories whose entries share less are seldom of one event, and are not read. */
const leastLikeness = 0.15;
/** Stories in other languages that one story is compared with whole. */
const mostPartners = 2;
/** The heaviest anchors of a story, by which others are found. */
const leadingAnchors = 10;
/** An anchor of so many stories brings no two of them together. */
const mostHolders = 60;
/** What a country of the entry weighs beside its words, whose squares sum to 1. */
const listedPlace = 0.3;

type Entry = {
  readonly storyId: StoryId;
  readonly language: string;
  readonly script: Script;
  readonly spelt: Vector;
  readonly heard: Vector;
};

/**
 * Pairs of stories in two languages that may tell one event, the likest first. They are found
 * by a name, a number or a word that is spelt alike, or sounds alike in another script; places
 * alone are in too many.
 *
 * @param isWanted of which stories a partner is looked for
 *
 * @example
 * acrossPairs([dam, barrage, chess], () => true) // [[dam.storyId, barrage.storyId]]
 */
export function acrossPairs(
  stories: readonly ListedText[],
  isWanted: (storyId: StoryId) => boolean,
): (readonly [StoryId, StoryId])[] {
  const entries = stories.map(entryOf).sort((a, b) => (a.storyId < b.storyId ? -1 : 1));
  if (new Set(entries.map(({ language }) => language)).size < 2) return [];
  const holders = holdersOf(entries);
  const found = new Map<string, { ids: readonly [StoryId, StoryId]; likeness: number }>();
  for (const entry of entries) {
    if (!isWanted(entry.storyId)) continue;
    for (const { storyId, likeness } of partnersOf(entry, holders)) {
      const [a, b] = [entry.storyId, storyId].sort();
      if (a !== undefined && b !== undefined) found.set(a + b, { ids: [a, b], likeness });
    }
  }
  return [...found]
    .sort(([a, x], [b, y]) => y.likeness - x.likeness || (a < b ? -1 : 1))
    .map(([, { ids }]) => ids);
}

function entryOf({ storyId, headline, terms, places, languages }: ListedText): Entry {
  const language = primaryLanguage(languages[0] ?? 'und');
  // Two numbers with a space between them would be one.
  const text = terms.map(([phrase]) => phrase).join(' · ');
  const whole = { language, title: headline, text };
  const withPlaces = (vector: Vector) => {
    const anchors = new Map(vector);
    for (const place of places)
      anchors.set(`@${place}`, Math.max(listedPlace, anchors.get(`@${place}`) ?? 0));
    return unit(anchors);
  };
  const script = scriptOf(`${headline} ${text}`);
  const spelt = withPlaces(anchorsOf(whole));
  const heard = script === 'other' ? new Map() : withPlaces(heardAnchorsOf(whole));
  return { storyId, language, script, spelt, heard };
}

const leading = ({ spelt, heard }: Entry): ReadonlySet<string> =>
  new Set(
    [spelt, heard].flatMap((vector) =>
      [...vector]
        .filter(([anchor]) => !isPlace(anchor))
        .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
        .slice(0, leadingAnchors)
        .map(([anchor]) => anchor),
    ),
  );

const likenessOf = (a: Entry, b: Entry): number =>
  areHeard(a.script, b.script) ? dot(a.heard, b.heard) : dot(a.spelt, b.spelt);

function holdersOf(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const holders = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const anchor of leading(entry)) {
      const known = holders.get(anchor) ?? [];
      known.push(entry);
      holders.set(anchor, known);
    }
  return holders;
}

function partnersOf(entry: Entry, holders: ReadonlyMap<string, readonly Entry[]>) {
  const others = new Set<Entry>();
  for (const anchor of leading(entry)) {
    const all = holders.get(anchor) ?? [];
    if (all.length > mostHolders) continue;
    for (const other of all) if (other.language !== entry.language) others.add(other);
  }
  return [...others]
    .map((other) => ({ storyId: other.storyId, likeness: likenessOf(entry, other) }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness || (a.storyId < b.storyId ? -1 : 1))
    .slice(0, mostPartners);
}
