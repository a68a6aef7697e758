import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('./page', import.meta.url));

/** `vite build apps/sandbox` names this folder as the root, which would win over `root` below. */
const pageAsRoot: Plugin = { name: 'page-as-root', config: () => ({ root }) };

export default defineConfig({
  root,
  base: '/sandbox/',
  plugins: [pageAsRoot, react()],
  build: { outDir: '../../../dist/sandbox', emptyOutDir: true, chunkSizeWarningLimit: 800 },
  server: { proxy: { '/sandbox/api': 'http://127.0.0.1:3000' } },
});
