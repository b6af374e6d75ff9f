import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { queueDepths } from '../shared/adapters/sqs/queue-depths.ts';
import type { OutcomeCount } from '../shared/ports/flow.ts';
import { flowRecorder } from '../shared/runtime/flow-recorder.ts';
import { storedReading } from '../shared/runtime/stored-reading.ts';
import { estimatedSpend } from './estimated-spend.ts';
import type { RunTally } from './progress.ts';
import type { LocalRun } from './run.ts';
import type { Services } from './services/start-services.ts';
import { serveViewer, type ViewerServer } from './viewer-server.ts';

type Viewed = {
  readonly folder: string;
  readonly services: Services;
  readonly run: Pick<LocalRun, 'now'>;
  readonly tally: RunTally;
};

const sampleMs = 2000;

/** Serves the page to look at while the pipeline works, and remembers how it went. */
export async function viewRun({ folder, services, run, tally }: Viewed): Promise<ViewerServer> {
  const { clients, names, queueUrls } = services;
  const urls = { ...queueUrls.queues, quarantine: queueUrls.quarantine };
  const recorder = flowRecorder({
    depths: () => queueDepths(clients.sqs, urls, services.oldestSeconds),
    outcomes: { since: new Date().toISOString(), read: () => outcomeCounts(tally) },
    spend: estimatedSpend,
  });
  // A sample that fails is one dot less on a plot.
  const timer = setInterval(() => recorder.sample().catch(() => undefined), sampleMs);
  const server = await serveViewer(
    storedReading({
      ...{ name: folder, dynamo: documentClient(clients.dynamo), s3: clients.s3 },
      ...{ tables: names.tables, bucket: names.bucket, flow: recorder.flow, now: run.now },
      isGrowing: () => !tally.isDone,
    }),
  );
  return {
    ...server,
    async stop() {
      clearInterval(timer);
      await server.stop();
    },
  };
}

/** The tally's keys are a step and an outcome: `fetch-article stored`. */
const outcomeCounts = ({ outcomes }: RunTally): OutcomeCount[] =>
  [...outcomes].map(([key, count]) => {
    const [step = '', outcome = ''] = key.split(' ', 2);
    return { step, outcome, count };
  });
