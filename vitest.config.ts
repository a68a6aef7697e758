import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['source', ...defaultServerConditions];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Files share a module registry (isolate: false): seven times as quick, so no test may keep state in a module.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A second, as it is by itself, is little for a page on a machine that is busy.
    expect: { poll: { timeout: 5_000 } },
    include: ['{apps,libs,test}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    reporters: ['default', './test/support/plain-reporter.ts'],
  },
});
