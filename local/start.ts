import path from 'node:path';
import pc from 'picocolors';
import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { ConfigError } from '../shared/errors.ts';
import { parseOptions, type StartOptions } from './options.ts';
import { emptyTally, liveLine, progressLine, progressObserver } from './progress.ts';
import { type LocalRun, startRun } from './run.ts';
import { startServices } from './services/start-services.ts';
import { findSources, rememberNewsroom, type Sources } from './sources.ts';
import { readContents } from './store-contents.ts';
import { summarize } from './summary.ts';

const say = (line = '') => console.log(line);

/** `npm start`: brings the services up, runs the pipeline over the sources, and says what came of it. */
async function start(options: StartOptions): Promise<void> {
  const sources = findSources(options);
  say(`${pc.bold('Newsloom')} on this machine · ${sources.title}`);
  const began = performance.now();
  const services = await startServices({ folder: options.folder });
  say(pc.dim(`services up after ${seconds(began)}, kept in ${path.resolve(options.folder)}`));

  const tally = emptyTally();
  const line = liveLine(() => progressLine(tally));
  const run = await startRun({
    ...{ folder: options.folder, services, listings: sources.listings },
    observerOf: progressObserver(tally, line.show),
  });
  try {
    await workThrough(sources, run, { options, line });
    const contents = await readContents(documentClient(services.clients.dynamo), services.names);
    say(`\n${summarize(tally, contents)}\n`);
    say(pc.dim(`done after ${seconds(began)}. Look closer: npm run -s newsloom -- stories list`));
  } finally {
    await run.stop();
    await services.stop();
  }
}

type Working = {
  readonly options: StartOptions;
  readonly line: ReturnType<typeof liveLine>;
};

async function workThrough(
  sources: Sources,
  run: LocalRun,
  { options, line }: Working,
): Promise<void> {
  for (const visit of sources.visits) {
    say(`\n${pc.bold(visit.name)}`);
    await run.work(visit);
    line.end();
  }
  rememberNewsroom(sources, options.folder);
  const last = sources.visits.at(-1);
  if (!options.keepRunning || last === undefined) return;

  say(`\n${pc.bold('Polling on schedule')} until Ctrl-C`);
  await run.keepWorking(last, interrupted());
  line.end();
}

/** Aborts at the first Ctrl-C; a second one ends the process at once. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say(pc.dim('\nfinishing what is under way …'));
      controller.abort();
    });
  return controller.signal;
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

try {
  await start(parseOptions(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof ConfigError ? `${pc.red('error')} ${error.message}` : error);
  process.exitCode = 1;
}
