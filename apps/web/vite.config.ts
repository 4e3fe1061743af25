import { fileURLToPath } from 'node:url';
import ui from '@nuxt/ui/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { theme } from './theme.config.ts';
import { inlineDocumentsPlugin } from './vite/inline-documents.ts';
import { laterIconsPlugin } from './vite/later-icons.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const apiUrl = process.env['PINEAPPLE_API_URL'] ?? 'http://127.0.0.1:4000';

/** Where the icons of the first page are. All others are in a chunk that the later pages load. */
const firstPage = [
  'src/shell/{AppHeader,ConnectionBanner,StartFailure,ThemeButton,ToastList}.vue',
  'src/ui/{LoadFailure,ProblemNote}.vue',
  'src/features/account/components/PasswordField.vue',
];

export default defineConfig({
  root,
  plugins: [
    inlineDocumentsPlugin(),
    laterIconsPlugin(root, firstPage),
    vue(),
    ui({
      root,
      // Components are imported explicitly, so that readers see where they come from.
      components: false,
      autoImport: false,
      // public/theme.js sets the theme before the first paint.
      colorMode: false,
      prose: false,
      // Icon names occur in templates and in TypeScript.
      icon: { mode: 'svg', clientBundle: { scan: { globInclude: firstPage } } },
      theme: { colors: ['primary', 'success', 'warning', 'error'] },
      experimental: { componentDetection: true },
      ui: theme,
    }),
  ],
  resolve: { alias: { '@iconify/vue': fileURLToPath(new URL('src/ui/offline-icons.ts', import.meta.url)) } },
  // Removes Apollo's development messages from the bundle.
  define: { 'globalThis.__DEV__': 'false' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    manifest: true,
    // The first page has the names of all chunks.
    rolldownOptions: { output: { chunkFileNames: 'assets/[hash].js' } },
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env['PORT'] ?? 5173),
    strictPort: true,
    // `pnpm dev` serves website and API at one origin, which the API requires for cookies and sockets.
    proxy: {
      '^/(graphql|terminals|captures|files|build-contexts|snapshot-files|forwards|ports|healthz|readyz|metrics)(/|\\?|$)':
        {
          target: apiUrl,
          ws: true,
        },
    },
  },
});
