import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ReachCell } from '@pineapple/host-link/protocol';
import { staticProgram } from '../../system/static-program.ts';
import { type Probe, type ProbePace, probeInput } from './plan-probes.ts';
import { ProbeTally } from './probe-tally.ts';

interface RunProbesOptions {
  readonly probes: readonly Probe[];
  /** Null for pings. */
  readonly port: number | null;
  readonly pace: ProbePace;
  /** After how long it tells how the cells are that may still change; null for never. */
  readonly earlyMs: number | null;
  readonly signal: AbortSignal;
  /** Called with each cell once it can't change any more, and once before that if that takes longer than `earlyMs`. */
  readonly onCell: (cell: ReachCell) => void;
}

/** Sends all probes at once. Resolves when each has its cell. @throws Error when the program fails or was aborted */
export async function runProbes({
  probes,
  port,
  pace,
  earlyMs,
  signal,
  onCell,
}: RunProbesOptions): Promise<void> {
  if (probes.length === 0) return;
  const child = spawn(await staticProgram('probe'), [], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    signal,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code));
  });
  ended.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  child.stdin.end(probeInput(probes, pace, port));
  const open = new Map(
    probes.map((probe, index) => [index, { probe, tally: new ProbeTally(pace.attempts) }]),
  );
  const tell = (index: number, pending: boolean): void => {
    const one = open.get(index);
    if (!one) return;
    const { from, to, address } = one.probe;
    onCell({ from, to: to.containerId, name: to.name, address, ...one.tally.result(), pending });
  };
  const close = (index: number): void => {
    tell(index, false);
    open.delete(index);
  };
  const early = (): void => [...open.keys()].forEach((index) => tell(index, true));
  const timer = earlyMs === null ? undefined : setTimeout(early, earlyMs);
  let isComplete = false;
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'end') isComplete = true;
      const [job, , ...words] = line.split(' ');
      const each = open.get(Number(job));
      each?.tally.add(words);
      if (each?.tally.isFinal) close(Number(job));
    }
  } finally {
    clearTimeout(timer);
  }
  const code = await ended;
  if (!isComplete) throw new Error(`The probe program ended with ${code ?? 'a signal'} before it was done.`);
  for (const index of [...open.keys()]) close(index);
}
