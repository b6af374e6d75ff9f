import { describe, expect, it } from 'vitest';
import { parts } from '../../../bench/ablation/parts.ts';

const standIns = Object.values(parts).flatMap((part) => Object.entries(part));

describe('a stand-in for a part of the text that is left out', () => {
  it.each(standIns)('has all that others ask of %s: %s', async (module, standIn) => {
    const real = await import(`../../../shared/text/${module}.ts`);
    const other = await import(`../../../bench/ablation/${standIn}.ts`);
    expect(Object.keys(other)).toEqual(expect.arrayContaining(Object.keys(real)));
    expect(Object.keys(real).some((name) => other[name] !== real[name])).toBe(true);
  });
});
