/**
 * Where the read and write units of linking go, an article: by the task that asks and by what it asks for.
 * What is counted, and how, says `stores/memory-stores.ts`.
 *
 *   node --import tsx bench/linking-cost.ts SET.jsonl...
 */
import path from 'node:path';
import type { LinkTask } from '../shared/messages.ts';
import { type LinkArticlePorts, linkArticle } from '../shared/pipeline/linking/link-article.ts';
import { type LabelledDocument, readSet, storeDocument } from './score-stories.ts';
import { type Cost, noCost } from './stores/cost.ts';
import { emptyTables, memoryLinkPorts } from './stores/memory-stores.ts';

const stores = [
  ...(['articles', 'revisions', 'stories', 'links'] as const),
  ...(['linkIndex', 'members', 'changes'] as const),
] as const;

/** What each line of the bill has cost. */
class Ledger {
  readonly lines = new Map<string, Cost>();
  readonly #cost: Cost;
  /** What kind of task is at work. */
  task: LinkTask['kind'] = 'article';

  constructor(cost: Cost) {
    this.#cost = cost;
  }

  /** Ports whose calls are charged one by one: the stores count before they first wait. */
  watch(ports: LinkArticlePorts): LinkArticlePorts {
    const watched = stores.map((name) => [name, this.#watchStore(name, ports[name])]);
    return { ...ports, ...Object.fromEntries(watched) };
  }

  #watchStore(name: string, store: object): object {
    return new Proxy(store, {
      get: (target, method) => {
        const call: unknown = Reflect.get(target, method);
        if (typeof call !== 'function') return call;
        const line = `${name}.${String(method)}`;
        return (...given: unknown[]) =>
          this.#chargePages(
            line,
            this.#charge(line, () => call.apply(target, given)),
          );
      },
    });
  }

  /** Pages are paid for as they are asked for. */
  #chargePages(line: string, result: unknown): unknown {
    if (typeof result !== 'object' || result === null || !(Symbol.asyncIterator in result))
      return result;
    const pages = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    const next = () => this.#charge(line, () => pages.next());
    return { [Symbol.asyncIterator]: () => ({ next }) };
  }

  #charge<Result>(line: string, call: () => Result): Result {
    const { readUnits, writeUnits } = this.#cost;
    const result = call();
    const charged = this.lines.get(`${this.task}: ${line}`) ?? noCost();
    charged.readUnits += this.#cost.readUnits - readUnits;
    charged.writeUnits += this.#cost.writeUnits - writeUnits;
    this.lines.set(`${this.task}: ${line}`, charged);
    return result;
  }
}

async function ledgerOf(documents: readonly LabelledDocument[]): Promise<Ledger> {
  const [tables, cost] = [emptyTables(), noCost()];
  const ledger = new Ledger(cost);
  const ports = ledger.watch(memoryLinkPorts(tables, { cost }));
  for (const document of documents)
    for (
      let task: LinkTask | undefined = storeDocument(tables, document);
      task !== undefined;
      task = tables.sent.shift()
    ) {
      ledger.task = task.kind;
      await linkArticle(task, ports);
    }
  return ledger;
}

const bills = { read: new Map(), write: new Map() } as Record<
  'read' | 'write',
  Map<string, Record<string, number>>
>;
const note = (kind: 'read' | 'write', line: string, set: string, units: number) => {
  const row = bills[kind].get(line) ?? {};
  bills[kind].set(line, { ...row, [set]: Number(((row[set] ?? 0) + units).toFixed(3)) });
};
for (const file of process.argv.slice(2)) {
  const documents = readSet(file);
  const set = path.basename(file, '.jsonl');
  for (const [line, { readUnits, writeUnits }] of (await ledgerOf(documents)).lines)
    for (const [kind, units] of [
      ['read', readUnits],
      ['write', writeUnits],
    ] as const) {
      if (units === 0) continue;
      note(kind, line, set, units / documents.length);
      note(kind, 'sum', set, units / documents.length);
    }
}
for (const [kind, lines] of Object.entries(bills)) {
  console.log(`${kind} units an article`);
  console.table(Object.fromEntries([...lines].toSorted(([a], [b]) => (a < b ? -1 : 1))));
}
