import { type Command, InvalidArgumentError } from 'commander';
import { queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';
import { flowRecorder } from '../../shared/runtime/flow-recorder.ts';
import { storedReading } from '../../shared/runtime/stored-reading.ts';
import { examples, onStore, type StoreOptions } from '../options.ts';
import { printerOf } from '../print/printer.ts';
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
      withStore(world, options, async ({ name, dynamo, s3, sqs, tables, bucket, queueUrls }) => {
        const { flow } = flowRecorder({ depths: () => queueDepths(sqs, queueUrls) });
        const parts = { name, dynamo, s3, tables, bucket, flow, now: world.now };
        const { line, colour } = printerOf(world);
        await world.serveViewer(storedReading(parts), {
          ...(port !== undefined && { port }),
          listening: (url) => line(`${colour.bold(url)} shows ${name}, until Ctrl-C`),
        });
      }),
    );
  examples(command, 'view', 'view --stack Newsloom-dev --port 8080');
}

function portOption(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}
