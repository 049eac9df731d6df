import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * `package.json` says "type": "module", so main is ESM. A sandboxed preload must be one CommonJS
 * file with its dependencies inside. Worker threads are entries of their own beside main's.
 */
export default defineConfig({
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          'upload-worker': 'src/main/uploads/worker.ts',
          'media-worker': 'src/main/media/worker.ts',
          'archive-worker': 'src/main/archive/worker.ts',
          'search-worker': 'src/main/lib/text-search/worker.ts',
          'backup-worker': 'src/main/db/backups/worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    plugins: [react(), tailwindcss()],
    build: { target: 'chrome156', sourcemap: true, minify: true, chunkSizeWarningLimit: 2_000 },
  },
});
