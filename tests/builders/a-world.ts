import { type Store, storeOf } from '../../cli/store.ts';
import type { World } from '../../cli/world.ts';
import type { TestServices } from '../contract/with-services.ts';

/** What a command touches outside; what a test does not name may not be touched. */
export function aWorld(named: Partial<World>): World {
  const refuse = (what: string) => () => Promise.reject(new Error(`this test has no ${what}`));
  return {
    ...{ out: () => {}, err: () => {}, now: () => new Date() },
    ...{ terminal: false, columns: 80, colours: false, debug: false },
    ...{ openStore: refuse('store'), fetchWeb: refuse('web'), serveViewer: refuse('page') },
    ...{ readFile: refuse('file'), writeFile: refuse('file to write') },
    async *openFile() {},
    ...named,
  };
}

/** The store of a test's services, as a command opens it. */
export const storeOn = (services: TestServices, now: () => Date): Store =>
  storeOf({
    ...{ name: 'the test store', dynamo: services.dynamo, s3: services.s3, sqs: services.sqs, now },
    ...{ tables: services.names.tables, bucket: services.names.bucket },
    queueUrls: { ...services.queueUrls.queues, quarantine: services.queueUrls.quarantine },
    close: async () => {},
  });
