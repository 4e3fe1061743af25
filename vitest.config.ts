import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', '.pineapple/**'];

// Node resolves graphql to its CommonJS build and Vite to its ES module, and neither accepts the other's schemas.
const oneGraphql = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/** Files that measure latency, memory or the stability of a layout, so nothing else may run meanwhile. */
const measured = [
  'apps/host-agent/src/terminals.docker.test.ts',
  'e2e/flood.e2e.test.ts',
  'e2e/lighthouse.e2e.test.ts',
  'e2e/pages.e2e.test.ts',
];

/** Files that compare or fill tables and settings of the whole machine, which every other agent changes. */
const hostWide = ['attacks', 'host-sysctls', 'shared-tables'].map(
  (name) => `apps/host-agent/src/${name}.docker.test.ts`,
);

/** Files that start a whole site, restart the product or update it. They mostly wait. */
const sites = ['development', 'many-instances', 'multi-host-lab', 'survival', 'two-hosts', 'upgrade'].map(
  (name) => `e2e/${name}.e2e.test.ts`,
);

/**
 * Most of the time of a short file goes into loading modules, so the files of a worker share them. Tests wait about as
 * much as they compute, so there is one worker more than there are processors.
 */
const quick = {
  setupFiles: './dev/test-kit/src/run/share-with-children.ts',
  isolate: false,
  maxWorkers: availableParallelism() + 1,
  hookTimeout: 300_000,
};

// A wait ends when its condition holds. These are the limits after which a test has failed, also on a busy machine.
const expectation = { poll: { timeout: 90_000 } };
const patient = {
  fileParallelism: false,
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: expectation,
};

/** The files of these projects share one worker, and with it a product and a browser, or a site of two hosts. */
const shared = { ...patient, isolate: false, sequence: { groupOrder: 1 } };

/**
 * Tests of Docker wait for programs, packets and dockerd for half of their time. Each host has its own scope, and no host
 * touches another's containers, networks and rules.
 */
const sideBySide = { fileParallelism: true, maxWorkers: 2, sequence: { groupOrder: 1 } };

/**
 * `*.test.ts` needs nothing but Node, `*.dom.test.ts` a document, `*.docker.test.ts` a Docker engine, `*.e2e.test.ts` the
 * whole product and mostly a browser. Files that share the browser run one after the other, and `scripts/test.ts`
 * runs the projects one after the other.
 */
export default defineConfig({
  test: {
    globalSetup: './dev/test-kit/src/run/vitest-setup.ts',
    // A worker stops the product that its files shared.
    teardownTimeout: 60_000,
    projects: [
      {
        resolve: oneGraphql,
        test: {
          ...quick,
          name: 'unit',
          include: ['{packages,dev,apps,lambda-functions,scripts,terraform}/**/*.test.ts'],
          exclude: [...ignored, '**/*.dom.test.ts', '**/*.docker.test.ts'],
          testTimeout: 180_000,
          expect: expectation,
        },
      },
      './apps/web/vitest.config.ts',
      {
        resolve: oneGraphql,
        test: {
          ...patient,
          ...sideBySide,
          name: 'docker',
          include: ['{packages,dev,apps,lambda-functions,scripts}/**/*.docker.test.ts'],
          exclude: [...ignored, ...measured, ...hostWide],
        },
      },
      {
        resolve: oneGraphql,
        test: {
          ...patient,
          name: 'host-wide',
          include: hostWide,
          exclude: ignored,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['e2e/**/*.e2e.test.ts'],
          exclude: [...ignored, ...measured, ...sites],
        },
      },
      { test: { ...shared, name: 'sites', include: sites, exclude: ignored } },
      {
        resolve: oneGraphql,
        test: { ...shared, name: 'measured', include: measured, exclude: ignored },
      },
    ],
  },
});
