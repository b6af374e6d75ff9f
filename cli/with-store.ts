import type { Store, StoreChoice } from './store.ts';
import type { World } from './world.ts';

/** Opens a store for the time that a command works on it. */
export async function withStore(
  world: World,
  { folder, stack, create = false }: StoreChoice,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await world.openStore({ folder, create, ...(stack !== undefined && { stack }) });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
