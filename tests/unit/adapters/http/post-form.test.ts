import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { listenOnLoopback, type Service } from '../../../../local/services/loopback.ts';
import { httpFetchWeb } from '../../../../shared/adapters/http/fetch-web.ts';
import { publicRoute } from '../../../../shared/adapters/http/route.ts';
import { BlockedAddressError } from '../../../../shared/errors.ts';

type Got = { readonly line: string; readonly type: string | undefined; readonly body: string };

const running: Service[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

/** A server that remembers what was sent to it. */
async function aServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method, url, headers } = request;
    const body = Buffer.concat(chunks).toString();
    got.push({ line: `${method} ${url}`, type: headers['content-type'], body });
    answer(request, response);
  });
  const service = await listenOnLoopback(server);
  running.push(service);
  const port = Number(new URL(service.endpoint).port);
  const send = httpFetchWeb({
    route: async (url) =>
      url.hostname === 'hub.example'
        ? { address: '127.0.0.1', port, tls: false }
        : publicRoute(url),
    ...{ userAgent: 'Newsloom/0.1 (+https://newsloom.example)', timeoutMs: 25_000, maxBytes: 1000 },
  });
  return {
    got,
    post: (form: Record<string, string>) =>
      send({ url: 'https://hub.example/', accept: '*/*', form }),
  };
}

it('sends a form as browsers do', async () => {
  const { got, post } = await aServer((_request, response) => response.writeHead(202).end());
  const { status } = await post({
    'hub.mode': 'subscribe',
    'hub.topic': 'https://a.example/?b=ä&c',
  });

  expect(status).toBe(202);
  const body = 'hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2F%3Fb%3D%C3%A4%26c';
  expect(got).toEqual([{ line: 'POST /', type: 'application/x-www-form-urlencoded', body }]);
});

it.each([307, 308])('follows a %i with the form', async (status) => {
  const { got, post } = await aServer((request, response) =>
    request.url === '/'
      ? response.writeHead(status, { location: '/v2' }).end()
      : response.writeHead(204).end(),
  );
  expect((await post({ a: '1' })).status).toBe(204);
  expect(got.map(({ line, body }) => `${line} ${body}`)).toEqual(['POST / a=1', 'POST /v2 a=1']);
});

it.each([301, 302, 303])('follows no %i, which would lose the form', async (status) => {
  const { got, post } = await aServer((_request, response) =>
    response.writeHead(status, { location: '/v2' }).end(),
  );
  expect((await post({ a: '1' })).status).toBe(status);
  expect(got).toHaveLength(1);
});

it('is stopped by the guard on every hop', async () => {
  const { post } = await aServer((_request, response) =>
    response.writeHead(307, { location: 'http://169.254.169.254/latest/' }).end(),
  );
  await expect(post({ a: '1' })).rejects.toThrow(BlockedAddressError);
});
