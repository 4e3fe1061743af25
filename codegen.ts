import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = { DateTime: 'string', CIDR: 'string', IPAddress: 'string' };

const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'apps/api/src/graphql/generated/schema-types.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars,
        contextType: '../../context.ts#RequestContext',
        mapperTypeSuffix: 'Model',
        mappers: {},
      },
    },
    'apps/web/src/generated/': {
      documents: ['apps/web/src/**/documents.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { useTypeImports: true, enumsAsTypes: true, scalars },
    },
  },
};

export default config;
