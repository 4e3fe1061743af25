import { homedir } from 'node:os';
import { z } from 'zod';

/** A machine managed by Systems Manager; its commands run as processes of this machine. */
export const managedInstance = z.strictObject({
  instanceId: z
    .string()
    .regex(
      /^(?:i-[0-9a-f]{8,17}|mi-[0-9a-f]{17})$/,
      'must be i- or mi- and hexadecimal digits (mi-: 17 of them)',
    ),
  name: z.string().optional(),
  tags: z.record(z.string(), z.string()).default({}),
  /** Extra environment of every command. */
  env: z.record(z.string(), z.string()).default({}),
  /** PATH of every command. */
  path: z.string().default('/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'),
});

export type ManagedInstance = z.infer<typeof managedInstance>;
export type ManagedInstanceInput = z.input<typeof managedInstance>;

export interface InstanceState {
  readonly instance: ManagedInstance;
  readonly online: boolean;
  readonly registeredAt: string;
  readonly lastPingAt: string;
}

/** All instances. They last as long as the process and are not stored. */
export class Instances {
  readonly #states = new Map<string, InstanceState>();

  register(instance: ManagedInstance): void {
    const now = new Date().toISOString();
    this.#states.set(instance.instanceId, { instance, online: true, registeredAt: now, lastPingAt: now });
  }

  setOnline(instanceId: string, online: boolean): void {
    const state = this.#states.get(instanceId);
    if (!state) throw new Error(`There is no instance ${instanceId}; register it first.`);
    this.#states.set(instanceId, { ...state, online, lastPingAt: new Date().toISOString() });
  }

  get(instanceId: string): InstanceState | null {
    return this.#states.get(instanceId) ?? null;
  }

  list(): InstanceState[] {
    return [...this.#states.values()];
  }

  /** Instances that have one of the values under a key: `tag:<name>` or `InstanceIds`. */
  matching(key: string, values: readonly string[]): InstanceState[] {
    return this.list().filter(({ instance }) => {
      const own = key.startsWith('tag:')
        ? instance.tags[key.slice(4)]
        : key === 'InstanceIds'
          ? instance.instanceId
          : undefined;
      return own !== undefined && values.includes(own);
    });
  }
}

/** A command's whole environment. Nothing of the local AWS's own environment is inherited. */
export function commandEnvironment({ env, path }: ManagedInstance): Record<string, string> {
  return { PATH: path, HOME: homedir(), LANG: 'C.UTF-8', ...env };
}
