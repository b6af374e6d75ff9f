// Reads the licence of every package in package-lock.json and names those that nobody has agreed to.
import { readFileSync } from 'node:fs';

/** What may be deployed: whoever has the product owes nobody more than a notice. */
const deployed = new Set([
  'Apache-2.0',
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
]);
/** And these may help to build and to measure, where nothing of them leaves this machine. */
const atWork = new Set([...deployed, 'MPL-2.0', 'BSD-like', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0']);
/** Packages that say nothing in their package.json, by what their repository says. */
const known = new Map([
  ['readabilitySAX/node_modules/domhandler', 'BSD-2-Clause'],
  ['readabilitySAX/node_modules/domutils', 'BSD-2-Clause'],
  ['readabilitySAX/node_modules/htmlparser2', 'MIT'],
]);

/** `(MIT OR GPL-3.0-or-later)`: one of them will do. `MIT AND CC0-1.0`: all of them must. */
const isAgreed = (licence, agreed) =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => agreed.has(each.trim())));

const file = process.argv[2] ?? 'package-lock.json';
const { packages } = JSON.parse(readFileSync(file, 'utf8'));
const wrong = [];
let count = 0;
for (const [path, { license, dev = false, devOptional = false }] of Object.entries(packages)) {
  if (path === '') continue;
  count += 1;
  const name = path.replace(/^node_modules\//, '');
  const licence = license ?? known.get(name) ?? 'none given';
  if (!isAgreed(licence, dev || devOptional ? atWork : deployed))
    wrong.push(`${name}: ${licence}${dev ? '' : ', and it is deployed'}`);
}
for (const line of wrong) console.error(line);
console.log(`licences: ${count} packages, ${wrong.length} that nobody has agreed to`);
process.exitCode = wrong.length > 0 ? 1 : 0;
