import type { HostState, HostStore, RobotsRecord } from '../../shared/ports/hosts.ts';

/** What a host store holds, as plain JSON. */
export type MemoryHosts = {
  readonly slots: Record<string, number>;
  readonly states: Record<string, HostState>;
  readonly robots: Record<string, RobotsRecord>;
};

/** A host that nobody has met; a test names only the fields it is about. */
export function aHost(overrides: Partial<HostState> = {}): HostState {
  return { host: 'news.example', refusals: 0, outages: 0, ...overrides };
}

/** Hosts in plain objects, under the promises that the real store keeps. */
export function memoryHostStore(
  hosts: MemoryHosts = { slots: {}, states: {}, robots: {} },
): HostStore & { readonly hosts: MemoryHosts } {
  const { slots, states, robots } = hosts;
  return {
    hosts,
    find: async (host) => states[host],
    findWithRobots: async (host, origin) => ({
      ...(states[host] !== undefined && { state: states[host] }),
      ...(robots[origin] !== undefined && { robots: robots[origin] }),
    }),
    async reserveSlot(host, { now, notBefore = now, spacingMs }) {
      const slot = Math.max(now.getTime(), notBefore.getTime(), slots[host] ?? 0);
      slots[host] = slot + spacingMs;
      return new Date(slot).toISOString();
    },
    async update(host, changes) {
      states[host] = { ...aHost({ host }), ...states[host], ...changes };
    },
    findRobots: async (origin) => robots[origin],
    async saveRobots(record) {
      robots[record.origin] = record;
    },
  };
}
