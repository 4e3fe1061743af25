import type { ContainerConfig, StoredContent } from './container-config.ts';
import { overQuota } from '../edit-error.ts';
import type { Lab } from '../lab.ts';
import { mostStoredBytes } from '../stored-limits.ts';

type Configs = readonly { readonly config: ContainerConfig | null }[];

/** The stored contents that files of containers refer to, each once. */
export function storedContents(containers: Configs): readonly StoredContent[] {
  const found = containers.flatMap(({ config }) =>
    (config?.files ?? []).flatMap(({ stored }) => stored ?? []),
  );
  return [...new Map(found.map((stored) => [stored.sha256, stored])).values()];
}

/** The bytes of the stored contents of a lab. One that several files have counts once. */
export function storedBytes({ containers }: Pick<Lab, 'containers'>): number {
  return storedContents(containers).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Why a lab may not have the stored contents that it has after an edit; null if it may, or had as many before. */
export function refuseStored(before: Pick<Lab, 'containers'>, after: Pick<Lab, 'containers'>) {
  const [had, has] = [storedBytes(before), storedBytes(after)];
  return has > mostStoredBytes && has > had
    ? overQuota('bytes of stored files in its containers', mostStoredBytes, had)
    : null;
}
