// The layers of docs/architecture.md, as arrows that may not be drawn.
const pure =
  '^shared/(article|collections|dates|export|feed|invariants|page|url|text|linking|polling|takedown|websub)/';
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid(
      'model-imports-nothing',
      '^shared/model/',
      '^(shared/(?!model/)|functions|infra|local|cli|node_modules)',
      'The model is types and ids.',
    ),
    forbid(
      'pure-stays-pure',
      pure,
      '^(shared/(pipeline|adapters|runtime|config|ports|messages|metrics|tables|queues)|functions|infra|local|cli)',
      'Pure code sees the model, errors and other pure code.',
    ),
    forbid(
      'pure-does-no-io',
      pure,
      '^(node:)?(fs|net|http|https|dns|child_process)$|^node_modules/@aws-sdk',
      'Pure code does no I/O.',
    ),
    forbid(
      'steps-see-ports',
      '^shared/pipeline/',
      '^(shared/(adapters|runtime|config)|functions|infra|local|cli|node_modules/@aws-sdk)',
      'A step sees ports, never AWS.',
    ),
    forbid(
      'adapters-below-steps',
      '^shared/adapters/',
      '^(shared/(pipeline|runtime|config|client|viewer)|functions|infra|local|cli)',
      'Adapters implement ports.',
    ),
    forbid(
      'client-reads-stored-items',
      '^shared/client/',
      '^(shared/(pipeline|runtime|config|messages|adapters/(?!dynamo/))|functions|infra|local|cli)',
      'The read client sees the model, the tables and how items are stored.',
    ),
    forbid(
      'viewer-only-reads',
      '^shared/viewer/',
      '^(shared/(pipeline|adapters|runtime|config|messages)|functions|infra|local|cli|node_modules/@aws-sdk)',
      'The page to look at sees the read client and pure code.',
    ),
    forbid(
      'shared-is-the-core',
      '^shared/',
      '^(functions|infra|local|cli|tests|bench)/',
      'The core knows nothing of who runs it.',
    ),
    forbid(
      'functions-are-roots',
      '^functions/',
      '^(infra|local|cli|tests|bench)/',
      'A deployed function cannot reach local code.',
    ),
    {
      name: 'functions-do-not-share',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/$1/' },
    },
    forbid(
      'infra-reads-definitions',
      '^infra/',
      '^(shared/(?!config/|tables\\.ts|queues\\.ts|metrics\\.ts|spend\\.ts|model/|errors\\.ts)|functions|local|cli)',
      'Infra reads config, tables, queues, metrics and prices only.',
    ),
    forbid(
      'product-without-tests',
      '^(shared|functions|infra|local|cli)/',
      '^(tests|bench)/',
      'The product never imports tests.',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
