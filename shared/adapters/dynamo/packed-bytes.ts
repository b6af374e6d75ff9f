/** Puts numbers and texts of hexadecimal digits one after the other. */
export function byteWriter() {
  const parts: number[] = [];
  let tail: Uint8Array = new Uint8Array();
  const count = (value: number) => {
    let left = Math.max(0, Math.round(value));
    while (left > 127) {
      parts.push((left % 128) | 128);
      left = Math.floor(left / 128);
    }
    parts.push(left);
  };
  return {
    /** A whole number from 0 on, seven bits a byte. */
    count,
    /** A whole number that is seldom far from 0. */
    step: (value: number) => count(value < 0 ? -value * 2 - 1 : value * 2),
    fixed(value: number, length: number) {
      for (let at = 0; at < length; at++) parts.push((value >>> (8 * at)) & 255);
    },
    hex(digits: string) {
      for (const byte of Buffer.from(digits, 'hex')) parts.push(byte);
    },
    /** Bytes that end the whole. */
    rest(bytes: Uint8Array) {
      tail = bytes;
    },
    done: (): Uint8Array => Buffer.concat([Uint8Array.from(parts), tail]),
  };
}

/** Reads what {@link byteWriter} wrote, and throws a RangeError where there is nothing left. */
export function byteReader(bytes: Uint8Array) {
  let at = 0;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('packed bytes end too early');
    return byte;
  };
  const count = (): number => {
    let value = 0;
    // 2^49 holds every instant; a longer number is none of ours.
    for (let shift = 0; shift < 7; shift++) {
      const byte = next();
      value += (byte & 127) * 128 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError('packed number without an end');
  };
  return {
    count,
    step(): number {
      const value = count();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    fixed(length: number): number {
      let value = 0;
      for (let byte = 0; byte < length; byte++) value += next() * 256 ** byte;
      return value;
    },
    hex(length: number): string {
      if (at + length > bytes.length) throw new RangeError('packed bytes end too early');
      at += length;
      return Buffer.from(bytes.subarray(at - length, at)).toString('hex');
    },
    rest: (): Uint8Array => bytes.subarray(at),
  };
}
