import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { embedder, embedderText, embeddingModelOf } from '../../../shared/config/embedder.ts';
import { loadConfig } from '../../../shared/config/load-config.ts';
import { type EmbeddingModelName, embeddingModels } from '../../../shared/model/embedding.ts';

const env = z.object({ EMBEDDER: embedder.exactOptional() });
const names = Object.keys(embeddingModels) as EmbeddingModelName[];

describe('the encoder of a stage', () => {
  it('is none unless it is named', () => {
    expect(loadConfig(env, {})).toEqual({});
  });

  it.each(names)('%s is read from the environment as it was written there', (model) => {
    const wanted = embeddingModelOf({ model });
    expect(wanted).toEqual({ name: model, dimensions: 1024 });
    expect(loadConfig(env, { EMBEDDER: embedderText(wanted) })).toEqual({ EMBEDDER: wanted });
  });

  it.each([
    ['titan-v3/1024', /EMBEDDER/],
    ['titan-v3/1024', /no encoder titan-v3; there is: titan-v2, cohere-multilingual-v3, cohere-v4/],
    ['cohere-multilingual-v3/512', /no vectors of 512 numbers; it has: 1024/],
    ['titan-v2', /no vectors of 0 numbers/],
    ['toString/1', /no encoder toString/],
  ])('%s is refused, with what there is', (text, problem) => {
    expect(() => loadConfig(env, { EMBEDDER: text })).toThrow(problem);
  });
});
