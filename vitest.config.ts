import { defineConfig } from 'vitest/config';

/** Tests that leave nothing behind in their process, and may share what they import. */
const sharing = 'tests/{unit,docs,infra}/**/*.test.ts';

export default defineConfig({
  test: {
    // As many as the smallest machine has cores; Vitest would leave one of them idle.
    maxWorkers: 2,
    // They end what would never end; how busy the machine is decides no test.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['tests/**/*.test.ts'], exclude: [sharing] },
      },
      { extends: true, test: { name: 'sharing', include: [sharing], isolate: false } },
    ],
  },
});
