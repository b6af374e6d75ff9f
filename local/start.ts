import path from 'node:path';
import { CommanderError } from 'commander';
import pc from 'picocolors';
import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { ConfigError } from '../shared/errors.ts';
import { cleanLine } from '../shared/text/terminal-text.ts';
import { readAside } from './aside.ts';
import { type Interruption, listenForInterruption } from './interruption.ts';
import { nothingDue } from './next-poll-words.ts';
import { parseOptions, type StartOptions, usualFolder } from './options.ts';
import { emptyTally, liveLine, progressLine, progressObserver, type RunTally } from './progress.ts';
import { type HubAddress, type LocalRun, startRun } from './run.ts';
import { type Services, startServices } from './services/start-services.ts';
import { findSources, rememberNewsroom, type Sources } from './sources.ts';
import { readContents } from './store-contents.ts';
import { summarize } from './summary.ts';
import { viewRun } from './view-run.ts';
import type { ViewerServer } from './viewer-server.ts';
import { WebFolderError } from './web/folder-manifest.ts';

const say = (line = '') => console.log(line);
const began = performance.now();

/** `npm start`: brings the services up, runs the pipeline over the sources, and says what came of it. */
async function start(options: StartOptions): Promise<void> {
  const sources = findSources(options);
  const hubs = hubAddress(options);
  const interruption = listenForInterruption(() => say(pc.dim('\nfinishing what is under way …')));
  say(`${pc.bold('Newsloom')} on this machine · ${sources.title}`);
  for (const { url, problem } of sources.refused ?? [])
    say(pc.yellow(cleanLine(`left out ${url}: ${problem}`)));
  const services = await startServices({ folder: options.folder });
  say(pc.dim(`services up after ${sinceStart()}, kept in ${path.resolve(options.folder)}`));

  const tally = emptyTally();
  const line = liveLine(() => progressLine(tally));
  const run = await startRun({
    ...{ folder: options.folder, services, listings: sources.listings },
    ...{ obeyRobots: options.obeyRobots, rights: options.rights },
    followRelated: options.followRelated,
    hubs,
    observerOf: progressObserver(tally, line.show),
  });
  const viewer = options.view
    ? await viewRun({ folder: options.folder, services, run, tally })
    : undefined;
  if (viewer) say(`watch it at ${pc.bold(viewer.url)}`);
  try {
    const work = { options, sources, services, run, tally, line, interruption };
    const isWhole = await workThrough(work);
    tally.isDone = true;
    if (isWhole) await tellWhatCameOfIt(work);
    else process.exitCode = interruption.exitCode();
    if (isWhole && viewer) await letLook(viewer, options, interruption);
  } finally {
    await viewer?.stop();
    await run.stop();
    await services.stop();
  }
}

/** On a terminal somebody may want to look; a script goes on. */
async function letLook(
  { url }: ViewerServer,
  { keepRunning }: StartOptions,
  { signal }: Interruption,
): Promise<void> {
  if (!process.stdout.isTTY || keepRunning || signal.aborted) return;
  say(`\n${pc.bold(url)} shows it, until Ctrl-C`);
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

const hubAddress = ({ websubPort: port, websubUrl }: StartOptions): HubAddress | undefined =>
  port === undefined ? undefined : { port, url: websubUrl ?? `http://127.0.0.1:${port}` };

type Work = {
  readonly options: StartOptions;
  readonly sources: Sources;
  readonly services: Services;
  readonly run: LocalRun;
  readonly tally: RunTally;
  readonly line: ReturnType<typeof liveLine>;
  readonly interruption: Interruption;
};

/** @returns whether it came to its end; polling on schedule has none but Ctrl-C */
async function workThrough(work: Work): Promise<boolean> {
  const { options, sources, run, line } = work;
  const { signal } = work.interruption;
  for (const visit of sources.visits) {
    say(`\n${pc.bold(visit.name)}`);
    await run.work(visit, signal);
    line.end();
    if (signal.aborted) {
      say(pc.dim('stopped; the next start on this folder goes on from here'));
      return false;
    }
  }
  rememberNewsroom(sources, options.folder);
  const last = sources.visits.at(-1);
  if (!options.keepRunning || last === undefined) return true;

  say(`\n${pc.bold('Polling on schedule')} until Ctrl-C`);
  await run.keepWorking(last, signal);
  line.end();
  return true;
}

async function tellWhatCameOfIt({ options, sources, services, tally }: Work): Promise<void> {
  const contents = await readContents(documentClient(services.clients.dynamo), services.names);
  const aside = await readAside(services.clients.sqs, services.queueUrls);
  const idle = tally.outcomes.get('fetch-feed polled') === undefined && tally.outcomes.size <= 1;
  const clockOffset = sources.visits.at(-1)?.clockOffset ?? 0;
  if (idle) say(`  ${nothingDue(contents.feeds, new Date(Date.now() + clockOffset))}`);
  const waiting = services.nextDelivery();
  const events = await countEvents(services);
  say(`\n${summarize({ tally, contents, aside, pages: sources.pages, waiting, events })}\n`);
  if (options.keepRunning) say('stopped; the next start on this folder goes on from here');
  const where = options.folder === usualFolder ? '' : ` --folder ${options.folder}`;
  say(pc.dim(`done after ${sinceStart()}. Look at it: npm run -s newsloom -- view${where}`));
}

async function countEvents({ published }: Services): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for await (const { 'detail-type': type } of published())
    counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}

const sinceStart = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** What a person can set right is told in a line; anything else is a bug, and shown whole. */
const isForPerson = (error: unknown): error is Error =>
  error instanceof ConfigError || error instanceof WebFolderError;

/** @returns the exit code, as `newsloom` has them: 1 failed, 2 asked wrongly */
function tellFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // it was told already
  console.error(isForPerson(error) ? `${pc.red('error:')} ${error.message}` : error);
  return 1;
}

try {
  await start(parseOptions(process.argv.slice(2)));
} catch (error) {
  process.exitCode = tellFailure(error);
}
