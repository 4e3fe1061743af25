import type { LabQuery } from '../../../generated/graphql.ts';

export type Lab = NonNullable<LabQuery['lab']>;
export type Network = Lab['networks'][number];
export type Container = Lab['containers'][number];
export type Annotation = Lab['annotations'][number];
export type Readiness = Container['readiness'];

export function isOnSeveralHosts({ containers }: Pick<Lab, 'containers'>): boolean {
  return new Set(containers.flatMap(({ host }) => host?.id ?? [])).size > 1;
}
