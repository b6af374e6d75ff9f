import type { Command } from 'commander';
import type { StoryMember } from '../../shared/client/story-members.ts';
import { isClosed } from '../../shared/linking/story/story-life.ts';
import type { Evidence, Story } from '../../shared/model/story.ts';
import { placeName } from '../../shared/text/place-name.ts';
import { evidenceWords } from '../../shared/viewer/evidence-words.ts';
import { CommandError } from '../command-error.ts';
import { countOption, examples, type ReadOptions, reading } from '../options.ts';
import { counted, minute, type Printer, printerOf } from '../print/printer.ts';
import { roleWords } from '../print/role-words.ts';
import { readSince, sinceOption } from '../since.ts';
import { until } from '../until.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

/** `newsloom stories`: reports of one event, together. */
export function storiesCommand(program: Command, world: World): void {
  const stories = program.command('stories').description('reports of one event, joined');
  listCommand(stories, world);
  showCommand(stories, world);
}

type ListOptions = ReadOptions & {
  readonly since?: string;
  readonly minSources: number;
  readonly limit: number;
};

function listCommand(stories: Command, world: World): void {
  const command = reading(stories.command('list').description('the latest stories'), 'lines')
    .option('--since <time>', '24h, 7d, or a date; 7d unless given', sinceOption(world))
    .option('--min-sources <count>', 'told by at least so many outlets', countOption, 1)
    .option('--limit <count>', 'at most so many', countOption, 50)
    .action(
      ({ since = readSince('7d', world.now()), minSources, limit, ...options }: ListOptions) =>
        withStore(world, options, async (store) => {
          const { line, jsonLine, text, colour } = printerOf(world);
          let count = 0;
          const wanted = { since, minSources, limit, until: until(world.now()) };
          for await (const story of store.news.latestStories(wanted)) {
            count++;
            if (options.json) {
              jsonLine(story);
              continue;
            }
            line(colour.bold(text(story.headline)));
            const size = `${counted(story.articleCount, 'article')}, ${counted(story.sites.length, 'outlet')}`;
            line(
              colour.dim(
                `  ${story.storyId}  ${minute(story.lastSeenAt)}  ${size}, ${story.languages.join(' ')}`,
              ),
            );
          }
          if (!options.json && count === 0)
            line(`no stories since ${minute(since)} in ${store.name}`);
        }),
    );
  examples(command, 'stories list --min-sources 2', 'stories list --since 24h --json');
}

function showCommand(stories: Command, world: World): void {
  const command = reading(
    stories.command('show').description('one story, its members, and why each belongs'),
    'document',
  )
    .argument('<story>', 'its id')
    .action((wanted: string, options: ReadOptions) =>
      withStore(world, options, async (store) => {
        const found = await store.news.storyWithMembers(wanted);
        if (found === undefined)
          throw new CommandError(
            `no story ${wanted} in ${store.name}; \`newsloom stories list\` shows the latest`,
          );
        const { story } = found;
        const members: StoryMember[] = [];
        for await (const member of found.members) members.push(member);
        const printer = printerOf(world);
        if (options.json) return printer.json({ ...story, members });
        const parted = await store.news.partedFrom(story);
        printStory(printer, { story, members, wanted, parted, now: world.now() });
      }),
    );
  examples(command, 'stories show s0123456789abcdef01234567');
}

type Shown = {
  readonly story: Story;
  readonly members: readonly StoryMember[];
  readonly wanted: string;
  /** Stories that were one with this until it turned out to tell two events. */
  readonly parted: readonly Story[];
  readonly now: Date;
};

function printStory(printer: Printer, { story, members, wanted, parted, now }: Shown): void {
  const { line, field, text, colour } = printer;
  line(colour.bold(text(story.headline)));
  if (story.storyId !== wanted) field('merged', `${wanted} is part of this story now`);
  field('id', story.storyId);
  field('seen', `${minute(story.firstSeenAt)} to ${minute(story.lastSeenAt)}`);
  field('reopened', story.reopenedAt && minute(story.reopenedAt));
  field(isClosed(story, now) ? 'closed' : 'closes', story.closesAt && minute(story.closesAt));
  for (const { storyId, headline } of parted) field('parted from', `${storyId} ${headline}`);
  field('languages', story.languages.join(', '));
  field('outlets', story.sites.join(', '));
  field('places', story.places.map((place) => placeName(place)).join(', '));
  field(
    'about',
    story.terms
      .slice(0, 10)
      .map(([term]) => term)
      .join(', '),
  );
  line(`\n${counted(members.length, 'article')}`);
  for (const member of members) printMember(printer, member);
  if (story.mentions.length > 0)
    line(`\n${counted(story.mentions.length, 'mention')} not stored yet`);
  for (const { title, url } of story.mentions) line(`  ${text(title || url)}`);
}

function printMember({ line, text, colour }: Printer, member: StoryMember): void {
  const where = `${minute(member.publishedAt)}  ${member.language.padEnd(3)} ${member.site ?? ''}`;
  line(`  ${where}  ${text(member.title)}`);
  line(colour.dim(`    ${member.articleId}  ${text(member.url)}`));
  const [strongest] = member.because;
  if (strongest === undefined) return;
  const role = roleWords(strongest.kind, strongest.role);
  line(`    ${colour.cyan(role)} ${text(strongest.otherTitle)} (${strongest.score.toFixed(2)})`);
  const shared = sharedOf(strongest.evidence);
  if (shared) line(`    ${colour.cyan('both have')} ${text(shared)}`);
}

function sharedOf(evidence: Evidence): string {
  const { containment, vector } = evidence;
  const wording =
    containment === undefined ? [] : [`${Math.round(containment * 100)}% of the wording`];
  const meaning = vector ? [`what they mean (${vector.model}: ${vector.cosine.toFixed(2)})`] : [];
  return [...wording, ...evidenceWords(evidence, 10), ...meaning].join(', ');
}
