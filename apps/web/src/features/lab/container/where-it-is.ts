import type { Lab } from '../workspace/lab-changes.ts';

/** Whether it is worth saying on which host a container is: the lab has containers on more than one. */
export function isOnSeveralHosts({ containers }: Pick<Lab, 'containers'>): boolean {
  return new Set(containers.flatMap(({ host }) => host?.id ?? [])).size > 1;
}
