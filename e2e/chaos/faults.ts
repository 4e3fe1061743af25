import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Product, statFields } from '@pineapple/launcher';
import type { SeededRandom } from './seeded-random.ts';

export const targets = ['api', 'agent', 'dockerd', 'containerd'] as const;
export type Target = (typeof targets)[number];

export interface Fault {
  readonly target: Target;
  readonly kind: 'kill' | 'stop';
  /** When the fault was over: at the kill, or when the process could go on. In milliseconds of `performance.now()`. */
  readonly overAt: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly words: readonly string[];
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const parent = Number(statFields(`/proc/${name}/stat`)[1]);
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      return [{ pid: Number(name), parent, words }];
    } catch {
      return [];
    }
  });
}

/** The process of a part of the product; undefined while it does not run, or if it is not the product's own. */
export function pidOf(product: Product, target: Target): number | undefined {
  if (target === 'api' || target === 'agent') return product.processes[target].pid;
  const all = processes();
  const isDockerd = ({ words }: Process): boolean =>
    basename(words[0] ?? '') === 'dockerd' && words.includes(product.dockerHost);
  const dockerd = all.find(isDockerd);
  if (target === 'dockerd' || dockerd === undefined) return dockerd?.pid;
  const socket = dockerd.words[dockerd.words.indexOf('--containerd') + 1] ?? '';
  const isContainerd = ({ words }: Process): boolean =>
    basename(words[0] ?? '') === 'containerd' && words.some((word) => dirname(word) === dirname(socket));
  return all.find(isContainerd)?.pid;
}

/** Kills a process, or stops it for a while, after a random wait. Null if it does not run. */
export async function strike(product: Product, target: Target, random: SeededRandom): Promise<Fault | null> {
  const kind = random.below(3) === 0 ? 'stop' : 'kill';
  const [wait, pause] = [random.below(800), 200 + random.below(3000)];
  await setTimeout(wait);
  const pid = pidOf(product, target);
  if (pid === undefined) return null;
  if (kind === 'kill') {
    process.kill(pid, 'SIGKILL');
    return { target, kind, overAt: performance.now() };
  }
  process.kill(pid, 'SIGSTOP');
  try {
    await setTimeout(pause);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  return { target, kind, overAt: performance.now() };
}
