/** Puts numbers and texts of hexadecimal digits one after the other. */
export class ByteWriter {
  /** From the pool: no byte is read that was not written. */
  #bytes = Buffer.allocUnsafe(512);
  #length = 0;
  #tail: Uint8Array = new Uint8Array();
  /** Bits of the last byte that nothing is in yet. */
  #free = 0;

  /** A whole number from 0 on, seven bits a byte. */
  count(value: number): void {
    let left = Math.max(0, Math.round(value));
    while (left > 127) {
      this.#put((left % 128) | 128);
      left = Math.floor(left / 128);
    }
    this.#put(left);
  }

  /** A whole number that is seldom far from 0. */
  step(value: number): void {
    this.count(value < 0 ? -value * 2 - 1 : value * 2);
  }

  /** Milliseconds between two instants, which mostly are whole seconds. */
  gap(ms: number): void {
    this.step(ms % 1000 === 0 ? (ms / 1000) * 2 : ms * 2 + (ms < 0 ? -1 : 1));
  }

  /** So many bits of a number, right after other bits; all else begins with a byte of its own. */
  bits(value: number, width: number): void {
    for (let left = width; left > 0; ) {
      if (this.#free === 0) {
        this.#put(0);
        this.#free = 8;
      }
      const taken = Math.min(left, this.#free);
      left -= taken;
      this.#free -= taken;
      const last = this.#length - 1;
      const bits = (value >>> left) & ((1 << taken) - 1);
      this.#bytes[last] = (this.#bytes[last] ?? 0) | (bits << this.#free);
    }
  }

  /** A whole number from 0 on in few bits where it is small: one for 0, three for 1 and 2, five up to 6. */
  small(value: number): void {
    if (!(value >= 0 && value < mostSmall)) throw new RangeError(`${value} does not fit`);
    const width = 32 - Math.clz32(value + 1);
    this.bits(0, width - 1);
    this.bits(value + 1, width);
  }

  hex(digits: string): void {
    this.#makeRoom(digits.length / 2);
    this.#length += this.#bytes.write(digits, this.#length, 'hex');
    this.#free = 0;
  }

  /** Bytes that end the whole. */
  rest(bytes: Uint8Array): void {
    this.#tail = bytes;
  }

  done(): Uint8Array {
    return Buffer.concat([this.#bytes.subarray(0, this.#length), this.#tail]);
  }

  #put(byte: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = byte;
    this.#free = 0;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + bytes);
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }
}

/** One less than what thirty bits hold. */
const mostSmall = 2 ** 30 - 1;

/** Reads what a {@link ByteWriter} wrote, and throws a RangeError where there is nothing left. */
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
