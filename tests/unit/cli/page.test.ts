import { describe, expect, it } from 'vitest';
import { runNewsloom } from '../../../cli/run-newsloom.ts';

const html = `<html lang="en"><title>Bridge reopens after storm | The Quay</title><nav><a href="/">Home</a></nav>
<h1>Bridge reopens after storm</h1>
<p>The old bridge reopened on Monday, a week after the storm had torn away part of its railing, the council said.</p>
<p>Engineers had worked through two nights, and they will come back in spring to paint what they replaced.</p>
<div class="share">Share this story</div></html>`;

async function print(...args: readonly string[]): Promise<string> {
  let printed = '';
  const never = () => Promise.reject(new Error('not asked for'));
  const code = await runNewsloom(args, {
    out: (text) => {
      printed += text;
    },
    err: (text) => {
      printed += text;
    },
    terminal: false,
    columns: 80,
    colours: false,
    debug: false,
    now: () => new Date('2031-05-05T10:00:00.000Z'),
    openStore: never,
    fetchWeb: never,
    readFile: async () => new TextEncoder().encode(html),
  });
  expect(code).toBe(0);
  return printed;
}

describe('newsloom page --explain', () => {
  it('says of every block whether it is kept, or why not', async () => {
    const printed = await print('page', 'saved.html', '--explain');

    expect(printed).toMatch(/^title +Bridge reopens after storm$/m);
    expect(printed).toMatch(/^kept +The old bridge reopened/m);
    expect(printed).toMatch(/^(outside|role) +Share this story$/m);
  });

  it('gives the same as JSON', async () => {
    const blocks = JSON.parse(await print('page', 'saved.html', '--explain', '--json'));

    expect(blocks).toContainEqual(
      expect.objectContaining({ verdict: 'kept', text: expect.stringMatching(/^Engineers/) }),
    );
  });
});
