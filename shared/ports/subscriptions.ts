import type { FeedId } from '../model/ids.ts';
import type { Subscription } from '../model/subscription.ts';

export type SubscriptionStore = {
  find(id: FeedId): Promise<Subscription | undefined>;
  /**
   * Stores a subscription as the next version.
   *
   * @param replaces the version that the caller has seen; 0 for none
   * @throws ConcurrentWriteError when the stored version is another
   */
  save(subscription: Subscription, replaces: number): Promise<void>;
};

/** A form sent to a hub. */
export type HubForm = Readonly<Record<string, string>>;

export type HubAnswer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly problem: string }
  /** Others come first, or the hub has asked everybody to wait: nothing was sent. */
  | { readonly kind: 'busy' };

/** Sends a form to a hub at the pace that its host allows. */
export type AskHub = (hub: string, form: HubForm) => Promise<HubAnswer>;
