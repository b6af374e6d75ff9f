// Asks the registry for known vulnerabilities of what is deployed, and fails on those that matter.
// A registry that cannot say (many mirrors cannot) is told in words and does not fail the check.
import { spawnSync } from 'node:child_process';

const { stdout, error } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--json', '--fetch-retries=1', '--fetch-timeout=20000'],
  { encoding: 'utf8', timeout: 90_000, maxBuffer: 64 * 1024 * 1024 },
);

const report = parse(stdout);
if (report?.vulnerabilities === undefined) {
  const why = report?.message ?? error?.message ?? 'no answer';
  console.log(`audit: skipped, the registry cannot say which packages are vulnerable (${why})`);
} else {
  const serious = Object.values(report.vulnerabilities).filter(({ severity }) =>
    ['high', 'critical'].includes(severity),
  );
  for (const { name, severity, range } of serious) console.error(`${name} ${range}: ${severity}`);
  const all = Object.keys(report.vulnerabilities).length;
  console.log(`audit: ${all} vulnerable packages, ${serious.length} of them high or critical`);
  process.exitCode = serious.length > 0 ? 1 : 0;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
