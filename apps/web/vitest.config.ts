import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      name: 'web',
      // Tests of what needs a document say so in their first line; the others start ten times faster.
      environment: 'node',
      include: ['{src,scripts,vite}/**/*.test.ts'],
    },
  }),
);
