import type { AwsAnswer, AwsCall, AwsService, Meddling } from './aws-proxy.ts';

/** A way in which a service can fail: at which operations, and what it does there. */
export type AwsFault = {
  readonly name: string;
  readonly service: AwsService;
  readonly operation: string;
  readonly meddle: Meddling;
};

const operations: Readonly<Record<AwsService, readonly string[]>> = {
  DynamoDB: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem'],
  S3: ['PutObject', 'GetObject'],
  SQS: ['SendMessage', 'SendMessageBatch'],
  EventBridge: ['PutEvents'],
};

const throttled: Readonly<Record<AwsService, AwsAnswer>> = {
  DynamoDB: jsonError(
    400,
    'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
  ),
  S3: xmlError(503, 'SlowDown'),
  SQS: jsonError(400, 'com.amazonaws.sqs#RequestThrottled'),
  EventBridge: jsonError(400, 'ThrottlingException'),
};

/** What any service may do at any operation. */
const common: Readonly<Record<string, Meddling>> = {
  throttled: async ({ service }) => throttled[service],
  broken: async ({ service }) =>
    service === 'S3' ? xmlError(500, 'InternalError') : jsonError(500, 'InternalServerError'),
  'hangs up': async () => undefined,
  'done, and hangs up': async (_, forward) => {
    await forward();
    return undefined;
  },
  // The answer is lost, and the SDK asks once more: of a conditional write it hears that it has failed.
  'done, and asked for once more': async (_, forward) => {
    await forward();
    return forward();
  },
  'half an answer': async (_, forward) => {
    const answer = await forward();
    return { ...answer, cutAfter: Math.floor(answer.body.length / 2) };
  },
  'half an answer that says it is whole': async ({ service }, forward) => {
    const answer = await forward();
    // Of S3 the checksum tells; a service of JSON has no other mark of it than that it cannot be read.
    return answer.body.length === 0 ? undefined : halved(answer, service);
  },
};

const halved = (answer: AwsAnswer, service: AwsService): AwsAnswer => ({
  ...answer,
  body: answer.body.subarray(0, Math.max(1, Math.floor(answer.body.length / 2))),
  headers: service === 'S3' ? answer.headers : withoutCrc(answer.headers),
});

const withoutCrc = ({ 'x-amz-crc32': _, ...headers }: AwsAnswer['headers']) => headers;

/** What only some operations can do: to succeed by halves, and to answer what was true before. */
const special: Readonly<Record<string, Readonly<Record<string, Meddling>>>> = {
  BatchGetItem: { 'half of it left': leaveHalf('UnprocessedKeys') },
  BatchWriteItem: { 'half of it left': leaveHalf('UnprocessedItems') },
  SendMessageBatch: {
    'half of it failed': failHalf,
    'wrong checksum': edited((answer) => ({
      ...answer,
      Successful: (answer['Successful'] as object[]).map((one) => ({
        ...one,
        MD5OfMessageBody: '0'.repeat(32),
      })),
    })),
  },
  PutEvents: { 'half of it failed': failEvents },
  GetObject: {
    'wrong checksum': async (_, forward) => {
      const answer = await forward();
      const body = Buffer.from(answer.body);
      const at = Math.floor(body.length / 2);
      if (answer.status === 200) body[at] = (body[at] ?? 0) ^ 1;
      return { ...answer, body };
    },
  },
  GetItem: { 'wrong checksum': wrongCrc },
};

/** Every fault that a test or a bench can make, each of one operation. */
export const awsFaults: readonly AwsFault[] = Object.entries(operations).flatMap(
  ([service, names]) =>
    names.flatMap((operation) =>
      Object.entries({ ...common, ...special[operation] }).map(([what, meddle]) => ({
        ...{ name: `${service} ${operation}: ${what}`, operation, meddle },
        service: service as AwsService,
      })),
    ),
);

type Json = Readonly<Record<string, unknown>>;

const jsonOf = ({ body }: Pick<AwsAnswer, 'body'>): Json => JSON.parse(body.toString()) as Json;

function edited(edit: (answer: Json) => Json): Meddling {
  return async (_, forward) => {
    const answer = await forward();
    return answer.status === 200 ? withJson(answer, edit(jsonOf(answer))) : answer;
  };
}

const withJson = (answer: AwsAnswer, json: Json): AwsAnswer => ({
  ...answer,
  headers: withoutCrc(answer.headers),
  body: Buffer.from(JSON.stringify(json)),
});

/** Does the first half of a request of one table, and hands the other half back; the last part it does. */
function leaveHalf(name: 'UnprocessedKeys' | 'UnprocessedItems'): Meddling {
  return async ({ body }, forward) => {
    const { RequestItems, ...rest } = jsonOf({ body });
    const [[table = '', asked] = []] = Object.entries(RequestItems as Record<string, unknown>);
    const keys = Array.isArray(asked) ? undefined : (asked as { Keys: unknown[] });
    const parts = keys?.Keys ?? (asked as unknown[]);
    const wrap = (some: readonly unknown[]) =>
      keys === undefined ? { [table]: some } : { [table]: { ...keys, Keys: some } };
    const half = Math.ceil(parts.length / 2);
    const [done, left] = [parts.slice(0, half), parts.slice(half)];
    const unprocessed = { [name]: wrap(left) };
    if (done.length === 0)
      return jsonAnswer(
        name === 'UnprocessedKeys' ? { Responses: {}, ...unprocessed } : unprocessed,
      );
    const answer = await forward(
      Buffer.from(JSON.stringify({ ...rest, RequestItems: wrap(done) })),
    );
    return answer.status === 200 ? withJson(answer, { ...jsonOf(answer), ...unprocessed }) : answer;
  };
}

async function failHalf({ body }: AwsCall, forward: (body: Buffer) => Promise<AwsAnswer>) {
  const { Entries, ...rest } = jsonOf({ body });
  const entries = Entries as { Id: string }[];
  const half = Math.ceil(entries.length / 2);
  const [done, left] = [entries.slice(0, half), entries.slice(half)];
  const Failed = left.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false }));
  if (done.length === 0) return jsonAnswer({ Successful: [], Failed });
  const answer = await forward(Buffer.from(JSON.stringify({ ...rest, Entries: done })));
  return withJson(answer, { ...jsonOf(answer), Failed });
}

async function failEvents({ body }: AwsCall, forward: (body: Buffer) => Promise<AwsAnswer>) {
  const entries = jsonOf({ body })['Entries'] as object[];
  const half = Math.ceil(entries.length / 2);
  const failed = entries
    .slice(half)
    .map(() => ({ ErrorCode: 'InternalFailure', ErrorMessage: 'try again' }));
  const done = entries.slice(0, half);
  const answer =
    done.length === 0
      ? jsonAnswer({ Entries: [] })
      : await forward(Buffer.from(JSON.stringify({ Entries: done })));
  const { Entries = [] } = jsonOf(answer);
  const all = [...(Entries as object[]), ...failed];
  return withJson(answer, { FailedEntryCount: failed.length, Entries: all });
}

/** Over TLS no bit is lost on the way: the SDK does not look at it, and a wrong one does no harm. */
async function wrongCrc(_: AwsCall, forward: () => Promise<AwsAnswer>) {
  const answer = await forward();
  return { ...answer, headers: { ...answer.headers, 'x-amz-crc32': '1' } };
}

function jsonError(status: number, type: string): AwsAnswer {
  return { ...jsonAnswer({ __type: type, message: 'a fault of the test' }), status };
}

function jsonAnswer(json: Json): AwsAnswer {
  return {
    ...{ status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' } },
    body: Buffer.from(JSON.stringify(json)),
  };
}

function xmlError(status: number, code: string): AwsAnswer {
  return {
    ...{ status, headers: { 'content-type': 'application/xml' } },
    body: Buffer.from(`<Error><Code>${code}</Code><Message>a fault of the test</Message></Error>`),
  };
}
