import { describe, expect, it } from 'vitest';
import { addReport } from '../../../shared/linking/story/grow-story.ts';
import { mergeStates } from '../../../shared/linking/story/merge-states.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

const reports = [
  ['one', 'Ferry Alcora aground', 'Lifeboats took 212 people off the ferry near Tarvik.'],
  ['two', 'Alcora to be towed', 'Tugs wait for high tide; captain Aldal stays on board.'],
  ['three', 'Oil near Tarvik', 'Volunteers shovelled black sludge from the beach of the bay.'],
  ['four', 'Insurer falls', 'Shares fell by six percent after the accident of the ferry.'],
].map(([name = '', title = '', text = '']) =>
  aReport({ url: `https://${name}.example/`, title, text }),
);
const [first, ...others] = reports;

describe('mergeStates', () => {
  it('knows of stories of one report each what it would know had the reports come one by one', () => {
    const merged = others.map((report) => aStory(report)).reduce(mergeStates, aStory(first));
    const grown = others.reduce((state, report) => addReport(state, report), aStory(first));
    expect([...merged.profile.sum.keys()].toSorted()).toEqual(
      [...grown.profile.sum.keys()].toSorted(),
    );
    expect(merged.profile.sketches).toHaveLength(grown.profile.sketches.length);
    expect(merged.profile.members).toEqual(grown.profile.members);
  });
});
