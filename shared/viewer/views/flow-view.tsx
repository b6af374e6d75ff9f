import { groupBy } from '../../collections/group-by.ts';
import type { Flow, OutcomeCount } from '../../ports/flow.ts';
import { Queues } from './queues-view.tsx';
import { Sparkline } from './sparkline.tsx';
import { At, counted, durationOf, Isolated } from './words.tsx';

/** What the pipeline is doing now. */
export const FlowView = ({ flow }: { flow: Flow }) => (
  <>
    <h1>Flow</h1>
    <div id="flow" data-live="true">
      {flow.problem !== undefined && (
        <p class="note warn">
          <Isolated text={flow.problem} />
        </p>
      )}
      <Tiles flow={flow} />
      <Queues flow={flow} />
      <Steps flow={flow} />
    </div>
  </>
);

/** The few numbers that say how it goes. */
const Tiles = ({ flow: { queues, spend } }: { flow: Flow }) => {
  const sum = (of: (queue: Flow['queues'][number]) => number) =>
    queues.filter(({ queue }) => !isAside(queue)).reduce((all, queue) => all + of(queue), 0);
  const aside = queues.filter(({ queue }) => isAside(queue));
  const trouble = aside.reduce((all, { waiting }) => all + waiting, 0);
  return (
    <ul class="tiles">
      <li>
        <b>{plain.format(sum(({ waiting, inFlight }) => waiting + inFlight))}</b>
        <small>tasks waiting or being worked on</small>
      </li>
      <li>
        <b {...(trouble > 0 && { class: 'trouble' })}>{plain.format(trouble)}</b>
        <small>given up or set aside</small>
      </li>
      {spend !== undefined && <Spend spend={spend} />}
    </ul>
  );
};

const isAside = (queue: string): boolean => /dead letters|quarantine/.test(queue);
const plain = new Intl.NumberFormat('en');

const Spend = ({ spend }: { spend: NonNullable<Flow['spend']> }) => {
  const { dollars, articles, isImagined } = spend;
  return (
    <>
      <li>
        <b>{plain.format(articles)}</b>
        <small>{articles === 1 ? 'article' : 'articles'} stored</small>
      </li>
      <li>
        <b>${dollars.toFixed(dollars < 1 ? 4 : 2)}</b>
        <small>
          {isImagined
            ? 'what this would cost in AWS, estimated from its outcomes'
            : 'spent in the last day, as the stack estimates'}
        </small>
      </li>
      {articles > 0 && (
        <li>
          <b>${((dollars / articles) * 1e6).toFixed(2)}</b>
          <small>for a million articles at this rate</small>
        </li>
      )}
    </>
  );
};

const Steps = ({ flow: { outcomes, pace, since, everySeconds, problem } }: { flow: Flow }) => {
  const steps = groupBy(outcomes, ({ step }) => step);
  if (since === undefined) {
    if (problem !== undefined) return false;
    return <p class="note">Nothing counts outcomes here: no pipeline runs beside this page.</p>;
  }
  return (
    <section class="part" aria-labelledby="outcomes">
      <h2 id="outcomes">
        Outcomes{' '}
        <small>
          since <At at={since} />
        </small>
      </h2>
      {steps.size === 0 && <p class="note">None yet.</p>}
      <div class="steps">
        {[...steps].map(([step, counts]) => (
          <Step step={step} counts={counts} pace={pace[step] ?? []} everySeconds={everySeconds} />
        ))}
      </div>
    </section>
  );
};

type StepProps = {
  readonly step: string;
  readonly counts: readonly OutcomeCount[];
  readonly pace: readonly number[];
  readonly everySeconds: number;
};

/** The plot does not stretch while its first minutes fill up. */
const leastSlots = 60;

const Step = ({ step, counts, pace, everySeconds }: StepProps) => {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="step">
      <h3>{step}</h3>
      {pace.length > 1 && (
        <Sparkline
          values={pace}
          slots={Math.max(leastSlots, pace.length)}
          label={`${counted(Math.max(...pace), 'message')} at most in ${durationOf(everySeconds)}`}
        />
      )}
      <ul>
        {counts
          .toSorted((a, b) => b.count - a.count)
          .map(({ outcome, count }) => (
            <li>
              {outcome} <b>{plain.format(count)}</b>
              <svg class="bar" aria-hidden="true">
                <rect height="3" width={`${((count / all) * 100).toFixed(1)}%`} />
              </svg>
            </li>
          ))}
      </ul>
    </section>
  );
};
