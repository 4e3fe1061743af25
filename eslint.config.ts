import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/generated/**', '.pineapple/**', '**/*.d.ts'] },
  {
    files: ['**/*.{ts,mjs,vue}'],
    extends: [js.configs.recommended, ts.configs.strict, ts.configs.stylistic],
    languageOptions: { globals: globals.nodeBuiltin },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only packages/config reads the environment.' },
      ],
    },
  },
  {
    files: [
      'packages/config/**',
      'scripts/**',
      'bench/**',
      'e2e/**',
      '**/*.config.ts',
      '**/*.test.ts',
      '**/testing/**',
      'dev/launcher/src/run/**',
      // The main program of a host's container, and the stand-in for a shell script.
      'dev/launcher/src/host-container/inside/main.ts',
      'dev/launcher/src/host-command/pineapple-host.mjs',
      'dev/test-kit/**',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['scripts/**', 'bench/**', 'e2e/take-screenshots.ts', 'apps/web/scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: ts.parser }, globals: globals.browser },
    rules: { 'vue/multi-word-component-names': 'error' },
  },
  { files: ['apps/web/src/**/*.ts'], languageOptions: { globals: globals.browser } },
  {
    files: ['schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      '@graphql-eslint/require-description': [
        'error',
        { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      '@graphql-eslint/no-hashtag-description': 'error',
      '@graphql-eslint/no-unreachable-types': 'error',
    },
  },
  prettier,
);
