import type { ContainerConfig } from '@pineapple/core';
import type { ContainerConfigInput } from '../../graphql/generated/schema-types.ts';

const readableByAll = 0o644;

/** A configuration as it was asked for; what was left out is as the schema says. */
export function toContainerConfig(input: ContainerConfigInput | null): ContainerConfig | null {
  if (input === null) return null;
  const files = (input.files ?? []).map(({ path, content, mode }) => ({
    path,
    content,
    mode: mode ?? readableByAll,
  }));
  return { files, defaultGateway: input.defaultGateway ?? null };
}
