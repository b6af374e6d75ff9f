import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { HubCall } from '../../../shared/pipeline/polling/hear-hub.ts';
import { hubHandler } from '../../../shared/runtime/hub-handler.ts';

const event = (parts: Record<string, unknown> = {}) =>
  ({
    ...{ rawPath: '/f1/t', rawQueryString: 'hub.mode=subscribe', headers: {} },
    requestContext: { http: { method: 'POST' } },
    ...parts,
  }) as unknown as LambdaFunctionURLEvent;

function aHandler(answer: () => Promise<{ status: number; body?: string }>) {
  const calls: HubCall[] = [];
  const seen: unknown[] = [];
  const handler = hubHandler({
    async step(call) {
      calls.push(call);
      return { kind: 'pushed', feedId: 'f1', reply: await answer() };
    },
    observe: {
      done: (outcome) => void seen.push(outcome),
      failed: (error) => void seen.push(error),
    },
  });
  return { calls, seen, handler };
}

it('hands on what was called, byte for byte', async () => {
  const { handler, calls } = aHandler(async () => ({ status: 202 }));
  const body = Buffer.from([0, 255, 10]);
  await handler(
    event({
      ...{ body: body.toString('base64'), isBase64Encoded: true },
      headers: { 'x-hub-signature': 'sha1=00' },
    }),
  );
  await handler(event({ body: 'é', isBase64Encoded: false }));
  await handler(event());

  expect(calls[0]).toEqual({
    ...{ method: 'POST', path: '/f1/t', query: 'hub.mode=subscribe', signature: 'sha1=00', body },
  });
  expect(calls[1]).toMatchObject({ body: Buffer.from('é') });
  expect(calls[2]).toMatchObject({ body: Buffer.alloc(0) });
});

it('answers with plain text that no browser takes for a page', async () => {
  const { handler, seen } = aHandler(async () => ({ status: 200, body: '<script>' }));
  expect(await handler(event())).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: '<script>',
  });
  // A challenge is not logged: whoever reads logs could else answer for us.
  expect(seen).toEqual([{ kind: 'pushed', feedId: 'f1', status: 200 }]);
});

it('takes four million bytes and no more', async () => {
  const { handler, calls } = aHandler(async () => ({ status: 413 }));
  const send = (size: number, isBase64Encoded: boolean) => {
    const body = Buffer.alloc(size, 97);
    const text = isBase64Encoded ? body.toString('base64') : body.toString();
    return handler(event({ body: text, isBase64Encoded }));
  };
  for (const encoded of [true, false]) {
    await send(4_000_000, encoded);
    await send(4_000_001, encoded);
  }
  expect(calls.map(({ body }) => body?.length)).toEqual([
    4_000_000,
    undefined,
    4_000_000,
    undefined,
  ]);
});

it('fails as a function when the step fails, so that the hub tries again and an alarm can tell', async () => {
  const { handler, seen } = aHandler(async () => {
    throw new Error('no table');
  });
  await expect(handler(event())).rejects.toThrow('no table');
  expect(seen).toEqual([new Error('no table')]);
});
