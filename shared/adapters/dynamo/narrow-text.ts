/**
 * Text in one byte a character where it is of one alphabet beside ASCII, as words of a story
 * are: UTF-8 takes two for Arabic, Cyrillic or Greek, and each kilobyte is paid for.
 *
 * Bytes from 128 on are characters of the block that the text uses most; any other character
 * is an escape and its UTF-16 code unit. The block comes first.
 *
 * @example
 * narrowText('سد').length // 3
 */
export function narrowText(text: string): Uint8Array {
  const block = commonestBlock(text);
  const bytes = new Uint8Array(2 + 3 * text.length);
  bytes[0] = block & 255;
  bytes[1] = block >>> 8;
  let end = 2;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < blockSize && unit !== other) bytes[end++] = unit;
    else if (unit >>> blockBits === block) bytes[end++] = blockSize + (unit % blockSize);
    else {
      bytes[end++] = other;
      bytes[end++] = unit & 255;
      bytes[end++] = unit >>> 8;
    }
  }
  return bytes.subarray(0, end);
}

/** The text that {@link narrowText} was given. */
export function widenText(bytes: Uint8Array): string {
  const block = (bytes[0] ?? 0) + 256 * (bytes[1] ?? 0);
  const units: number[] = [];
  for (let at = 2; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === other) units.push((bytes[++at] ?? 0) + 256 * (bytes[++at] ?? 0));
    else units.push(byte < blockSize ? byte : block * blockSize + byte - blockSize);
  }
  const parts: string[] = [];
  // An argument each: too many at once overflow the stack.
  for (let at = 0; at < units.length; at += 4096)
    parts.push(String.fromCharCode(...units.slice(at, at + 4096)));
  return parts.join('');
}

const other = 1;
const blockBits = 7;
const blockSize = 2 ** blockBits;

function commonestBlock(text: string): number {
  const counts = new Map<number, number>();
  let best = 1;
  for (let at = 0; at < text.length; at++) {
    const block = text.charCodeAt(at) >>> blockBits;
    if (block === 0) continue;
    const count = (counts.get(block) ?? 0) + 1;
    counts.set(block, count);
    if (count > (counts.get(best) ?? 0)) best = block;
  }
  return best;
}
