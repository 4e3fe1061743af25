import type { ContainerConfig } from './container-config.ts';

/** What a change of a container's configuration changes at once, also while it runs. */
export const liveSettings = ['routes', 'onStop', 'cpus', 'memoryMb', 'ports'] as const;

/** A container's settings that change at once. */
export type LiveSettings = Pick<ContainerConfig, (typeof liveSettings)[number]>;
