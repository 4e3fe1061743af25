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
        contextType: '../../context/request-context.ts#RequestContext',
        resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
        mapperTypeSuffix: 'Model',
        mappers: {
          User: '../../identity/user-model.ts#UserModel',
          ApiToken: '../../identity/credential-models.ts#ApiTokenModel',
          Session: '../../identity/credential-models.ts#SessionModel',
          LabTemplate: '@pineapple/core#LabTemplate',
          Lab: '../../live-lab/lab-snapshot.ts#LabSnapshot',
          Apply: '../../live-lab/apply-model.ts#ApplyModel',
          Network: '../../live-lab/lab-snapshot.ts#NetworkModel',
          Container: '../../live-lab/lab-snapshot.ts#ContainerModel',
          Annotation: '../../live-lab/lab-snapshot.ts#AnnotationModel',
          Interface: '../../live-lab/lab-snapshot.ts#InterfaceModel',
          ContainerReadiness: '../../live-lab/lab-snapshot.ts#ReadinessModel',
          Image: '../../live-lab/catalogue.ts#ImageModel',
          OwnImage: '@pineapple/store#StoredImage',
          ImageLayer: '@pineapple/host-link/protocol#ImageLayer',
          Snapshot: '@pineapple/store#StoredSnapshot',
          Host: '../../live-hosts/host-model.ts#HostModel',
          LabHost: '../../live-lab/lab-snapshot.ts#LabHostModel',
        },
      },
    },
    'apps/web/src/generated/': {
      documents: ['apps/web/src/**/documents.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { useTypeImports: true, enumsAsTypes: true, scalars },
    },
    // What programs of others use: see docs/guides/automation.md.
    'packages/client/src/generated/schema-types.ts': {
      plugins: ['typescript'],
      config: { useTypeImports: true, enumsAsTypes: true, scalars },
    },
    'packages/client/src/generated/': {
      documents: ['packages/client/src/operations.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        documentMode: 'string',
        importExtension: '.ts',
        scalars,
      },
    },
  },
};

export default config;
