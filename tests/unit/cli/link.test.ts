import { describe, expect, it } from 'vitest';
import { runNewsloom } from '../../../cli/run-newsloom.ts';

const ferry = [
  {
    id: 'f1',
    title: 'Ferry Alcora runs aground off Tarvik',
    text: 'The ferry Alcora ran aground on rocks off Tarvik early on Monday with 212 people on board, the coast guard said. Captain Signe Aldal sent out a distress call at four in the morning.',
    publishedAt: '2026-01-05T06:00:00Z',
    language: 'en',
  },
  {
    url: 'https://two.example/alcora',
    title: 'Passengers taken off ferry Alcora, aground off Tarvik',
    summary:
      'Lifeboats took 212 people off the ferry Alcora after it ran aground on rocks off Tarvik. The coast guard praised captain Signe Aldal for her calm.',
    publishedAt: 'Mon, 05 Jan 2026 07:00:00 GMT',
  },
  {
    id: 'chess',
    title: 'Teenager wins Ostrava chess open',
    text: 'A student of fifteen won the chess open in Ostrava on Sunday, beating the former champion in forty moves.',
    publishedAt: '2026-01-05T07:30:00Z',
  },
  {
    id: 'es',
    language: 'es',
    title: 'Rescatados los 212 pasajeros del Alcora en Tarvik',
    text: 'El transbordador Alcora encalló de madrugada frente a Tarvik con 212 personas a bordo. La capitana Signe Aldal declaró durante horas.',
    publishedAt: '2026-01-05T08:00:00Z',
  },
];
const jsonl = (...lines: unknown[]) => lines.map((line) => JSON.stringify(line)).join('\n');

async function run(content: string, ...args: readonly string[]) {
  let [printed, told] = ['', ''];
  const never = () => Promise.reject(new Error('not asked for'));
  const code = await runNewsloom(['link', 'articles.jsonl', ...args], {
    out: (text) => {
      printed += text;
    },
    err: (text) => {
      told += text;
    },
    ...{ terminal: false, columns: 80, colours: false, debug: false, now: () => new Date() },
    ...{ openStore: never, fetchWeb: never, readFile: never, writeFile: never },
    serveViewer: never,
    async *openFile() {
      // In pieces that end within a line, and within a letter.
      const bytes = new TextEncoder().encode(content);
      for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
    },
  });
  return { code, printed, told };
}

describe('newsloom link', () => {
  it('prints the stories of a file, and how many articles stand alone', async () => {
    const { code, printed } = await run(jsonl(...ferry));
    expect(code).toBe(0);
    expect(printed).toBe(
      [
        'Ferry Alcora runs aground off Tarvik  2 articles',
        '  Passengers taken off ferry Alcora, aground off Tarvik',
        '',
        '4 articles in 3 stories; not shown: 2 with fewer than 2',
        '',
      ].join('\n'),
    );
  });

  it('names a story by its headline, which is not always its first title', async () => {
    const [first, second] = ferry;
    const { printed } = await run(jsonl({ ...first, title: 'Ferry aground' }, second));
    expect(printed.split('\n').slice(0, 3)).toEqual([
      'Passengers taken off ferry Alcora, aground off Tarvik  2 articles',
      '  Ferry aground',
      '',
    ]);
  });

  it('tells what it finds a line at a time, by the ids of the file', async () => {
    const { printed } = await run(jsonl(...ferry), '--json');
    const found = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const articles = found.filter(({ kind }) => kind === 'article');
    expect(articles.map(({ id, joined }) => [id, joined])).toEqual([
      ['f1', false],
      ['https://two.example/alcora', true],
      ['chess', false],
      ['es', false],
    ]);
    expect(articles[0].story).toBe(articles[1].story);
    const links = found.flatMap(({ link }) => (link ? [[link.kind, link.from, link.to]] : []));
    expect(links[0]).toEqual(['same-story', expect.any(String), expect.any(String)]);
    expect(links[1]?.[0]).toBe('suggested');
    expect(links[1]?.slice(1)).toContain('es');
  });

  it('explains one article by what it shares with others, a word a line, and by how much', async () => {
    const { printed } = await run(jsonl(...ferry), '--explain', 'f1');
    const lines = printed.split('\n');
    expect(lines.slice(0, 2)).toEqual([ferry[0]?.title, 'article      f1']);
    expect(lines[2]).toMatch(/^story +s[0-9a-f]+, with 1 other article$/);
    expect(printed).toMatch(/^tells the same as .*Alcora/m);
    expect(printed).toMatch(/^article +https:\/\/two\.example\/alcora$/m);
    expect(printed).toMatch(/^(?:both have)? +0\.\d{3} {2}.*Alcora$/m);
  });

  it('says which line is wrong, and how, and links the others', async () => {
    const wrong = async (line: unknown) => run(`${jsonl(ferry[0])}\n\n${line}\n${jsonl(ferry[1])}`);
    const { code, printed, told } = await wrong('{"title":');
    expect(code).toBe(1);
    expect(told).toMatch(/^articles\.jsonl, line 3: no JSON/);
    expect(told).toMatch(/^error: 1 line left out/m);
    expect(printed).toMatch(/^2 articles in 1 story/m);
    expect((await wrong('{"title":"A","url":"ftp://x"}')).told).toMatch(/line 3: url: /);
    expect((await wrong('{"title":"A","publishedAt":"soon"}')).told).toMatch(
      /line 3: publishedAt: "soon" is no date/,
    );
    expect((await wrong('{"url":"https://a.example/"}')).told).toMatch(/line 3: no title/);
    expect((await wrong('[]')).told).toMatch(/line 3: [^\n]+\n {2}a line is one article; `jq /);
  });

  it('tells of the first lines that are wrong, and how many there are', async () => {
    const { told } = await run(`${'{}\n'.repeat(7)}${jsonl(ferry[0])}`);
    expect(told.match(/no title/g)).toHaveLength(5);
    expect(told).toContain('… and 2 more\n');
    expect(await run('{}')).toMatchObject({ code: 1, printed: '' });
  });

  it('takes null for what a line does not say', async () => {
    const nulls = { ...ferry[0], id: null, summary: null, url: null, publishedAt: null };
    expect(await run(jsonl(nulls))).toMatchObject({ code: 0, told: '' });
  });

  it('leaves out a line whose article an earlier one had, and says so', async () => {
    const { printed, told } = await run(jsonl(ferry[0], ferry[0]));
    expect(printed).toMatch(/^1 article in 1 story/m);
    expect(told).toBe('1 line left out whose id or url an earlier line had\n');
  });

  it('knows no article that is not in the file', async () => {
    const { code, told } = await run(jsonl(ferry[0]), '--explain', 'f9');
    expect(code).toBe(1);
    expect(told).toMatch(/^error: no article f9 in the file; an article is named by its id/);
  });

  it('takes the same lines for the same stories, word for word', async () => {
    const [one, again] = [
      await run(jsonl(...ferry), '--json'),
      await run(jsonl(...ferry), '--json'),
    ];
    expect(again.printed).toBe(one.printed);
  });
});
