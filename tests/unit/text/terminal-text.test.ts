import { describe, expect, it } from 'vitest';
import { cleanLine, cleanLines, isolated, safeJson } from '../../../shared/text/terminal-text.ts';

describe('text from outside in a terminal', () => {
  it('cannot move the cursor, colour, set the title or ring', () => {
    expect(cleanLine('A\u001b[2J\u001b[31mB\u001b]0;title\u0007C\u009b1mD\u0007')).toBe('ABCD');
    expect(cleanLine('cut\u001b')).toBe('cut');
  });

  it('cannot turn the direction of the line or begin another', () => {
    expect(cleanLine('a\u202eb\u2069c\r\nd\u2028e')).toBe('abc d e');
  });

  it('keeps the joiners that Persian and emoji need', () => {
    expect(cleanLine('می\u200cخواهم')).toBe('می\u200cخواهم');
  });

  it('keeps lines apart where they may be', () => {
    expect(cleanLines('a\r\nb\u001b[1m\nc')).toEqual(['a', 'b', 'c']);
  });

  it('is isolated when it runs from right to left', () => {
    expect(isolated('ميناء')).toBe('\u2068ميناء\u2069');
    expect(isolated('port')).toBe('port');
  });

  it('is escaped in JSON, and read back the same', () => {
    const value = { title: 'a\u001b[1m\u009b2J\u202e' };
    expect(safeJson(value)).toMatch(/^[ -~]+$/);
    expect(JSON.parse(safeJson(value))).toEqual(value);
  });
});
