import { readdirSync, readFileSync } from 'node:fs';
import type { Product } from '@pineapple/launcher';
import { pidOf } from './faults.ts';

export interface Figures {
  /** Resident memory. */
  readonly megabytes: number;
  /** Open file descriptors. */
  readonly descriptors: number;
}

function figuresOf(pid: number): Figures | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const descriptors = readdirSync(`/proc/${pid}/fd`).length;
    return { megabytes: Math.round(Number(kilobytes ?? 0) / 1024), descriptors };
  } catch {
    return null;
  }
}

/** Memory and descriptors of each process of the product that runs now. `launcher` is the process that started it. */
export function readFigures(product: Product): Map<string, Figures> {
  const pids = {
    api: product.processes.api.pid,
    agent: product.processes.agent.pid,
    'local AWS': product.processes.aws.pid,
    launcher: process.pid,
    dockerd: pidOf(product, 'dockerd'),
    containerd: pidOf(product, 'containerd'),
  };
  return new Map(
    Object.entries(pids).flatMap(([name, pid]) => {
      const figures = pid === undefined ? null : figuresOf(pid);
      return figures ? [[name, figures] as const] : [];
    }),
  );
}
