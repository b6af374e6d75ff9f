/** What is to happen next, first things first: a binary heap. */
export class EventQueue<T> {
  readonly #events: { readonly at: number; readonly what: T }[] = [];

  add(at: number, what: T): void {
    const events = this.#events;
    events.push({ at, what });
    for (let child = events.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  next(): { readonly at: number; readonly what: T } | undefined {
    const events = this.#events;
    const [first] = events;
    const last = events.pop();
    if (events.length === 0 || last === undefined) return first;
    events[0] = last;
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      const child = this.#isBefore(right, left) ? right : left;
      if (!this.#isBefore(child, parent)) return first;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    return (
      (this.#events[a]?.at ?? Number.POSITIVE_INFINITY) <
      (this.#events[b]?.at ?? Number.POSITIVE_INFINITY)
    );
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#events[a], this.#events[b]];
    if (one === undefined || other === undefined) return;
    this.#events[a] = other;
    this.#events[b] = one;
  }
}
