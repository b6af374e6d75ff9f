import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runNewsloom } from '../../../cli/run-newsloom.ts';

const html = `<html lang="en"><title>Bridge reopens after storm | The Quay</title><nav><a href="/">Home</a></nav>
<h1>Bridge reopens after storm</h1>
<p>The old bridge reopened on Monday, a week after the storm had torn away part of its railing, the council said.</p>
<p>Engineers had worked through two nights, and they will come back in spring to paint what they replaced.</p>
<p>"No load above 3 &lt;script&gt;alert(1)&lt;/script&gt; tonnes", says a sign there, &amp; nobody minds it, the warden of the quay told us.</p>
<div class="share">Share this story</div></html>`;
const arabic = `<html lang="ar" dir="rtl"><title>الجسر يفتح من جديد</title><h1>الجسر يفتح من جديد</h1>
<p>أعلنت البلدية يوم الاثنين أن الجسر القديم فتح من جديد أمام السيارات، بعد أسبوع من العاصفة التي أصابت سوره.</p>
<p>وقال مهندس المدينة إن العمال سيعودون في الربيع، حين يجف الحجر، لطلاء ما أصلحوه من السور.</p></html>`;

async function run(page: string, ...args: readonly string[]) {
  const files = new Map<string, string>();
  let [printed, told] = ['', ''];
  const never = () => Promise.reject(new Error('not asked for'));
  const code = await runNewsloom(['page', 'saved.html', ...args], {
    out: (text) => {
      printed += text;
    },
    err: (text) => {
      told += text;
    },
    terminal: false,
    columns: 80,
    colours: false,
    debug: false,
    now: () => new Date('2031-05-05T10:00:00.000Z'),
    openStore: never,
    serveViewer: never,
    fetchWeb: never,
    readFile: async () => new TextEncoder().encode(page),
    async *openFile() {},
    writeFile: async (path, text) => {
      files.set(path, text);
    },
  });
  return { code, printed, told, files };
}

describe('newsloom page --explain', () => {
  it('says of every block whether it is kept, or why not', async () => {
    const { printed } = await run(html, '--explain');

    expect(printed).toMatch(/^read +an article, confidence 0\.\d+$/m);
    expect(printed).toMatch(/^title +Bridge reopens after storm \(from heading\)$/m);
    expect(printed).toMatch(/^ +3 kept +part of the body$/m);
    expect(printed).toMatch(/^title +Bridge reopens after storm$/m);
    expect(printed).toMatch(/^kept +The old bridge reopened/m);
    expect(printed).toMatch(/^(outside|role) +Share this story$/m);
  });

  it('gives the same as JSON', async () => {
    const { printed } = await run(html, '--explain', '--json');

    expect(JSON.parse(printed)).toMatchObject({
      title: 'Bridge reopens after storm',
      encodingFrom: 'valid-utf-8',
      blocks: expect.arrayContaining([
        expect.objectContaining({ verdict: 'kept', text: expect.stringMatching(/^Engineers/) }),
      ]),
    });
  });

  it('says why a page is no article', async () => {
    const { code, printed } = await run('<title>404</title><h1>Page not found</h1>', '--explain');

    expect(code).toBe(0);
    expect(printed).toMatch(/^refused +soft-404 \(/m);
  });
});

describe('newsloom page --html', () => {
  it('writes a page that may load nothing and holds all text as text', async () => {
    const { files, told } = await run(html, '--html', 'look.html');
    const page = files.get('look.html') ?? '';
    const style = /<style>([^<]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');

    expect(told).toBe('wrote look.html: 3 of 6 blocks kept\n');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/<(script|link|img|iframe|object|form|a)\b|\ssrc=|\shref=|url\(/i);
    expect(page).toContain('3 &lt;script&gt;alert(1)&lt;/script&gt; tonnes&quot;');
    expect(page).toMatch(/class="block kept paragraph"[^>]*><p class="text" dir="auto">The old/);
    expect(page).toMatch(/class="block (outside|role) paragraph".*Share this story/);
  });

  it('turns with the text', async () => {
    const { files } = await run(arabic, '--html');

    expect(files.get('explained.html')).toContain('<main lang="ar" dir="rtl">');
  });

  it('shows a refused page, too', async () => {
    const { code, files } = await run('<h1>Page not found</h1>', '--html');

    expect(code).toBe(0);
    expect(files.get('explained.html')).toMatch(/class="outcome refused">No article: /);
  });
});
