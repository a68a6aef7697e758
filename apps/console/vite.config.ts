import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const hub = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    chunkSizeWarningLimit: 700,
    // Inlined files would need `data:` for scripts and fonts in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One chunk, so that zod is configured before the contracts' schemas are built.
            { name: 'contracts', test: /zod|libs[\\/]contracts/, priority: 2 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': hub, '/sandbox': hub, '/socket.io': { target: hub, ws: true } },
  },
});
