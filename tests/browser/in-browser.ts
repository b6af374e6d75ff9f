import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(executablePath);

/** How readers look at a page. */
export const looks = [
  { name: 'light-wide', colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { name: 'dark-narrow', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

/** Takes a picture for a person to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync('.screenshots', { recursive: true });
  await page.screenshot({ path: path.join('.screenshots', `${name}.png`), fullPage: true });
}

/** Opens an address in a tab of its own. */
export async function openIn(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** What is wrong with how a page is set, with all that is folded opened. */
export async function flawsOf(page: Page) {
  await page.locator('summary').evaluateAll((all) => {
    for (const summary of all) summary.click();
  });
  return {
    overflow: Math.max(0, await overflowOf(page)),
    directions: await wrongDirections(page),
    violations: await violationsOf(page),
    headings: await skippedHeadings(page),
  };
}

export const noFlaws = { overflow: 0, directions: [], violations: [], headings: [] };

/** CSS pixels that the page is wider than the window. */
const overflowOf = (page: Page): Promise<number> =>
  page
    .locator('html')
    .evaluate((root) => root.scrollWidth - root.ownerDocument.defaultView.innerWidth);

/** Blocks that do not run in the direction of their language. */
const wrongDirections = (page: Page): Promise<string[]> =>
  page.locator('main [lang]:not([lang="en"])').evaluateAll((elements) => {
    const rtl = new Set(['ar', 'fa', 'he', 'ur']);
    return elements
      .filter((element) => {
        const { direction, display } = element.ownerDocument.defaultView.getComputedStyle(element);
        const own = rtl.has(element.lang.split('-')[0]) ? 'rtl' : 'ltr';
        return display !== 'inline' && direction !== own;
      })
      .map((element) => element.outerHTML.slice(0, 100));
  });

/** What a person with a screen reader, a keyboard or weak eyes would stumble over. */
async function violationsOf(page: Page): Promise<string[]> {
  // The policy of the page lets no script of ours in; the tool comes in by the browser's own door.
  await page.evaluate(axe.source);
  const { violations }: axe.AxeResults = await page
    .locator('html')
    .evaluate((root) => root.ownerDocument.defaultView.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

/** Levels of the headings of a page, in order, where one is skipped on the way down. */
const skippedHeadings = (page: Page): Promise<string[]> =>
  page.locator('h1, h2, h3').evaluateAll((headings) => {
    const levels = headings.map((heading) => Number(heading.tagName.slice(1)));
    const isFine = (level: number, at: number) => level <= (levels[at - 1] ?? 0) + 1;
    return headings
      .filter((_, at) => !isFine(levels[at] ?? 1, at))
      .map(({ textContent }) => textContent);
  });
