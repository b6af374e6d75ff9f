import { groupBy } from '../../collections/group-by.ts';
import type { Flow, OutcomeCount, QueueFlow } from '../flow.ts';
import { Sparkline } from './sparkline.tsx';
import { Wide } from './wide.tsx';
import { At, durationOf } from './words.tsx';

/** What the pipeline is doing now. */
export const FlowView = ({ flow }: { flow: Flow }) => (
  <>
    <h1>Flow</h1>
    <div id="flow" data-live="true">
      <Queues flow={flow} />
      <Steps flow={flow} />
      {flow.spend !== undefined && <Spend spend={flow.spend} />}
    </div>
  </>
);

const Queues = ({ flow: { queues, everySeconds } }: { flow: Flow }) => (
  <section aria-labelledby="queues">
    <h2 id="queues">Queues</h2>
    <Wide label="Queues">
      <table class="fitting">
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">Waiting</th>
            <th scope="col">Being worked on</th>
            <th scope="col">Put off</th>
            <th scope="col">Oldest</th>
            <th scope="col">Waiting until now</th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <QueueRow queue={queue} everySeconds={everySeconds} />
          ))}
        </tbody>
      </table>
    </Wide>
  </section>
);

const QueueRow = ({ queue, everySeconds }: { queue: QueueFlow; everySeconds: number }) => {
  const { waiting, inFlight, delayed, oldestSeconds, series } = queue;
  const isTrouble = /dead|quarantine/.test(queue.queue) && waiting > 0;
  return (
    <tr {...(isTrouble && { class: 'trouble' })}>
      <th scope="row">{queue.queue}</th>
      <td>{waiting}</td>
      <td>{inFlight}</td>
      <td>{delayed}</td>
      <td>{oldestSeconds === undefined ? '–' : durationOf(oldestSeconds)}</td>
      <td>
        {series.length > 1 && (
          <Sparkline
            values={series}
            label={`Waiting in the last ${durationOf(series.length * everySeconds)}: at most ${Math.max(...series)}`}
          />
        )}
      </td>
    </tr>
  );
};

const Steps = ({ flow: { outcomes, pace, since, everySeconds } }: { flow: Flow }) => {
  const steps = groupBy(outcomes, ({ step }) => step);
  if (since === undefined)
    return <p class="note">Nothing counts outcomes here: no pipeline runs beside this page.</p>;
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">
        Outcomes{' '}
        <small>
          since <At at={since} />
        </small>
      </h2>
      {steps.size === 0 && <p class="note">None yet.</p>}
      {[...steps].map(([step, counts]) => (
        <Step step={step} counts={counts} pace={pace[step] ?? []} everySeconds={everySeconds} />
      ))}
    </section>
  );
};

type StepProps = {
  readonly step: string;
  readonly counts: readonly OutcomeCount[];
  readonly pace: readonly number[];
  readonly everySeconds: number;
};

const Step = ({ step, counts, pace, everySeconds }: StepProps) => (
  <section class="step">
    <h3>{step}</h3>
    {pace.length > 1 && (
      <Sparkline
        values={pace}
        label={`Messages every ${durationOf(everySeconds)}: at most ${Math.max(...pace)}`}
      />
    )}
    <ul>
      {counts
        .toSorted((a, b) => b.count - a.count)
        .map(({ outcome, count }) => (
          <li>
            {outcome} <b>{count}</b>
          </li>
        ))}
    </ul>
  </section>
);

const Spend = ({
  spend: { dollars, perMillionArticles },
}: {
  spend: NonNullable<Flow['spend']>;
}) => (
  <section aria-labelledby="spend">
    <h2 id="spend">Spend of the day</h2>
    <p>
      ${dollars.toFixed(2)}, as the stack itself estimates
      {perMillionArticles !== undefined &&
        `; $${perMillionArticles.toFixed(2)} for a million articles`}
    </p>
  </section>
);
