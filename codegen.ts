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
        resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
        mapperTypeSuffix: 'Model',
        mappers: {
          User: '../../modules/account/user-model.ts#UserModel',
          ApiToken: '../../modules/account/api-token-model.ts#ApiTokenModel',
          Session: '../../modules/account/session-model.ts#SessionModel',
          LabTemplate: '../../modules/template/template-model.ts#TemplateModel',
          Lab: '../../realtime/lab-snapshot.ts#LabSnapshot',
          Apply: '../../modules/lab/apply-model.ts#ApplyModel',
          Network: '../../modules/network/network-model.ts#NetworkModel',
          Container: '../../modules/container/container-model.ts#ContainerModel',
          Interface: '../../modules/container/interface-model.ts#InterfaceModel',
          ContainerReadiness: '../../modules/container/readiness-model.ts#ReadinessModel',
          Image: '../../modules/image/catalogue.ts#ImageModel',
          Host: '../../modules/host/host-model.ts#HostModel',
          LabHost: '../../modules/host/lab-host-model.ts#LabHostModel',
        },
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
