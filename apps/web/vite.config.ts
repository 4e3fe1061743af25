import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { theme } from './theme.config.ts';
import { inlineDocumentsPlugin } from './vite/inline-documents.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root,
  plugins: [
    inlineDocumentsPlugin(),
    vue(),
    ui({
      root,
      // Components are imported by name, so a reader sees where each comes from.
      components: false,
      autoImport: false,
      // A script of our own sets the theme before the first paint; see public/theme.js.
      colorMode: false,
      prose: false,
      // Icons are named in templates and in plain code.
      icon: { mode: 'svg', clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] } } },
      theme: { colors: ['primary', 'success', 'warning', 'error'] },
      experimental: { componentDetection: true },
      ui: theme,
    }),
  ],
  // Takes Apollo's development messages out of the bundle.
  resolve: { alias: { '@iconify/vue': fileURLToPath(new URL('src/ui/offline-icons.ts', import.meta.url)) } },
  define: { 'globalThis.__DEV__': 'false' },
  build: { target: 'es2023', assetsInlineLimit: 0, reportCompressedSize: false, manifest: true },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/graphql': { target: 'http://127.0.0.1:4000', ws: true } },
  },
});
