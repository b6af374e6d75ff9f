import * as z from 'zod';
import { ConfigError } from '../errors.ts';
import {
  type EmbeddingModel,
  type EmbeddingModelName,
  embeddingModels,
} from '../model/embedding.ts';

/** What a stage says of its encoder. */
export type EmbedderSettings = {
  readonly model: EmbeddingModelName;
  /** Numbers of a vector; the fewer, the cheaper to keep and to search. 1024 unless given. */
  readonly dimensions?: number;
  /** Where Bedrock has the model; the stack's own region unless given. */
  readonly region?: string;
};

const usualDimensions = 1024;

/**
 * The encoder that a stage asks for.
 *
 * @throws ConfigError when the model does not make vectors of so many numbers
 *
 * @example
 * embeddingModelOf({ model: 'titan-v2' }) // { name: 'titan-v2', dimensions: 1024 }
 */
export function embeddingModelOf({ model: name, dimensions }: EmbedderSettings): EmbeddingModel {
  const wanted = dimensions ?? usualDimensions;
  const known: readonly number[] = embeddingModels[name].dimensions;
  if (known.includes(wanted)) return { name, dimensions: wanted };
  throw new ConfigError(`${name} has no vectors of ${wanted} numbers; it has: ${known.join(', ')}`);
}

/**
 * An encoder as a function's environment holds it, and as {@link embedder} reads it.
 *
 * @example
 * embedderText({ name: 'titan-v2', dimensions: 512 }) // 'titan-v2/512'
 */
export const embedderText = ({ name, dimensions }: EmbeddingModel): string =>
  `${name}/${dimensions}`;

const isModel = (name: string): name is EmbeddingModelName => Object.hasOwn(embeddingModels, name);

/** `titan-v2/1024`: a model and the numbers of its vectors. */
export const embedder = z.string().transform((text, context): EmbeddingModel => {
  const [model = '', dimensions = ''] = text.split('/');
  try {
    if (isModel(model)) return embeddingModelOf({ model, dimensions: Number(dimensions) });
    const known = Object.keys(embeddingModels).join(', ');
    context.addIssue({ code: 'custom', message: `no encoder ${model}; there is: ${known}` });
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
  }
  return z.NEVER;
});
