import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { slimContracts } from './slim-contracts.ts';

const hub = 'http://127.0.0.1:3000';

/** Beside every text its compressed forms: the hub sends those, and compresses nothing while it runs. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const texts = Object.keys(bundle).filter((name) => /\.(js|css|svg|html)$/.test(name));
    await Promise.all(
      texts.map(async (name) => {
        const file = path.join(dir!, name);
        const content = await readFile(file);
        await writeFile(`${file}.br`, await promisify(brotliCompress)(content));
        await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
      }),
    );
  },
};

/** What a sign-in page needs, and then what the inbox needs besides. */
const firstLooks = [
  /src[\\/]main\.tsx$/,
  /routes[\\/]sign-in-page\.tsx$/,
  /routes[\\/](app-shell|inbox-layout|no-thread)\.tsx$/,
];

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), slimContracts, compressed],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // What belongs to a first load: a test weighs it.
    manifest: true,
    chunkSizeWarningLimit: 700,
    // Inlined files would need `data:` for scripts and fonts in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One chunk, so that zod is configured before the contracts' schemas are built.
            // But for those of reports, and what the composer counts: they come with their pages.
            {
              name: 'contracts',
              test: /zod|libs[\\/]contracts[\\/](?!src[\\/](report[a-z-]*|live-board|sms-segments|what-next)\.)/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 1 },
            // One request each for what the first looks need, instead of one for each of a hundred small parts.
            ...firstLooks.map((test, n) => ({ name: `first-look-${n + 1}`, test, priority: 0.9 - n / 10 })),
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': hub, '/sandbox': hub, '/socket.io': { target: hub, ws: true } },
  },
});
