import { readdir } from 'node:fs/promises';
import { hostWideSettings } from '../network/kernel/host-wide-settings.ts';

/** What Docker makes read-only in every container, without /proc/sys. */
const others = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sysrq-trigger'];

/**
 * The paths that are read-only in a container: all that Docker protects but /proc/sys/net, which belongs to the
 * container's own network namespace.
 */
export async function readonlyPaths(): Promise<readonly string[]> {
  const children = (await readdir('/proc/sys')).filter((name) => name !== 'net');
  return [...others, ...children.map((name) => `/proc/sys/${name}`), ...hostWideSettings];
}
