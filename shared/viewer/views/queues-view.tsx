import type { Flow, QueueFlow } from '../../ports/flow.ts';
import { Sparkline } from './sparkline.tsx';
import { Wide } from './wide.tsx';
import { durationOf } from './words.tsx';

const deadLetters = ' dead letters';

/** What waits, a queue a line with what was given up of it. */
export const Queues = ({ flow: { queues, everySeconds } }: { flow: Flow }) => {
  const dead = new Map(queues.map((queue) => [queue.queue, queue]));
  return (
    <section aria-labelledby="queues">
      <h2 id="queues">Queues</h2>
      <Wide label="Queues">
        <table class="fitting">
          <thead>
            <tr>
              <th scope="col">Queue</th>
              <Column name="Waiting" />
              <Column name="At work" />
              <Column name="Put off" />
              <Column name="Oldest" />
              <Column name="Given up" />
              <th scope="col">Waiting until now</th>
            </tr>
          </thead>
          <tbody>
            {queues
              .filter(({ queue }) => !queue.endsWith(deadLetters))
              .map((queue) => (
                <Row
                  queue={queue}
                  dead={dead.get(`${queue.queue}${deadLetters}`)}
                  everySeconds={everySeconds}
                />
              ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
};

const Column = ({ name }: { name: string }) => (
  <th scope="col" class="number">
    {name}
  </th>
);

type RowProps = {
  readonly queue: QueueFlow;
  readonly dead: QueueFlow | undefined;
  readonly everySeconds: number;
};

const leastSlots = 60;

const Row = ({ queue, dead, everySeconds }: RowProps) => {
  const { waiting, inFlight, delayed, oldestSeconds, series } = queue;
  const isTrouble = queue.queue === 'quarantine' && waiting > 0;
  const given = dead?.waiting ?? 0;
  return (
    <tr {...(isTrouble && { class: 'trouble' })}>
      <th scope="row">{queue.queue}</th>
      <td class="number">{waiting}</td>
      <td class="number">{inFlight}</td>
      <td class="number">{delayed}</td>
      <td class="number">{oldestSeconds === undefined ? '–' : durationOf(oldestSeconds)}</td>
      <td class={given > 0 ? 'number trouble' : 'number'}>{dead === undefined ? '–' : given}</td>
      <td>
        {series.length > 1 && (
          <Sparkline
            values={series}
            slots={Math.max(leastSlots, series.length)}
            label={`${Math.max(...series)} waiting at most in the last ${durationOf(series.length * everySeconds)}`}
          />
        )}
      </td>
    </tr>
  );
};
