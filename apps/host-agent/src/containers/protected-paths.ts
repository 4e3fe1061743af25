import { readdir } from 'node:fs/promises';
import { hostWideSettings } from '../network/wires/container-wires.ts';

/** What Docker makes read-only in every container, without /proc/sys. */
const others = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sysrq-trigger'];

/** What shows or acts on the host's memory, timers, keys and hardware. Containers see empty ones. */
export const maskedPaths: readonly string[] = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/devices/virtual/powercap',
  '/sys/firmware',
];

/**
 * The paths that are read-only in a container: all that Docker protects but /proc/sys/net, which belongs to the
 * container's own network namespace.
 */
export async function readonlyPaths(): Promise<readonly string[]> {
  const children = (await readdir('/proc/sys')).filter((name) => name !== 'net');
  return [...others, ...children.map((name) => `/proc/sys/${name}`), ...hostWideSettings];
}
