import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import pc from 'picocolors';
import { listenForInterruption } from '../local/interruption.ts';
import { httpFetchWeb } from '../shared/adapters/http/fetch-web.ts';
import { publicRoute } from '../shared/adapters/http/route.ts';
import { politenessDefaults } from '../shared/config/function-env.ts';
import { runNewsloom } from './run-newsloom.ts';
import { serveUntilInterrupted } from './serve-until-interrupted.ts';
import { openStore } from './store.ts';

// The machine's Node may be older than the functions'; the SDK's warning would be of no use here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const { USER_AGENT, FETCH_TIMEOUT_MS, MAX_BODY_BYTES } = politenessDefaults;

// `newsloom … | head` closes the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runNewsloom(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  terminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? 80,
  colours: pc.isColorSupported && process.stdout.isTTY === true,
  debug: Boolean(process.env['NEWSLOOM_DEBUG']),
  now: () => new Date(),
  interrupted: () => listenForInterruption(() => undefined).signal,
  openStore,
  fetchWeb: httpFetchWeb({
    route: publicRoute,
    userAgent: USER_AGENT,
    timeoutMs: Number(FETCH_TIMEOUT_MS),
    maxBytes: Number(MAX_BODY_BYTES),
  }),
  readFile: (path) => readFile(path),
  openFile: (path) => (path === '-' ? process.stdin : createReadStream(path)),
  writeFile: (path, text) => writeFile(path, text),
  serveViewer: serveUntilInterrupted,
});
