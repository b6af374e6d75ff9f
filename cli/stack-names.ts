import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { Watched } from '../shared/adapters/cloudwatch/flow-metrics.ts';
import { watchedFunctions } from '../shared/config/viewer-env.ts';
import { CommandError } from './command-error.ts';
import type { QueueUrls, TableNames } from './store-names.ts';

type StackNames = {
  readonly tables: TableNames;
  readonly bucket: string;
  readonly queueUrls: QueueUrls;
  /** What its metrics are kept under; absent of a stack that was deployed before it told. */
  readonly watched?: Watched;
  /** Where the stage has an encoder. */
  readonly vectorIndexArn?: string;
};

/** Asks CloudFormation for what a stack calls its tables and queues. */
export async function findStackNames(stack: string): Promise<StackNames> {
  const client = new CloudFormationClient();
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = (Stacks?.[0]?.Outputs ?? []).map(
      ({ OutputKey, OutputValue }) => [OutputKey, OutputValue] as const,
    );
    return stackNamesOf(stack, new Map(outputs));
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `cannot look up stack ${stack}: ${problem}; check --stack, AWS_REGION and your AWS credentials`,
      { cause },
    );
  }
}

/**
 * Reads a stack's outputs.
 *
 * @throws CommandError naming the output that is missing
 */
export function stackNamesOf(
  stack: string,
  outputs: ReadonlyMap<string | undefined, string | undefined>,
): StackNames {
  const output = (name: string): string => {
    const value = outputs.get(name);
    if (value !== undefined) return value;
    throw new CommandError(
      `stack ${stack} has no output ${name}; it is not Newsloom's, or of another version: deploy it again`,
    );
  };
  const vectorIndexArn = outputs.get('VectorIndexArn');
  const tables = {
    ...{ feeds: output('FeedsTable'), articles: output('ArticlesTable') },
    changes: output('ChangesTable'),
    ...{ revisions: output('RevisionsTable'), stories: output('StoriesTable') },
    ...{ links: output('LinksTable'), linkIndex: output('LinkIndexTable') },
  };
  const queueUrls = {
    ...{ feeds: output('FeedQueueUrl'), articles: output('ArticleQueueUrl') },
    ...{ links: output('LinkQueueUrl'), replays: output('ReplayQueueUrl') },
    quarantine: output('QuarantineQueueUrl'),
  };
  const watched = watchedOf(outputs, { tables, queueUrls });
  return {
    ...{ tables, bucket: output('RawBucket'), queueUrls },
    ...(watched !== undefined && { watched }),
    ...(vectorIndexArn !== undefined && { vectorIndexArn }),
  };
}

/** Outputs that name dead letters, by what people call those. */
const deadLetters = {
  'feeds dead letters': 'FeedDeadLettersUrl',
  'articles dead letters': 'ArticleDeadLettersUrl',
  'links dead letters': 'LinkDeadLettersUrl',
  'replays dead letters': 'ReplayDeadLettersUrl',
} as const;

function watchedOf(
  outputs: ReadonlyMap<string | undefined, string | undefined>,
  { tables, queueUrls }: Pick<StackNames, 'tables' | 'queueUrls'>,
): Watched | undefined {
  const [functions, hosts] = [outputs.get('Functions'), outputs.get('HostsTable')];
  if (functions === undefined || hosts === undefined) return undefined;
  const urls = [
    ...Object.entries(queueUrls),
    ...Object.entries(deadLetters).map(([queue, output]) => [queue, outputs.get(output)] as const),
  ];
  return {
    functions: watchedFunctions.parse(JSON.parse(functions)),
    tables: { ...tables, hosts },
    queues: Object.fromEntries(
      urls.flatMap(([queue, url]) =>
        url === undefined ? [] : [[queue, url.split('/').at(-1) ?? '']],
      ),
    ),
  };
}
