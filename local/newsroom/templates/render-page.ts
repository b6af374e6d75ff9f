import type { Markup } from '../markup.ts';
import { almarfaPage } from './almarfa.ts';
import { echoPage } from './echo.ts';
import { harbourPage } from './harbour.ts';
import { karanehPage } from './karaneh.ts';
import { lanwanPage } from './lanwan.ts';
import { manaraPage } from './manara.ts';
import { northmerePage } from './northmere.ts';
import type { Page } from './page.ts';
import { sariyaPage } from './sariya.ts';
import { vestnikPage } from './vestnik.ts';

const TEMPLATES: Readonly<Record<string, (page: Page) => Markup>> = {
  sariya: sariyaPage,
  almarfa: almarfaPage,
  manara: manaraPage,
  harbour: harbourPage,
  northmere: northmerePage,
  echo: echoPage,
  karaneh: karanehPage,
  vestnik: vestnikPage,
  lanwan: lanwanPage,
};

/** Lays an article out on the site of its outlet. */
export function renderPage(page: Page): string {
  const { id } = page.article.outlet;
  const template = TEMPLATES[id];
  if (!template) throw new Error(`outlet ${id} has no template in render-page.ts`);
  return template(page).markup;
}
