const layer = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** Imports point one way: core ← contracts ← store, aws, event-bus ← functions, apps. */
export default {
  forbidden: [
    layer(
      'no-cycles',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      'Two files that run each other are one idea or three. Types may refer to each other.',
    ),
    layer(
      'core-is-pure',
      { path: '^packages/core/src', pathNot: '\\.test\\.ts$' },
      { path: ['^packages/(?!core)', '^apps/', '^lambda-functions/'], dependencyTypesNot: ['npm'] },
      'The domain knows nothing of the rest.',
    ),
    layer(
      'core-does-no-io',
      { path: '^packages/core/src', pathNot: '\\.test\\.ts$' },
      { dependencyTypes: ['core'] },
      'The domain uses nothing of Node.',
    ),
    layer(
      'contracts-know-only-core',
      { path: '^packages/contracts/src' },
      { path: ['^packages/(?!core|contracts)', '^apps/', '^lambda-functions/'] },
      'Messages depend on the domain alone.',
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
      'packages-know-no-app',
      { path: '^packages/' },
      { path: ['^apps/', '^lambda-functions/'] },
      'What is shared does not know who shares it.',
    ),
    layer(
      'functions-stand-alone',
      { path: '^lambda-functions/([^/]+)/' },
      { path: ['^apps/', '^lambda-functions/'], pathNot: '^lambda-functions/$1/' },
      'No function imports another, or an app.',
    ),
    layer(
      'apps-stand-alone',
      { path: '^apps/([^/]+)/' },
      { path: ['^apps/', '^lambda-functions/'], pathNot: '^apps/$1/' },
      'Apps speak over the wire.',
    ),
    layer(
      'web-knows-only-what-runs-in-a-browser',
      { path: '^apps/web/src' },
      { path: '^packages/(?!core/|host-link/src/terminal/)' },
      'The pages know the domain, the terminal protocol and their generated types.',
    ),
    layer(
      'web-client-is-the-lowest-layer',
      { path: '^apps/web/src/client/' },
      { path: '^apps/web/src/(?!client/|generated/)' },
      'The API client knows no page.',
    ),
    layer(
      'web-ui-knows-no-feature',
      { path: '^apps/web/src/ui/' },
      { path: '^apps/web/src/(?!ui/|client/|generated/)' },
      'Shared components work in every feature.',
    ),
    layer(
      'web-terminal-knows-no-feature',
      { path: '^apps/web/src/terminal/' },
      { path: '^apps/web/src/(?!terminal/|ui/|client/|generated/)' },
      'The dock shows panes of any container.',
    ),
    layer(
      'web-features-do-not-know-the-shell',
      { path: '^apps/web/src/features/' },
      { path: '^apps/web/src/(shell/|main\\.ts)' },
      'The shell routes to features, not the other way round.',
    ),
    layer(
      'only-the-web-client-knows-apollo',
      { path: '^apps/web/src/', pathNot: '^apps/web/src/client/' },
      { path: '(@apollo/|@vue/apollo-composable)' },
      'Replacing Apollo must change client/ alone.',
    ),
    layer(
      'stand-ins-stay-out-of-the-product',
      {
        path: ['^apps/', '^lambda-functions/', '^packages/'],
        pathNot: ['\\.test\\.ts$', '/testing/'],
      },
      { path: '^dev/' },
      'The product never imports the workshop.',
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
