import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { adoptedStyles } from '../../web/build/adopted-styles.ts';

/** The editors alone on a page, built as the desk is; their tests serve it under the desk's security policy. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), adoptedStyles()],
  build: { modulePreload: { polyfill: false }, chunkSizeWarningLimit: 5000 },
});
