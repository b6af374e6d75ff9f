type Lifetimes = {
  /** Younger than this it is served as it is. */
  readonly freshMs: number;
  /** Younger than this it is served once more, while a newer one is read for the next who asks. */
  readonly staleMs: number;
};

/**
 * Keeps what takes long to read, so that a reader waits for it once.
 *
 * @param now milliseconds of any clock that only goes forward
 *
 * @example
 * const index = kept(readIndex, { freshMs: 60_000, staleMs: 600_000 });
 * await index(); // reads
 * await index(); // has read
 */
export function kept<T>(
  read: () => Promise<T>,
  { freshMs, staleMs }: Lifetimes,
  now = () => performance.now(),
): () => Promise<T> {
  let last: { readonly value: Promise<T>; readonly at: number } | undefined;
  let isRenewing = false;
  const renew = (): Promise<T> => {
    const reading = { value: read(), at: now() };
    last = reading;
    // A failure is not kept: the next who asks may have more luck.
    reading.value.catch(() => {
      if (last === reading) last = undefined;
    });
    return reading.value;
  };
  const renewBehind = () => {
    if (isRenewing) return;
    isRenewing = true;
    read()
      .then((value) => {
        last = { value: Promise.resolve(value), at: now() };
      })
      // What is there is served until it is too old.
      .catch(() => undefined)
      .finally(() => {
        isRenewing = false;
      });
  };
  return () => {
    const age = last === undefined ? Number.POSITIVE_INFINITY : now() - last.at;
    if (last === undefined || age >= staleMs) return renew();
    if (age >= freshMs) renewBehind();
    return last.value;
  };
}
