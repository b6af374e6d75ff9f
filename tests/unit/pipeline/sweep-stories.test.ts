import { describe, expect, it } from 'vitest';
import type { StoryState } from '../../../shared/linking/story/story-state.ts';
import type { LinkTask, MergeStoriesTask } from '../../../shared/messages.ts';
import { type SweepPorts, sweepStories } from '../../../shared/pipeline/linking/sweep-stories.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

const now = () => new Date('2026-01-06T00:00:00.000Z');
const ferry = ['Ferry Alcora runs aground off Tarvik', 'The ferry Alcora ran aground off Tarvik.'];
const dam = ['انهيار سد في مدينة تارفيك', 'انهار سد في مدينة تارفيك صباح الاثنين.'];

/** Stories of one report each, all of one event. */
const aloneOf = ([title = '', text = '']: readonly string[], outlets: string, language = 'en') =>
  [...outlets].map((outlet) =>
    aStory(aReport({ url: `https://${outlet}.example/${language}`, title, text, language })),
  );

/** What a sweep over these stories asks for. */
async function sweep(states: readonly StoryState[]) {
  const sent: LinkTask[] = [];
  const windows: unknown[] = [];
  const ports: SweepPorts = {
    now,
    lists: {
      async *listed(window) {
        windows.push(window);
        for (const { story } of states) yield story;
      },
    },
    stories: {
      findMany: async (ids) => states.filter(({ story }) => ids.includes(story.storyId)),
      save: () => Promise.reject(new Error('a sweep saves nothing')),
    },
    sendLinkTasks: async (tasks) => void sent.push(...tasks),
  };
  const outcome = await sweepStories(ports);
  const merges = sent.filter((task): task is MergeStoriesTask => task.kind === 'merge');
  return { outcome, merges, windows };
}

describe('a sweep', () => {
  it('has stories merged in every language in which two are one', async () => {
    const { merges } = await sweep([...aloneOf(ferry, 'ab'), ...aloneOf(dam, 'ab', 'ar')]);
    expect(merges.map(({ language }) => language).toSorted()).toEqual(['ar', 'en']);
  });

  it('makes one story of many in one go, each part of another once and none of one that is gone', async () => {
    const { merges } = await sweep(aloneOf(ferry, 'abcdefgh'));
    const from = merges.map((merge) => merge.from);
    expect(merges).toHaveLength(7);
    expect(new Set(from).size).toBe(from.length);
    expect(merges.filter(({ into }, at) => from.slice(0, at).includes(into))).toEqual([]);
  });

  it('compares more pairs than one request to the table can hold', async () => {
    const letters = [...'abcdefghijk'];
    // Words of which no two events share one, nor one that is spelt nearly alike.
    const wordsOf = (one: string, other: string) =>
      [...'mpx'].map((middle) => one + one + middle + other + other).join(' ');
    const events = letters.flatMap((one) => letters.map((other) => wordsOf(one, other)));
    const pairs = events.flatMap((words, event) =>
      aloneOf([words, words], 'xy').map((state, at) => withId(state, `${event}-${at}`)),
    );
    const { merges } = await sweep(pairs);
    expect(merges).toHaveLength(events.length);
  });

  it('leaves no language out where another has more pairs than one sweep can read', async () => {
    // All have a word in common, and each with each of the sixty before it is a pair.
    const towns = Array.from({ length: 120 }, (_, at) => {
      const word = `qu${String.fromCharCode(97 + (at % 20), 97 + Math.floor(at / 20))}zz`;
      const [state] = aloneOf([`Ferry reaches ${word}`, `A ferry reaches ${word}.`], 'a');
      return state === undefined ? [] : [withId(state, `${at}`)];
    });
    const { outcome, merges } = await sweep([...towns.flat(), ...aloneOf(dam, 'ab', 'ar')]);
    expect(outcome.compared).toBeGreaterThan(3900);
    expect(merges.map(({ language }) => language)).toContain('ar');
  });

  it('looks two days back, and a day ahead for clocks that run fast', async () => {
    const { windows } = await sweep([]);
    expect(windows).toEqual([{ from: '2026-01-04T00:00:00.000Z', to: '2026-01-07T00:00:00.000Z' }]);
  });
});

/** One id for each, whatever the address. */
const withId = ({ story, profile }: StoryState, id: string): StoryState => ({
  story: { ...story, storyId: `s${id}` as typeof story.storyId },
  profile,
});
