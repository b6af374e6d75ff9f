import { createRequire } from 'node:module';
import path from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Conditions, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { slimClients } from '../slim-clients.ts';
import type { Stage } from '../stages.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** CommonJS in an ESM bundle asks for `require`; without this, it dies when it is loaded. */
const banner =
  "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);";

export type PipelineFunctionProps<Environment> = {
  readonly stage: Stage;
  /** The folder of its handler in `functions/`. */
  readonly step: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Environment;
  /** Invocations at once, taken from what the account has; without a share of its own unless given. */
  readonly reservedConcurrency?: number;
  /** Its tasks may go round its own queue more often than the sixteen times that Lambda lets pass. */
  readonly goesRound?: boolean;
  /** Shell commands that put more files into the folder of the bundle. */
  readonly afterBundling?: (output: string) => readonly string[];
};

/** One step of the pipeline as a Lambda, with a role that can do only what is granted to it here. */
export class PipelineFunction<
  Environment extends Readonly<Record<string, string>>,
> extends Construct {
  readonly function: NodejsFunction;
  readonly memoryMb: number;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps<Environment>) {
    super(scope, id);
    this.memoryMb = props.memoryMb;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: props.stage.logRetentionDays as RetentionDays,
      removalPolicy: props.stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.function = new NodejsFunction(this, 'Function', {
      entry: path.join(root, 'functions', props.step, 'handler.ts'),
      handler: 'handler',
      description: `Newsloom ${props.stage.name}: ${props.step}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: Duration.seconds(props.timeoutSeconds),
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      // Its own role: the managed policy that CDK would attach may write to every log group.
      role: new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
      recursiveLoop: props.goesRound === true ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE,
      projectRoot: root,
      depsLockFilePath: path.join(root, 'package-lock.json'),
      bundling: bundling(props),
    });
    logGroup.grantWrite(this.function);
  }

  /** Grants exactly these actions on exactly these resources. */
  allow(actions: readonly string[], ...resources: readonly string[]): void {
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: [...actions], resources: [...resources] }),
    );
  }

  /** Grants exactly these actions on exactly these resources, under conditions. */
  allowIf(conditions: Conditions, actions: readonly string[], ...resources: string[]): void {
    this.function.addToRolePolicy(
      new PolicyStatement({ actions: [...actions], resources, conditions }),
    );
  }
}

/** Only items whose keys begin like this. */
export const keysFrom = (prefix: string): Conditions => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${prefix}*`] },
});

/**
 * Lambda hands its credentials over in the environment, where the SDK looks first. The other places
 * that it knows are a sixth of a bundle, imported only when there are none in the environment.
 */
const credentialSources = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/** Imported only by an operation that answers with a stream of events; none of ours does (`slimClients`). */
const eventStreams = '@smithy/core/event-streams';

/**
 * Packages that code asks for by `createRequire` when it first needs them, being too large to load with the
 * rest; each with what a bundle that does so holds.
 */
const lazyPackages: readonly { readonly mention: string; readonly names: readonly string[] }[] = [
  { mention: '"jschardet"', names: ['jschardet'] },
  { mention: '@aws-sdk/client-cloudwatch', names: ['@aws-sdk/client-cloudwatch'] },
  {
    mention: '@orama/stemmers/',
    names:
      'bulgarian danish dutch english finnish french german greek hungarian indonesian italian norwegian portuguese romanian russian serbian spanish swedish turkish ukrainian'
        .split(' ')
        .map((language) => `@orama/stemmers/${language}`),
  },
];

/** What only a stage with an encoder deploys; read in the same way. */
const encoderPackages = [
  { mention: '@aws-sdk/client-bedrock-runtime', names: ['@aws-sdk/client-bedrock-runtime'] },
  { mention: '@aws-sdk/client-s3vectors', names: ['@aws-sdk/client-s3vectors'] },
];

/** Folders of files, no code, that code reads from beside it: `./words/ar.data.json`, `./assets/news.css`. */
const lazyTables = [
  'shared/dates/months',
  'shared/page/words',
  'shared/text/languages',
  'shared/text/places',
  'shared/text/word-weights',
  'shared/url/suffixes',
  'shared/viewer/assets',
];

const bundling = ({
  stage,
  afterBundling = () => [],
}: Pick<PipelineFunctionProps<unknown>, 'stage' | 'afterBundling'>) => ({
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  banner,
  minify: true,
  // Word lists in many scripts are half as large as in escapes. CDK has a property for it, and forgets it.
  esbuildArgs: { '--charset': 'utf8', '--alias': slimClients() },
  sourceMap: true,
  sourcesContent: false,
  // The SDK is bundled, so that what was tested is what runs.
  bundleAwsSDK: true,
  externalModules: [...credentialSources, eventStreams],
  commandHooks: {
    beforeInstall: () => [],
    beforeBundling: () => [],
    afterBundling: (_input: string, output: string) => [
      ...[...lazyPackages, ...(stage.embedder ? encoderPackages : [])].map(({ mention, names }) =>
        whereMentioned(mention, output, bundleBeside(names, output)),
      ),
      ...lazyTables.map((folder) =>
        whereMentioned(`./${path.basename(folder)}/`, output, copyBeside(folder, output)),
      ),
      ...afterBundling(output),
    ],
  },
});

/** A command that runs if the bundle holds some text: what a step reads is what it is deployed with. */
const whereMentioned = (text: string, output: string, command: string): string =>
  `if grep -qF '${text}' "${path.join(output, 'index.mjs')}"; then ${command}; fi`;

/** CommonJS, because that is what `createRequire` loads on every Node. */
function bundleBeside(names: readonly string[], output: string): string {
  const esbuild = path.join(root, 'node_modules', '.bin', 'esbuild');
  const { resolve } = createRequire(import.meta.url);
  const entries = names.map((name) => `"${name}/index=${resolve(name)}"`).join(' ');
  return `"${esbuild}" ${entries} --bundle --minify --platform=node --format=cjs --charset=utf8 --target=node24 --log-level=warning "--outdir=${path.join(output, 'node_modules')}"`;
}

/** Code in `shared/page/` finds `./words/…` in its own folder, and in a bundle where the bundle is. */
function copyBeside(folder: string, output: string): string {
  const target = path.join(output, path.basename(folder));
  return `mkdir -p "${target}" && cp "${path.join(root, folder)}"/*.* "${target}/"`;
}
