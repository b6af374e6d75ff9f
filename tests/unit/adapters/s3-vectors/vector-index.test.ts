import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { s3VectorIndex } from '../../../../shared/adapters/s3-vectors/vector-index.ts';
import { DependencyBusyError, DependencyRefusedError } from '../../../../shared/errors.ts';
import type { StoryVector } from '../../../../shared/model/embedding.ts';
import type { StoryId } from '../../../../shared/model/ids.ts';
import { awsError, type RecordedAnswer, recordedAws } from '../../../builders/recorded-aws.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/encoders/s3-vectors');
type Recorded = {
  readonly request: { readonly path: string; readonly body: unknown };
  readonly response: RecordedAnswer & { readonly body: object };
};
const recorded = (name: string): Recorded =>
  JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));

const aws = recordedAws('http1');
const arn = 'arn:aws:s3vectors:us-east-1:111122223333:bucket/newsloom/index/stories';
const index = () => s3VectorIndex(arn, aws.client());
const [one, two] = ['s0123456789abcdef01234567', 'sfedcba9876543210fedcba98'] as StoryId[];
if (one === undefined || two === undefined) throw new Error('two ids are needed');
const about = {
  ...{ storyId: one, language: 'en', model: 'titan-v2/4', head: '1f0e2d3c4b5a6978' },
  at: '2026-01-05T09:00:00.000Z',
};
const stored: StoryVector = { ...about, vector: [0.5, 0.5, 0.5, 0.5] };
const query = {
  ...{ vector: stored.vector, model: 'titan-v2/4', notLanguage: 'en', most: 10 },
  window: { from: '2026-01-04T09:00:00.000Z', to: '2026-01-06T09:00:00.000Z' },
};

describe('s3VectorIndex', () => {
  it.each([
    ['put', () => index().put([stored]), undefined],
    ['get', () => index().find([one, two, one]), [stored]],
    ['heads', () => index().heads([one]), [about]],
    [
      'query',
      () => index().nearest(query),
      [
        { storyId: two, cosine: 0.875 },
        { storyId: 's00000000000000000000000a', cosine: 0.5 },
      ],
    ],
    ['delete', () => index().remove([one, two, one]), undefined],
  ])('asks and understands the service as recorded: %s', async (name, call, expected) => {
    const { request, response } = recorded(name);
    aws.willAnswer(response);
    const found = await call();
    expect(aws.seen).toEqual([{ method: 'POST', ...request, signed: true }]);
    expect(found).toEqual(expected);
  });

  it('asks nothing about no stories', async () => {
    await index().put([]);
    await index().remove([]);
    expect(await index().find([])).toEqual([]);
    expect(aws.seen).toEqual([]);
  });

  it('keeps to what one call may hold', async () => {
    const ids = Array.from({ length: 501 }, (_, at) => `s${String(at).padStart(24, '0')}`);
    const empty = { status: 200, body: { vectors: [] } };
    aws.willAnswer(...Array<RecordedAnswer>(11).fill(empty));
    await index().find(ids as StoryId[]);
    await index().remove(ids as StoryId[]);
    await index().put(ids.map((storyId) => ({ ...stored, storyId: storyId as StoryId })));
    const sizes = aws.seen.map(({ body }) => {
      const { keys, vectors } = body as { keys?: unknown[]; vectors?: unknown[] };
      return (keys ?? vectors ?? []).length;
    });
    expect(sizes).toEqual([100, 100, 100, 100, 100, 1, 500, 1, 250, 250, 1]);
  });

  it.each([
    ['a key that is no story', { key: 'x' }],
    ['no metadata', { metadata: undefined }],
    ['a time that is none', { metadata: { language: 'en', model: 'm', head: 'h', at: -1 } }],
    ['a vector of zeros', { data: { float32: [0, 0, 0] } }],
    ['no vector', { data: undefined }],
  ])('takes an entry with %s for none', async (_what, wrong) => {
    const [entry] = (recorded('get').response.body as { vectors: object[] }).vectors;
    aws.willAnswer({ status: 200, body: { vectors: [{ ...entry, ...wrong }] } });
    expect(await index().find([one])).toEqual([]);
  });

  it.each([
    ['throttling', awsError(429, 'TooManyRequestsException', 'Slow down.')],
    ['an outage', awsError(503, 'ServiceUnavailableException', 'Service unavailable.')],
    ['a fault of the service', awsError(500, 'InternalServerException', 'Internal error.')],
    ['a call that took too long', awsError(408, 'RequestTimeoutException', 'Timed out.')],
    ['an answer that breaks off', { ...recorded('query').response, cutAfter: 30 }],
  ])('has a message tried again after %s', async (_what, answer) => {
    aws.willAnswer(answer);
    const error = await index()
      .nearest(query)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DependencyBusyError);
    expect(String(error)).toContain(arn);
  });

  it.each([
    [
      'an index that is gone',
      awsError(404, 'NotFoundException', 'The specified index could not be found.'),
      /the index is gone: deploy the stack again/,
    ],
    [
      'a role that may not',
      awsError(403, 'AccessDeniedException', 'Access denied.'),
      /see that the function's role may act on the index/,
    ],
    [
      'vectors of another length',
      awsError(400, 'ValidationException', 'Invalid record', {
        fieldList: [{ path: '/queryVector', message: 'must have length 1024' }],
      }),
      /docs\/runbook\.md/,
    ],
    [
      'an index that measures otherwise',
      { status: 200, body: { distanceMetric: 'euclidean', vectors: [] } },
      /it measures euclidean distances; make it anew with the metric `cosine`/,
    ],
  ])('sets a message aside for %s, and says what to do', async (_what, answer, advice) => {
    aws.willAnswer(answer);
    const error = await index()
      .nearest(query)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DependencyRefusedError);
    expect(String(error)).toMatch(advice);
  });
});
