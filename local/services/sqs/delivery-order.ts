import { isInFlight, type Message } from './message.ts';

/** Says which message of a queue comes next. */
export type DeliveryOrder = {
  /** Adds a message, or moves it after its visibility changed. */
  put(message: Message): void;
  remove(message: Message): void;
  /** Messages that may be delivered now; each must then be put again or removed. */
  next(now: number, limit: number): Message[];
};

/** A standard queue: whichever message has been visible for longest. */
export function standardOrder(): DeliveryOrder {
  const heap: Message[] = [];
  // A message that is put again leaves its old place in the heap, which no longer counts.
  const current = new Map<string, Message>();
  const isStale = (message: Message) => current.get(message.id) !== message;

  return {
    put(message) {
      current.set(message.id, message);
      pushToHeap(heap, message);
      if (heap.length > 1000 + 2 * current.size) {
        // A sorted array is a heap.
        const live = [...current.values()].sort(byVisibility);
        heap.length = 0;
        for (const each of live) heap.push(each);
      }
    },
    remove: ({ id }) => void current.delete(id),
    next(now, limit) {
      const found: Message[] = [];
      for (let top = heap[0]; top !== undefined && found.length < limit; top = heap[0]) {
        const stale = isStale(top);
        if (!stale && top.visibleAt > now) break;
        popFromHeap(heap);
        if (!stale) found.push(top);
      }
      return found;
    },
  };
}

type Group = {
  /** In the order in which they were sent. */
  readonly messages: Message[];
  /** Those that were ever received: few, unlike all messages of a group. */
  readonly received: Map<string, Message>;
};

/** A FIFO queue: group by group, the messages of each in the order in which they were sent. */
export function fifoOrder(): DeliveryOrder {
  const groups = new Map<string, Group>();
  const groupOf = ({ groupId = '' }: Message): Group =>
    groups.get(groupId) ?? { messages: [], received: new Map() };

  return {
    put(message) {
      const group = groupOf(message);
      insert(group.messages, message);
      if (message.receiveCount > 0) group.received.set(message.id, message);
      groups.set(message.groupId ?? '', group);
    },
    remove(message) {
      const group = groupOf(message);
      const at = group.messages.findIndex(({ id }) => id === message.id);
      if (at !== -1) group.messages.splice(at, 1);
      group.received.delete(message.id);
      if (group.messages.length === 0) groups.delete(message.groupId ?? '');
    },
    next(now, limit) {
      const found: Message[] = [];
      for (const [id, group] of [...groups]) {
        if (found.length === limit) break;
        const ready = readyOf(group, now, limit - found.length);
        if (ready.length === 0) continue;
        found.push(...ready);
        // To the end of the line, so that a busy group does not starve the others.
        groups.delete(id);
        groups.set(id, group);
      }
      return found;
    },
  };
}

function insert(messages: Message[], message: Message): void {
  const last = messages.at(-1);
  if (last === undefined || last.sequence < message.sequence) {
    messages.push(message);
    return;
  }
  const at = messages.findIndex(({ sequence }) => sequence >= message.sequence);
  messages.splice(at, messages[at]?.id === message.id ? 1 : 0, message);
}

/** Nothing of a group is delivered while any of it is in flight, or its first message is delayed. */
function readyOf({ messages, received }: Group, now: number, limit: number): Message[] {
  if ([...received.values()].some((message) => isInFlight(message, now))) return [];
  const first = messages.slice(0, limit);
  const delayed = first.findIndex(({ visibleAt }) => visibleAt > now);
  return delayed === -1 ? first : first.slice(0, delayed);
}

const byVisibility = (a: Message, b: Message) =>
  a.visibleAt - b.visibleAt || a.sequence - b.sequence;

function pushToHeap(heap: Message[], message: Message): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || byVisibility(parent, message) <= 0) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = message;
}

function popFromHeap(heap: Message[]): void {
  const message = heap.pop();
  if (message === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const below = smallerChild(heap, at);
    const child = heap[below];
    if (child === undefined || byVisibility(message, child) <= 0) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = message;
}

function smallerChild(heap: readonly Message[], at: number): number {
  const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
  return right !== undefined && left !== undefined && byVisibility(right, left) < 0
    ? 2 * at + 2
    : 2 * at + 1;
}
