import { type LabTemplate, labTemplates } from '@pineapple/core';

type Container = LabTemplate['containers'][number];

export type TemplateModel = Omit<LabTemplate, 'containers'> & {
  readonly networkCount: number;
  readonly containerCount: number;
  readonly containers: readonly (Omit<Container, 'interfaces' | 'config'> & {
    readonly links: Container['interfaces'];
  })[];
};

/** Templates as they are shown before somebody chooses one. */
export const templateModels: readonly TemplateModel[] = labTemplates.map((template) => ({
  ...template,
  networkCount: template.networks.length,
  containerCount: template.containers.length,
  containers: template.containers.map(({ interfaces, config: _config, ...container }) => ({
    ...container,
    links: interfaces,
  })),
}));
