const layer = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** What runs on AWS and in browsers. */
const product = ['^apps/', '^lambda-functions/', '^packages/'];
const tests = ['\\.test\\.ts$', '/testing/'];

/** Imports point one way: core ← contracts ← store, aws, event-bus ← functions, apps ← dev ← e2e, bench, scripts. */
export default {
  forbidden: [
    layer('no-cycles', {}, { circular: true }, 'Files that import each other are one idea. Types count too.'),
    layer(
      'core-is-pure',
      { path: '^packages/core/src', pathNot: '\\.test\\.ts$' },
      { path: ['^packages/(?!core)', '^apps/', '^lambda-functions/'], dependencyTypesNot: ['npm'] },
      'The domain imports nothing else of the product.',
    ),
    layer(
      'core-does-no-io',
      { path: '^packages/core/src', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'The domain imports no module of Node.',
    ),
    layer(
      'contracts-know-only-core',
      { path: '^packages/contracts/src' },
      { path: ['^packages/(?!core|contracts)', '^apps/', '^lambda-functions/'] },
      'Messages depend on the domain alone.',
    ),
    layer(
      'lab-files-know-only-core',
      { path: '^packages/lab-files/src', pathNot: '\\.test\\.ts$' },
      { path: ['^packages/(?!core|lab-files)', '^apps/', '^lambda-functions/'] },
      'Reading and writing labs depends on the domain alone.',
    ),
    layer(
      'lab-files-do-no-io',
      { path: '^packages/lab-files/src', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'Bytes in, a draft and notes out: no module of Node.',
    ),
    layer(
      'build-contexts-stand-alone',
      { path: '^packages/build-context/src', pathNot: '\\.test\\.ts$' },
      { path: ['^packages/(?!build-context)', '^apps/', '^lambda-functions/'], dependencyTypesNot: ['npm'] },
      'The page, the CLI, the API and hosts read build contexts by the same rules.',
    ),
    layer(
      'build-contexts-do-no-io',
      { path: '^packages/build-context/src', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'Bytes in, bytes out: no module of Node.',
    ),
    layer(
      'terminal-runs-in-a-browser',
      { path: '^packages/host-link/src/terminal/', pathNot: '\\.test\\.ts$' },
      {
        path: ['^packages/(?!host-link/src/terminal/)', '^apps/', '^lambda-functions/'],
        dependencyTypesNot: ['npm'],
      },
      'The terminal protocol and its client depend on nothing.',
    ),
    layer(
      'host-link-points-one-way',
      { path: '^packages/host-link/src/(channel|protocol)/' },
      { path: '^packages/host-link/src/', pathNot: '^packages/host-link/src/$1/' },
      'The channel and the protocol are the lowest parts of the host link.',
    ),
    layer(
      'links-get-their-sessions',
      { path: '^packages/host-link/src/(session|link)/' },
      { path: '^packages/host-link/src/(session|link|terminal)/', pathNot: '^packages/host-link/src/$1/' },
      'A link works over any stream of bytes; the API passes it its sessions.',
    ),
    layer(
      'packages-know-no-app',
      { path: '^packages/' },
      { path: ['^apps/', '^lambda-functions/'] },
      'A shared package does not import its users.',
    ),
    layer(
      'functions-stand-alone',
      { path: '^lambda-functions/([^/]+)/' },
      { path: ['^apps/', '^lambda-functions/'], pathNot: '^lambda-functions/$1/' },
      'No function imports another one, or an app.',
    ),
    layer(
      'apps-stand-alone',
      { path: '^apps/([^/]+)/' },
      { path: ['^apps/', '^lambda-functions/'], pathNot: '^apps/$1/' },
      'Apps talk over the network.',
    ),
    layer(
      'web-knows-only-what-runs-in-a-browser',
      { path: '^apps/web/src' },
      { path: '^packages/(?!core/|build-context/|host-link/src/(terminal|capture|decode|analysis)/)' },
      'The web app knows the domain, the protocols of terminals and captures and its generated types.',
    ),
    layer(
      'product-imports-no-tools',
      { path: product, pathNot: tests },
      { path: ['^dev/', '^bench/', '^e2e/', '^scripts/', '^terraform/'] },
      'The product imports nothing that only developers use.',
    ),
    layer(
      'product-tests-use-the-test-kit',
      { path: product },
      { path: ['^dev/(?!test-kit|launcher|local-aws)', '^bench/', '^e2e/', '^scripts/', '^terraform/'] },
      'Tests of the product import the tools in dev/ and no benchmark, e2e test or script.',
    ),
    layer(
      'dev-imports-no-users',
      { path: '^dev/' },
      { path: ['^bench/', '^e2e/', '^scripts/', '^terraform/'] },
      'The tools in dev/ do not import their users.',
    ),
    layer(
      'tools-use-package-exports',
      { path: ['^dev/([^/]+)/', '^(bench|e2e|scripts|terraform)/'] },
      {
        path: [...product, '^dev/'],
        pathNot: ['^dev/$1/'],
        dependencyTypes: ['local'],
      },
      'Tools import the product and each other through the exports of packages.',
    ),
    layer(
      'tools-are-independent',
      { path: '^(bench|scripts|terraform)/' },
      { path: ['^(bench|e2e|scripts|terraform)/'], pathNot: ['^$1/', '^e2e/harness/browser\\.ts$'] },
      'Benchmarks, scripts and Terraform tests do not import each other.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
