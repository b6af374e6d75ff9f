import { createHash } from 'node:crypto';
import type { EmbeddingModel } from '../../model/embedding.ts';

/** An encoder as vectors name it: those of one key are comparable. */
export const modelKey = ({ name, dimensions }: EmbeddingModel): string => `${name}/${dimensions}`;

/**
 * The mark of what a story was embedded by. It changes with the headline, and with the encoder;
 * while it stays the same there is nothing to embed anew.
 *
 * @example
 * headMark('Bridge reopens', { name: 'titan-v2', dimensions: 1024 }) // 16 hexadecimal digits
 */
export const headMark = (headline: string, model: EmbeddingModel): string =>
  createHash('sha256')
    .update(`${modelKey(model)}\n${headline}`)
    .digest('hex')
    .slice(0, 16);
