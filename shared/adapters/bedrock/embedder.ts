import { createRequire } from 'node:module';
import type {
  BedrockRuntimeClient,
  BedrockRuntimeClientConfig,
} from '@aws-sdk/client-bedrock-runtime';
import { batchesOf } from '../../collections/batches-of.ts';
import { DependencyBusyError, DependencyRefusedError } from '../../errors.ts';
import { unitEmbedding } from '../../linking/across/embedding-cosine.ts';
import type { Embedding, EmbeddingModel } from '../../model/embedding.ts';
import type { Embedder, EmbeddingPurpose } from '../../ports/embedder.ts';
import { cutText } from '../../text/cut-text.ts';
import { serviceFailure } from '../service-failure.ts';
import { type EmbeddingBodies, embeddingBodies, modelIdOf } from './embedding-bodies.ts';

/** Requests under way at once; a model that takes one text a request would take minutes otherwise. */
const askedAtOnce = 10;

/** Not loaded with the rest of a function: most stages have no encoder, and none needs it to start. */
const sdk = () =>
  createRequire(import.meta.url)(
    '@aws-sdk/client-bedrock-runtime',
  ) as typeof import('@aws-sdk/client-bedrock-runtime');

/** An encoder of Amazon Bedrock. The client is made when it is first needed. */
export function bedrockEmbedder(
  model: EmbeddingModel,
  config: BedrockRuntimeClientConfig = {},
): Embedder {
  const bodies = embeddingBodies(model);
  let client: BedrockRuntimeClient | undefined;
  const ask = async (texts: readonly string[], purpose: EmbeddingPurpose) => {
    client ??= new (sdk().BedrockRuntimeClient)(config);
    const body = bodies.requestFor(texts, purpose);
    return vectorsOf(await invoke(client, model, body), { model, bodies, asked: texts.length });
  };
  return {
    model,
    async embed(texts, purpose) {
      const found = texts.map((): Embedding | undefined => undefined);
      // An empty text is an error to some models, and says nothing to the others.
      const said = texts.flatMap(({ text }, place) => {
        const cut = cutText(text.trim(), bodies.characters);
        return cut === '' ? [] : [{ place, cut }];
      });
      const requests = batchesOf(said, bodies.texts);
      for (const some of batchesOf(requests, askedAtOnce))
        await Promise.all(
          some.map(async (request) => {
            const cuts = request.map(({ cut }) => cut);
            const vectors = await ask(cuts, purpose);
            for (const [at, { place }] of request.entries()) found[place] = vectors[at];
          }),
        );
      return found;
    },
  };
}

async function invoke(
  client: BedrockRuntimeClient,
  model: EmbeddingModel,
  body: object,
): Promise<Uint8Array> {
  const modelId = modelIdOf(model);
  const { InvokeModelCommand } = sdk();
  try {
    const answer = await client.send(
      new InvokeModelCommand({
        ...{ modelId, contentType: 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    return answer.body;
  } catch (cause) {
    const region = await client.config.region();
    throw serviceFailure(cause, { service: serviceOf(model), advice: adviceFor(modelId, region) });
  }
}

const serviceOf = (model: EmbeddingModel): string => `Bedrock model ${modelIdOf(model)}`;

const adviceFor = (modelId: string, region: string) => ({
  AccessDeniedException: `grant the account access to ${modelId} in ${region} (docs/runbook.md, "An encoder"), and see that the function's role may call bedrock:InvokeModel on it`,
  ResourceNotFoundException: `${region} does not have the model: name one that has it as \`region\` of the stage's encoder`,
  ValidationException: `check the stage's encoder: ${region} may not have ${modelId}, or only under an inference profile, and not every model knows every number of dimensions`,
  other: 'see what the message says, and docs/runbook.md, "An encoder"',
});

type Asked = {
  readonly model: EmbeddingModel;
  readonly bodies: EmbeddingBodies;
  readonly asked: number;
};

function vectorsOf(
  bytes: Uint8Array,
  { model, bodies, asked }: Asked,
): readonly (Embedding | undefined)[] {
  const vectors = parsed(bytes, model, bodies);
  if (vectors.length !== asked)
    throw new DependencyBusyError(
      serviceOf(model),
      `${asked} texts were sent, and ${vectors.length} vectors came back`,
    );
  const { dimensions } = model;
  const other = vectors.find(({ length }) => length !== dimensions);
  if (other !== undefined)
    throw new DependencyRefusedError(
      serviceOf(model),
      `it answers with vectors of ${other.length} numbers where ${dimensions} were asked for`,
      "set `dimensions` of the stage's encoder to what the model gives",
    );
  return vectors.map((vector) => unitEmbedding(vector, dimensions));
}

function parsed(bytes: Uint8Array, model: EmbeddingModel, { vectorsIn }: EmbeddingBodies) {
  try {
    return vectorsIn(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    const problem = `its answer breaks off or is none of this model (${bytes.length} bytes)`;
    throw new DependencyBusyError(serviceOf(model), problem, { cause });
  }
}
