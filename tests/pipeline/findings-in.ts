import type { Services } from '../../local/services/start-services.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import type { Finding } from '../../shared/invariants/finding.ts';
import { examineArchive } from '../../shared/pipeline/doctor/examine-archive.ts';
import { examineStore } from '../../shared/pipeline/doctor/examine-store.ts';
import { examinePorts } from '../../shared/runtime/examine-ports.ts';

/** All that any store of a test holds is old by then. */
const longAfter = () => new Date('2099-01-01T00:00:00.000Z');

/** What in a store is not as it should be, nothing being on its way and all being old. */
export async function findingsIn(
  { clients, names }: Pick<Services, 'clients' | 'names'>,
  now = longAfter,
): Promise<Finding[]> {
  const ports = { ...portsOf({ clients, names }), now, isIdle: true };
  const findings: Finding[] = [];
  for await (const finding of examineStore(ports)) findings.push(finding);
  return findings;
}

/** Says so where anything is not as it should be. */
export async function mustBeRight(
  services: Pick<Services, 'clients' | 'names'>,
  when: string,
): Promise<void> {
  const found = (await findingsIn(services)).map(
    ({ rule, about, found: what }) => `${rule} ${about}: ${what}`,
  );
  if (found.length > 0) throw new Error([`${when} these are wrong:`, ...found].join('\n'));
}

/** Takes away what a try that died has left in the archive, as the doctor does a day later. */
export async function removeOrphans(services: Pick<Services, 'clients' | 'names'>): Promise<void> {
  const ports = { ...portsOf(services), now: longAfter };
  for await (const { repair } of examineArchive(ports, new Set()))
    if (repair?.kind === 'remove-raw') await ports.raw.remove(repair.key);
}

/** What a store is examined and repaired through. */
export function portsOf({ clients, names }: Pick<Services, 'clients' | 'names'>) {
  const { tables, bucket } = names;
  const dynamo = documentClient(clients.dynamo);
  return examinePorts({ dynamo, s3: clients.s3, tables, bucket });
}
