import * as z from 'zod';
import type { RightsAnswer, RightsPolicy, RightsSignal } from '../model/rights.ts';

/** See docs/decisions/0008-rights.md. */
export const defaultRightsPolicy: RightsPolicy = {
  noindex: 'flag',
  noarchive: 'flag',
  noai: 'flag',
  noimageai: 'flag',
  tdm: 'facts',
};

export const rightsAnswers = ['nothing', 'facts', 'flag'] as const satisfies RightsAnswer[];
const signals = Object.keys(defaultRightsPolicy);

const isSignal = (text: string): text is RightsSignal => signals.includes(text);
const isAnswer = (text: string | undefined): text is RightsAnswer =>
  rightsAnswers.some((answer) => answer === text);

/**
 * A policy as a function's environment holds it: `noai=facts,tdm=nothing`. Signals that are not
 * named have the default answer.
 */
export const rightsPolicy = z.string().transform((text, context): RightsPolicy => {
  const policy = { ...defaultRightsPolicy };
  const wrong = (message: string) => context.addIssue({ code: 'custom', message });
  for (const part of text.split(',').filter((each) => each.trim() !== '')) {
    const [signal = '', answer, ...rest] = part.split('=').map((word) => word.trim());
    if (!isSignal(signal)) wrong(`no signal ${signal}; there is: ${signals.join(', ')}`);
    else if (!isAnswer(answer) || rest.length > 0)
      wrong(`${part.trim()}: say ${signal}= and one of ${rightsAnswers.join(', ')}`);
    else policy[signal] = answer;
  }
  return policy;
});

/**
 * A stage's answers, and the default ones for the rest, as {@link rightsPolicy} reads them.
 *
 * @example
 * rightsPolicyText({ tdm: 'nothing' }) // 'noindex=flag,noarchive=flag,noai=flag,noimageai=flag,tdm=nothing'
 */
export const rightsPolicyText = (stage: Partial<RightsPolicy> = {}): string =>
  Object.entries({ ...defaultRightsPolicy, ...stage })
    .map(([signal, answer]) => `${signal}=${answer}`)
    .join(',');
