import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import LongFirst from './test/support/long-first.js';

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
    // On two cores too: much of a test is waiting.
    maxWorkers: 3,
    sequence: { sequencer: LongFirst },
    // As long as `eventually` waits.
    expect: { poll: { timeout: 15_000 } },
    // What never comes is told after these, on a slow machine too; seconds that are promised are asserted where they are.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    include: ['{apps,libs,test}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    reporters: ['default', './test/support/plain-reporter.ts'],
  },
});
