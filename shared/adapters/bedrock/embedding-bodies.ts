import * as z from 'zod';
import { type EmbeddingModel, embeddingModels } from '../../model/embedding.ts';
import type { EmbeddingPurpose } from '../../ports/embedder.ts';

/** How a model is asked for vectors, and how it answers. */
export type EmbeddingBodies = {
  /** Texts that one request may hold. */
  readonly texts: number;
  /** Characters of a text that it takes; the rest is cut off. */
  readonly characters: number;
  requestFor(texts: readonly string[], purpose: EmbeddingPurpose): object;
  /** @throws z.ZodError when the answer is not what the model's documentation says */
  vectorsIn(answer: unknown): readonly (readonly unknown[])[];
};

/** The bodies of InvokeModel, which each model has its own of. */
export function embeddingBodies({ name, dimensions }: EmbeddingModel): EmbeddingBodies {
  switch (name) {
    case 'titan-v2':
      return titan(dimensions);
    case 'cohere-multilingual-v3':
      return cohere({ characters: 2048, cutTheEnd: 'END', more: {} });
    case 'cohere-v4':
      return cohere({
        characters: longest,
        ...{ cutTheEnd: 'RIGHT', more: { output_dimension: dimensions } },
      });
  }
}

/** In Bedrock's own words. */
export const modelIdOf = ({ name }: EmbeddingModel): string => embeddingModels[name].modelId;

/** Far below what the models take, in any script: 8,192 tokens, or 128,000. */
const longest = 4000;
/** A number that is none, an infinity say, is JSON's `null`; who reads the vectors refuses it. */
const vector = z.array(z.number().nullable());
const titanAnswer = z.object({ embedding: vector });
/** By type where types were asked for, as a plain list otherwise. */
const cohereAnswer = z.object({
  embeddings: z.union([z.array(vector), z.object({ float: z.array(vector) })]),
});

/** https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html */
const titan = (dimensions: number): EmbeddingBodies => ({
  texts: 1,
  characters: longest,
  requestFor: ([inputText]) => ({ inputText, dimensions, normalize: true }),
  vectorsIn: (answer) => [titanAnswer.parse(answer).embedding],
});

const inputTypes = {
  comparison: 'clustering',
  document: 'search_document',
  query: 'search_query',
} as const satisfies Record<EmbeddingPurpose, string>;

type CohereDialect = {
  readonly characters: number;
  /** The versions have different words for it. */
  readonly cutTheEnd: 'END' | 'RIGHT';
  readonly more: object;
};

/**
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v3.html
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed-v4.html
 */
const cohere = ({ characters, cutTheEnd, more }: CohereDialect): EmbeddingBodies => ({
  texts: 96,
  characters,
  requestFor: (texts, purpose) => ({
    ...{ texts, input_type: inputTypes[purpose], truncate: cutTheEnd },
    ...{ embedding_types: ['float'], ...more },
  }),
  vectorsIn(answer) {
    const { embeddings } = cohereAnswer.parse(answer);
    return 'float' in embeddings ? embeddings.float : embeddings;
  },
});
