/** What a publisher may ask of those who re-use a page, as far as we tell the wishes apart. */
export type RightsSignal = 'noindex' | 'noarchive' | 'noai' | 'noimageai' | 'tdm';

/**
 * What is done about a signal, strictest first: the page is not stored at all, its facts are stored
 * without its text, or all of it is stored and the signal with it.
 */
export type RightsAnswer = 'nothing' | 'facts' | 'flag';

/** An operator's answer to each signal. */
export type RightsPolicy = Readonly<Record<RightsSignal, RightsAnswer>>;

/** What a site says of text and data mining at an address, in its `tdmrep.json`. */
export type SiteReservation = { readonly reserved: boolean; readonly policy?: string };
