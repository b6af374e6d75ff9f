import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import {
  CircuitBreaker,
  failuresToOpen,
  isOutage,
  openMs,
} from '../../../shared/adapters/circuit-breaker.ts';

const saying = (name: string, httpStatusCode?: number): Error =>
  Object.assign(new Error('said so'), { name, $metadata: { httpStatusCode } });

/** A breaker before a service that is down until it is said to be up, and how often that was asked. */
function aBreaker() {
  let time = Date.parse('2026-01-05T10:00:00.000Z');
  const service = { isUp: false, asked: 0 };
  const breaker = new CircuitBreaker('SQS', () => new Date(time));
  const call = () =>
    breaker.pass(async () => {
      service.asked++;
      if (!service.isUp) throw saying('InternalFailure', 500);
      return 'answered';
    });
  const calls = async (count: number) => {
    for (let n = 0; n < count; n++) await expect(call()).rejects.toThrow(/^SQS: /);
  };
  const pass = (ms: number) => {
    time += ms;
  };
  return { service, call, calls, pass };
}

describe('the breaker of a service', () => {
  it('opens after a few failures in a row, and then the service is not asked', async () => {
    const { service, calls } = aBreaker();
    await calls(failuresToOpen + 50);
    expect(service.asked).toBe(failuresToOpen);
  });

  it('lets one call try after a while, and stays open when that fails', async () => {
    const { service, calls, pass } = aBreaker();
    await calls(failuresToOpen);
    pass(openMs);
    await calls(20);
    expect(service.asked).toBe(failuresToOpen + 1);
  });

  it('closes when a try succeeds', async () => {
    const { service, call, calls, pass } = aBreaker();
    await calls(failuresToOpen);
    service.isUp = true;
    await calls(3);
    pass(openMs);
    for (let n = 0; n < 20; n++) expect(await call()).toBe('answered');
    expect(service.asked).toBe(failuresToOpen + 20);
  });

  it('lets one of many try that come at once', async () => {
    const { service, call, calls, pass } = aBreaker();
    await calls(failuresToOpen);
    pass(openMs);
    service.isUp = true;
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, call));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('does not stay open because the clock was put back', async () => {
    const { service, call, calls, pass } = aBreaker();
    await calls(failuresToOpen);
    service.isUp = true;
    pass(-24 * 3_600_000);
    expect(await call()).toBe('answered');
  });
});

describe('what is held against a service', () => {
  it.each<[Error]>([
    ...['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestThrottled'].map(
      (name): [Error] => [saying(name, 400)],
    ),
    [saying('SlowDown', 503)],
    [saying('InternalServerError', 500)],
    [saying('TimeoutError')],
    [saying('SyntaxError', 200)],
    [new Error('socket hang up')],
  ])('%s', (error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    [new ConditionalCheckFailedException({ message: 'no', $metadata: { httpStatusCode: 400 } })],
    [saying('ValidationException', 400)],
    [saying('NoSuchKey', 404)],
    [saying('AbortError')],
  ])('not %s', (error) => {
    expect(isOutage(error)).toBe(false);
  });
});
