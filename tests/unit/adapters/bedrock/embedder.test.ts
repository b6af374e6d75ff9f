import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bedrockEmbedder } from '../../../../shared/adapters/bedrock/embedder.ts';
import { DependencyBusyError, DependencyRefusedError } from '../../../../shared/errors.ts';
import type { EmbeddingModel } from '../../../../shared/model/embedding.ts';
import type { EmbeddingPurpose, TextToEmbed } from '../../../../shared/ports/embedder.ts';
import {
  awsError,
  type RecordedAnswer,
  recordedAws,
  type SeenRequest,
} from '../../../builders/recorded-aws.ts';

const folder = path.resolve(import.meta.dirname, '../../../fixtures/encoders/bedrock');
type Recorded = {
  readonly model: EmbeddingModel;
  readonly purpose: EmbeddingPurpose;
  readonly texts: readonly TextToEmbed[];
  readonly request: { readonly path: string; readonly body: unknown };
  readonly response: RecordedAnswer;
  readonly vectors: readonly (readonly number[])[];
};
const recorded = (name: string): Recorded =>
  JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

// Bedrock is asked over HTTP/2, as the SDK does of itself.
const aws = recordedAws('http2');
const titan: EmbeddingModel = { name: 'titan-v2', dimensions: 256 };
const cohere: EmbeddingModel = { name: 'cohere-multilingual-v3', dimensions: 1024 };
const embedder = (model: EmbeddingModel) => bedrockEmbedder(model, aws.client());
const text = (said: string): TextToEmbed => ({ text: said, language: 'en' });

/** What Titan answers: a vector of these numbers, and zeros. */
const titanAnswer = (...first: unknown[]): RecordedAnswer => {
  const embedding = [...first, ...Array(256 - first.length).fill(0)];
  return { status: 200, body: { embedding, inputTextTokenCount: 3 } };
};

describe('bedrockEmbedder', () => {
  it.each(readdirSync(folder))('asks and understands a model as recorded: %s', async (name) => {
    const { model, purpose, texts, request, response, vectors } = recorded(name);
    aws.willAnswer(response);

    const found = await embedder(model).embed(texts, purpose);

    expect(aws.seen).toEqual([{ method: 'POST', ...request, signed: true }]);
    expect(found).toHaveLength(texts.length);
    for (const [at, vector] of found.entries()) {
      const raw = vectors[at] ?? [];
      const length = Math.hypot(...raw);
      expect(vector).toHaveLength(model.dimensions);
      for (const [place, value] of (vector ?? []).entries())
        expect(value).toBeCloseTo((raw[place] ?? 0) / length, 9);
    }
  });

  it('asks Titan once for each text, and Cohere once for 96', async () => {
    aws.willAnswer(titanAnswer(1), titanAnswer(1));
    await embedder(titan).embed([text('one'), text('two')], 'comparison');
    const asked = aws.seen.map(({ body }) => (body as { inputText: string }).inputText);
    expect(asked.sort()).toEqual(['one', 'two']);

    aws.seen.length = 0;
    const textsOf = ({ body }: SeenRequest) => (body as { texts: string[] }).texts;
    // Each text is a number, and its vector points there.
    const pointing = (request: SeenRequest) => ({
      status: 200,
      body: {
        embeddings: textsOf(request).map((said) =>
          Array.from({ length: 1024 }, (_, at) => (at === Number(said) ? 1 : 0)),
        ),
      },
    });
    aws.willAnswer(pointing, pointing);
    const many = Array.from({ length: 100 }, (_, at) => text(`${at}`));
    const found = await embedder(cohere).embed(many, 'comparison');

    expect(aws.seen.map((request) => textsOf(request).length).sort()).toEqual([4, 96]);
    expect(found.map((vector) => vector?.indexOf(1))).toEqual(many.map((_, at) => at));
  });

  it('cuts a text to what the model takes, and no character in two', async () => {
    const body = { embeddings: [[1, ...Array(1023).fill(0)]] };
    aws.willAnswer({ status: 200, body });
    await embedder(cohere).embed([text(`${'x'.repeat(2047)}😀`)], 'comparison');
    expect(aws.seen[0]?.body).toMatchObject({ texts: ['x'.repeat(2047)] });
  });

  it('asks nothing about a text that says nothing, and keeps the order', async () => {
    aws.willAnswer(titanAnswer(0, 2));
    const [none, some] = await embedder(titan).embed([text(' \n'), text('one')], 'comparison');
    expect(none).toBeUndefined();
    expect(some?.slice(0, 3)).toEqual([0, 1, 0]);
    expect(aws.seen).toHaveLength(1);
  });

  it.each([
    ['zeros', titanAnswer(0)],
    ['no numbers', titanAnswer(1, null)],
  ])('takes a vector of %s for none', async (_what, answer) => {
    aws.willAnswer(answer);
    expect(await embedder(titan).embed([text('one')], 'comparison')).toEqual([undefined]);
  });

  const embedOne = () => embedder(titan).embed([text('one')], 'comparison');

  it.each([
    ['throttling', awsError(429, 'ThrottlingException', 'Too many requests, please wait.')],
    [
      'a model that takes too long',
      awsError(408, 'ModelTimeoutException', 'The request took too long to process.'),
    ],
    ['a model that is being loaded', awsError(429, 'ModelNotReadyException', 'Not ready.')],
    ['an outage', awsError(503, 'ServiceUnavailableException', 'Service unavailable.')],
    ['an answer that breaks off', { ...titanAnswer(1), cutAfter: 40 }],
    ['an answer that is no JSON', { status: 200, body: '{"embedding":[0.1,' }],
    ['an answer of another model', { status: 200, body: { vector: [1] } }],
  ])('has a message tried again after %s', async (_what, answer) => {
    aws.willAnswer(answer);
    const error = await embedOne().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DependencyBusyError);
    expect(error).toMatchObject({ disposition: 'retry', code: 'dependency-busy' });
    expect(String(error)).toContain('Bedrock model amazon.titan-embed-text-v2:0');
  });

  it.each([
    [
      'access that was not granted',
      awsError(403, 'AccessDeniedException', "You don't have access to the model."),
      /grant the account access to amazon\.titan-embed-text-v2:0 in us-east-1/,
    ],
    [
      'a model that the region does not have',
      awsError(404, 'ResourceNotFoundException', 'Could not resolve the foundation model.'),
      /us-east-1 does not have the model/,
    ],
    [
      'a request that is not the model’s',
      awsError(400, 'ValidationException', 'The provided model identifier is invalid.'),
      /check the stage's encoder/,
    ],
    [
      'vectors of another length',
      { status: 200, body: { embedding: [1, 2, 3], inputTextTokenCount: 1 } },
      /vectors of 3 numbers where 256 were asked for; set `dimensions`/,
    ],
  ])('sets a message aside for %s, and says what to do', async (_what, answer, advice) => {
    aws.willAnswer(answer);
    const error = await embedOne().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DependencyRefusedError);
    expect(error).toMatchObject({ disposition: 'quarantine', code: 'dependency-refused' });
    expect(String(error)).toMatch(advice);
  });

  it('tries again when vectors are missing', async () => {
    aws.willAnswer({ status: 200, body: { embeddings: { float: [] } } });
    await expect(embedder(cohere).embed([text('one')], 'comparison')).rejects.toThrow(
      '1 texts were sent, and 0 vectors came back',
    );
  });
});
