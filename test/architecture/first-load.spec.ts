import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { firstLoad } from '../support/first-load.js';

/** As browsers get it. */
const kB = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(`${file}.br`).size, 0) / 1000;

it('the console’s first load stays below 250 kB, compressed', () => {
  const files = firstLoad();
  const heaviest = files
    .toSorted((a, b) => kB([b]) - kB([a]))
    .slice(0, 8)
    .map((file) => `${path.basename(file)} ${kB([file]).toFixed(1)} kB`);
  expect(files.length).toBeGreaterThan(10);
  expect(kB(files), `the heaviest: ${heaviest.join(', ')}`).toBeLessThan(250);
  // What is weighed is what is loaded: the page names its own script.
  expect(readFileSync('dist/console/index.html', 'utf8')).toContain(path.basename(files[0]!));
});
