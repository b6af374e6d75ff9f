/** Puts numbers and texts of hexadecimal digits one after the other. */
export function byteWriter() {
  const parts: number[] = [];
  let tail: Uint8Array = new Uint8Array();
  /** Bits of the last byte that nothing is in yet. */
  let free = 0;
  const put = (byte: number) => {
    parts.push(byte);
    free = 0;
  };
  const count = (value: number) => {
    let left = Math.max(0, Math.round(value));
    while (left > 127) {
      put((left % 128) | 128);
      left = Math.floor(left / 128);
    }
    put(left);
  };
  const bits = (value: number, width: number) => {
    for (let at = width - 1; at >= 0; at--) {
      if (free === 0) {
        parts.push(0);
        free = 8;
      }
      free--;
      const last = parts.length - 1;
      parts[last] = (parts[last] ?? 0) | (((value >>> at) & 1) << free);
    }
  };
  const step = (value: number) => count(value < 0 ? -value * 2 - 1 : value * 2);
  return {
    /** A whole number from 0 on, seven bits a byte. */
    count,
    /** A whole number that is seldom far from 0. */
    step,
    /** Milliseconds between two instants, which mostly are whole seconds. */
    gap: (ms: number) => step(ms % 1000 === 0 ? (ms / 1000) * 2 : ms * 2 + (ms < 0 ? -1 : 1)),
    fixed(value: number, length: number) {
      for (let at = 0; at < length; at++) put((value >>> (8 * at)) & 255);
    },
    /** So many bits of a number, right after other bits; all else begins with a byte of its own. */
    bits,
    /** A whole number from 0 on in few bits where it is small: one for 0, three for 1 and 2, five up to 6. */
    small(value: number) {
      if (!(value >= 0 && value < mostSmall)) throw new RangeError(`${value} does not fit`);
      const width = 32 - Math.clz32(value + 1);
      bits(0, width - 1);
      bits(value + 1, width);
    },
    hex(digits: string) {
      for (const byte of Buffer.from(digits, 'hex')) put(byte);
    },
    /** Bytes that end the whole. */
    rest(bytes: Uint8Array) {
      tail = bytes;
    },
    done: (): Uint8Array => Buffer.concat([Uint8Array.from(parts), tail]),
  };
}

export type ByteWriter = ReturnType<typeof byteWriter>;

/** One less than what thirty bits hold. */
const mostSmall = 2 ** 30 - 1;

/** Reads what {@link byteWriter} wrote, and throws a RangeError where there is nothing left. */
export function byteReader(bytes: Uint8Array) {
  const { next, bit, take } = cursorIn(bytes);
  const count = (): number => {
    let value = 0;
    // 2^49 holds every instant; a longer number is none of ours.
    for (let shift = 0; shift < 7; shift++) {
      const byte = next();
      value += (byte & 127) * 128 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError(endless);
  };
  const step = (): number => {
    const value = count();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  };
  const bits = (width: number): number => {
    let value = 0;
    for (let read = 0; read < width; read++) value = value * 2 + bit();
    return value;
  };
  return {
    ...{ count, step, bits },
    gap(): number {
      const value = step();
      return value % 2 === 0 ? (value / 2) * 1000 : (value - Math.sign(value)) / 2;
    },
    fixed(length: number): number {
      let value = 0;
      for (let byte = 0; byte < length; byte++) value += next() * 256 ** byte;
      return value;
    },
    small(): number {
      let width = 0;
      while (bit() === 0) if (++width === 30) throw new RangeError(endless);
      return 2 ** width + bits(width) - 1;
    },
    hex: (length: number): string => Buffer.from(take(length)).toString('hex'),
    /** A count, and as many of what is read: no room is made for whatever number an item claims. */
    list<T>(read: (at: number) => T): T[] {
      const list: T[] = [];
      for (let left = count(); left > 0; left--) list.push(read(list.length));
      return list;
    },
    rest: (): Uint8Array => take(),
  };
}

export type ByteReader = ReturnType<typeof byteReader>;

const endless = 'packed number without an end';
const tooShort = 'packed bytes end too early';

function cursorIn(bytes: Uint8Array) {
  let at = 0;
  /** Bits of the byte before `at` that were not read. */
  let left = 0;
  const take = (length = bytes.length - at): Uint8Array => {
    if (at + length > bytes.length) throw new RangeError(tooShort);
    at += length;
    left = 0;
    return bytes.subarray(at - length, at);
  };
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError(tooShort);
    left = 0;
    return byte;
  };
  const bit = (): number => {
    if (left === 0) {
      next();
      left = 8;
    }
    left--;
    return ((bytes[at - 1] ?? 0) >>> left) & 1;
  };
  return { next, bit, take };
}
