import { publicRoute, type Route } from '../adapters/http/route.ts';
import { deployedSurroundings, type Surroundings } from './surroundings.ts';

/**
 * Those of a function that asks sites: the others are spared what guards it.
 *
 * Nothing in the environment of a deployed function can open the guard that keeps it from private addresses.
 */
export type WebSurroundings = Surroundings & {
  readonly route: Route;
  /** Shortest time between two requests to a host, where it differs from what is configured. */
  readonly spacingMs?: (host: string) => number | undefined;
};

export const deployedOnTheWeb = (step: string): WebSurroundings => ({
  ...deployedSurroundings(step),
  route: publicRoute,
});
