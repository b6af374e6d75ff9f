// The thread of the DynamoDB stand-in. JavaScript, as a thread gets no loader that reads TypeScript on every
// Node, and none is needed: it starts faster without.
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';

const server = dynalite(workerData);
// Thrown, so that it reaches the owner of the thread as its `error`.
server.once('error', (error) => {
  throw error;
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage({ port: server.address().port }));

parentPort.once('message', () => {
  // Closes the database, too; with nothing left to do, the thread ends.
  server.close((error) => {
    if (error) throw error;
    parentPort.close();
  });
  server.closeIdleConnections();
});
