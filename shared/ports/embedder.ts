import type { Embedding, EmbeddingModel } from '../model/embedding.ts';

export type TextToEmbed = {
  readonly text: string;
  /** BCP 47; for encoders that want to know. */
  readonly language: string;
};

/**
 * What the vectors are for: to be compared with each other, or to be kept for queries that are
 * embedded as such. Vectors of two purposes are not for one comparison, but those of the last two.
 */
export type EmbeddingPurpose = 'comparison' | 'document' | 'query';

/** Places texts of all languages in one space, near to each other where they say the same. */
export type Embedder = {
  readonly model: EmbeddingModel;
  /**
   * @returns a vector of length 1 for each text, in their order; none for one that says nothing
   * @throws DependencyBusyError when a later try may succeed
   * @throws DependencyRefusedError when none will, saying what to do about it
   */
  embed(
    texts: readonly TextToEmbed[],
    purpose: EmbeddingPurpose,
  ): Promise<readonly (Embedding | undefined)[]>;
};
