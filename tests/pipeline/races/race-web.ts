import { SiteUnavailableError } from '../../../shared/errors.ts';
import type { Clock, FetchWeb, WebResponse } from '../../../shared/ports/web.ts';
import { gated } from '../outside-calls.ts';

/** What an address answers: a text, or nothing where there is no page. */
export type Page = string | undefined;

/** A web in the memory of this process, whose pages may change while somebody asks for them. */
export class RaceWeb {
  /** When which host was asked, in order; each request to it stands here once. */
  readonly asked: { readonly host: string; readonly at: number }[] = [];
  /** Hears of each answer, with how many there were. */
  onAnswer: ((count: number) => void) | undefined;
  private pages = new Map<string, Page>();
  private readonly now: Clock;
  private answered = 0;

  constructor(now: Clock) {
    this.now = now;
  }

  /** Puts these pages where others may be. */
  show(pages: Readonly<Record<string, Page>>): void {
    for (const [url, page] of Object.entries(pages)) this.pages.set(url, page);
  }

  get shown(): Readonly<Record<string, Page>> {
    return Object.fromEntries(this.pages);
  }

  clear(): void {
    this.pages = new Map();
    this.asked.length = 0;
    this.answered = 0;
    this.onAnswer = undefined;
  }

  readonly fetch: FetchWeb = ({ url }) => gated('GET web', async () => this.answer(url));

  private answer(url: string): WebResponse {
    const { host } = new URL(url);
    this.asked.push({ host, at: this.now().getTime() });
    const page = this.pages.get(url);
    if (page !== undefined) this.answered++;
    this.onAnswer?.(this.answered);
    if (page === 'down') throw new SiteUnavailableError(url, 'connection refused');
    return {
      ...{ status: page === undefined ? 404 : 200, finalUrl: url, redirects: [] },
      headers: { 'content-type': typeOf(page) },
      body: new TextEncoder().encode(page ?? 'nothing here'),
    };
  }
}

const typeOf = (page: Page): string =>
  page?.startsWith('<?xml') ? 'application/rss+xml' : 'text/html; charset=utf-8';
