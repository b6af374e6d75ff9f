import type { Command } from 'commander';
import { sqsLinkTaskSender } from '../../shared/adapters/sqs/link-tasks.ts';
import { queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';
import type { Finding, Repair } from '../../shared/invariants/finding.ts';
import { type Invariant, invariants } from '../../shared/invariants/invariants.ts';
import { type ExaminePorts, examineStore } from '../../shared/pipeline/doctor/examine-store.ts';
import { type RepairPorts, repairStore } from '../../shared/pipeline/doctor/repair-store.ts';
import { examinePorts } from '../../shared/runtime/examine-ports.ts';
import { CommandError } from '../command-error.ts';
import { examples, type ReadOptions, reading } from '../options.ts';
import { counted, type Printer, printerOf } from '../print/printer.ts';
import type { Store } from '../store.ts';
import { withStore } from '../with-store.ts';
import type { World } from '../world.ts';

type Options = ReadOptions & { readonly repair?: boolean };

/** `newsloom doctor`: whether a store is as it should be. */
export function doctorCommand(program: Command, world: World): void {
  const command = reading(
    program
      .command('doctor')
      .description('holds everything in a store to what must be true of it, and reads all of it'),
    'lines',
  )
    .option('--repair', 'puts right what is safe to put right')
    .action((options: Options) =>
      withStore(world, options, async (store) => {
        const ports = await portsOf(store, world);
        const counts = await examine(ports, options, printerOf(world));
        tell(counts, { ...options, name: store.name }, printerOf(world));
        if (counts.open > 0)
          throw new CommandError(`${counted(counts.open, 'finding')} in ${store.name}`);
      }),
    );
  examples(command, 'doctor', 'doctor --stack Newsloom-prod --repair', 'doctor --json');
}

type Counts = { readonly byRule: ReadonlyMap<Invariant, number>; open: number; repaired: number };

async function examine(
  ports: ExaminePorts & RepairPorts,
  { repair, json }: Options,
  printer: Printer,
): Promise<Counts> {
  const byRule = new Map<Invariant, number>();
  const counts = { byRule, open: 0, repaired: 0 };
  for await (const finding of examineStore(ports)) {
    byRule.set(finding.rule, (byRule.get(finding.rule) ?? 0) + 1);
    const isRepaired = repair === true && finding.repair !== undefined;
    if (isRepaired && finding.repair) await repairStore(finding.repair, ports);
    if (isRepaired) counts.repaired++;
    else counts.open++;
    if (json) printer.jsonLine(plain(finding, isRepaired));
    else printFinding(printer, finding, isRepaired);
  }
  return counts;
}

const plain = ({ rule, about, found, repair }: Finding, repaired: boolean) => ({
  ...{ rule, about, found, repaired },
  ...(repair !== undefined && { repair: repair.kind }),
});

function printFinding({ line, colour }: Printer, finding: Finding, isRepaired: boolean): void {
  const { rule, about, found, repair } = finding;
  const done = isRepaired ? colour.green(` ${repaired[repair?.kind ?? 'link-again']}`) : '';
  const offer = repair !== undefined && !isRepaired ? colour.dim(' (--repair puts it right)') : '';
  line(`${colour.yellow(rule)} ${about}: ${found}${done}${offer}`);
}

const repaired: Readonly<Record<Repair['kind'], string>> = {
  'link-again': 'queued to be linked again',
  'tell-again': 'told again',
  'tell-move-again': 'told again',
  'merge-again': 'queued to be merged to the end',
  'file-again': 'filed again',
  'split-again': 'queued to be split to the end',
  'remove-raw': 'removed',
};

function tell(
  { byRule, open, repaired }: Counts,
  { json, name }: Options & { readonly name: string },
  { line, colour }: Printer,
): void {
  if (json) return;
  const rules = Object.entries(invariants) as [Invariant, string][];
  for (const [rule, words] of rules) {
    const count = byRule.get(rule);
    line(
      count === undefined
        ? `${colour.green('✓')} ${words}`
        : `${colour.red(`${count} ×`)} not: ${words}`,
    );
  }
  if (open + repaired === 0) line(`all is well in ${name}`);
  else line(`${counted(open + repaired, 'finding')}, ${repaired} put right`);
}

async function portsOf(store: Store, { now }: World): Promise<ExaminePorts & RepairPorts> {
  const { sqs, queueUrls } = store;
  const depths = await queueDepths(sqs, queueUrls);
  const tasks = depths.reduce((sum, each) => sum + each.waiting + each.inFlight + each.delayed, 0);
  return {
    ...examinePorts(store),
    sendLinkTasks: sqsLinkTaskSender(sqs, queueUrls.links, { again: String(now().getTime()) }),
    ...{ now, isIdle: tasks === 0 },
  };
}
