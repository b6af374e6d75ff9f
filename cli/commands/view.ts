import { type Command, InvalidArgumentError } from 'commander';
import { cloudWatchFlow } from '../../shared/adapters/cloudwatch/flow-metrics.ts';
import { queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';
import { flowRecorder } from '../../shared/runtime/flow-recorder.ts';
import { stackFlow } from '../../shared/runtime/stack-flow.ts';
import { storedReading } from '../../shared/runtime/stored-reading.ts';
import type { Reading } from '../../shared/viewer/reading.ts';
import { examples, onStore, type StoreOptions } from '../options.ts';
import { printerOf } from '../print/printer.ts';
import type { Store } from '../store.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type Options = StoreOptions & { readonly port?: number };

/** `newsloom view`: a page to look at, for as long as it runs. */
export function viewCommand(program: Command, world: World): void {
  const command = onStore(
    program.command('view').description('a page to look at: stories, sources, flow'),
  )
    .option('--port <port>', 'of 127.0.0.1; one that is free unless given', portOption)
    .action(({ port, ...options }: Options) =>
      withStore(world, options, async (store) => {
        const { name, dynamo, s3, tables, bucket } = store;
        const parts = {
          name,
          dynamo,
          s3,
          tables,
          bucket,
          flow: flowOf(store, world),
          now: world.now,
        };
        const { line, colour } = printerOf(world);
        await world.serveViewer(storedReading(parts), {
          ...(port !== undefined && { port }),
          listening: (url) => line(`${colour.bold(url)} shows ${name}, until Ctrl-C`),
        });
      }),
    );
  examples(command, 'view', 'view --stack Newsloom-dev --port 8080');
}

/** Of a stack, its metrics say what was; of a folder, only what waits is known: nothing runs beside the page. */
function flowOf(
  { sqs, queueUrls, oldestSeconds, watched }: Store,
  { now }: World,
): Reading['flow'] {
  const depths = () => queueDepths(sqs, queueUrls, oldestSeconds);
  if (watched === undefined) return flowRecorder({ depths }).flow;
  return stackFlow({ depths, metrics: cloudWatchFlow(watched, now) });
}

function portOption(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}
