import { hash } from 'node:crypto';

/**
 * A number from 0 up to 1 that follows from its parts, to spread polls in time without chance:
 * the same poll run twice comes to the same end.
 *
 * @example
 * spread('f1', '2026-01-05T10:00:00.000Z') // 0.37, say
 */
export function spread(...parts: readonly string[]): number {
  return hash('sha256', parts.join('\n'), 'buffer').readUInt32BE(0) / 2 ** 32;
}
