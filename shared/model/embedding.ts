import type { Instant, StoryId } from './ids.ts';

/** Encoders that place texts of many languages in one space, by the names that a stage calls them. */
export const embeddingModels = {
  'titan-v2': { modelId: 'amazon.titan-embed-text-v2:0', dimensions: [256, 512, 1024] },
  'cohere-multilingual-v3': { modelId: 'cohere.embed-multilingual-v3', dimensions: [1024] },
  'cohere-v4': { modelId: 'cohere.embed-v4:0', dimensions: [256, 512, 1024, 1536] },
} as const satisfies Record<string, { modelId: string; dimensions: readonly number[] }>;

export type EmbeddingModelName = keyof typeof embeddingModels;

/** Vectors are comparable only where both of these are the same. */
export type EmbeddingModel = {
  readonly name: EmbeddingModelName;
  readonly dimensions: number;
};

/** A direction of length 1 in the space of a model. */
export type Embedding = readonly number[];

/** What is kept of a story beside its vector. */
export type StoryHead = {
  readonly storyId: StoryId;
  /** Primary language of the story. */
  readonly language: string;
  /** Its first report. */
  readonly at: Instant;
  /** By which encoder. */
  readonly model: string;
  /** Tells whether what was embedded is still what the story says; see `story-head.ts`. */
  readonly head: string;
};

/** What of it nobody searches by; an index is made with it. */
export const unsearchedMetadata = ['head'] as const satisfies readonly (keyof StoryHead)[];

export type StoryVector = StoryHead & { readonly vector: Embedding };
