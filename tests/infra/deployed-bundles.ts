import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { politenessDefaults } from '../../shared/config/function-env.ts';
import { cdkContext, root } from './synthesize.ts';

/** All that a stage can turn on, in the words of `cdk -c`. */
const turnedOn = { websub: 5, embedder: 'titan-v2', viewer: true, exports: true };

/** Runs the app as the CLI does: with bundles, the flags of cdk.json, cdk-nag and all that a stage can turn on. */
export async function synthesizeTo(outdir: string): Promise<void> {
  const env = {
    ...process.env,
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify({ ...cdkContext(), ...turnedOn }),
  };
  const app = ['--import', 'tsx', 'infra/app.ts'];
  await promisify(execFile)(process.execPath, app, { cwd: root, env });
}

/** The template of the stage `dev` as it was synthesized. */
export const templateIn = (outdir: string): string =>
  readFileSync(path.join(outdir, 'Newsloom-dev.template.json'), 'utf8');

type Deployed = {
  readonly Type: string;
  readonly Properties: { readonly Code: { readonly S3Key: string } };
};

/** The folder of a function's bundle; its code is `index.mjs`. */
export function bundleIn(outdir: string, step: string): string {
  const { Resources } = JSON.parse(templateIn(outdir)) as { Resources: Record<string, Deployed> };
  const [, found] =
    Object.entries(Resources).find(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith(`${step}Function`),
    ) ?? [];
  if (found === undefined) throw new Error(`no function ${step} in ${outdir}`);
  return path.join(outdir, `asset.${found.Properties.Code.S3Key.replace('.zip', '')}`);
}

/** What a bundle finds in its environment, whichever function it is. */
export const bundleEnvironment = (
  services: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  ...{ ...politenessDefaults, ...services },
  FEED_LIST_FILE: 'feeds.json',
  ...{ STACK_NAME: 'Newsloom-dev', QUEUE_NAMES: '{}', FUNCTIONS: '{}' },
  HOMEPAGE: 'https://news.example/',
  NODE_OPTIONS: '--enable-source-maps',
});
