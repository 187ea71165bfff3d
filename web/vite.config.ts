import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { adoptedStyles } from './build/adopted-styles.ts';

/** The staff desk, served by the api under /desk/. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/desk/',
  plugins: [vue(), adoptedStyles()],
  build: {
    outDir: fileURLToPath(new URL('./dist', import.meta.url)),
    emptyOutDir: true,
    // The content security policy allows no inline scripts, and pictures only as files of ours.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
});
