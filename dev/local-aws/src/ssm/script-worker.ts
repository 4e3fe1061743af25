import { type RunningScript, type ScriptEnd, type ScriptOptions, startScript } from './run-script.ts';
import type { ScriptStep } from './script-steps.ts';

/** To the worker. */
export type WorkerOrder =
  | {
      readonly type: 'start';
      readonly id: number;
      readonly step: ScriptStep;
      readonly options: ScriptOptions;
    }
  | { readonly type: 'kill'; readonly id: number };

/** From the worker: each script starts once and ends once, or is refused. */
export type WorkerNews =
  | { readonly type: 'refused'; readonly id: number; readonly reason: string }
  | { readonly type: 'started'; readonly id: number; readonly pid: number | null }
  | { readonly type: 'ended'; readonly id: number; readonly end: ScriptEnd };

/**
 * A process of its own that starts scripts, as Systems Manager's agent has one. When a process starts a program, the
 * kernel first copies its page tables, and those of the local AWS take longer than the script.
 */
const running = new Map<number, RunningScript>();
const tell = (news: WorkerNews): void => void process.send?.(news);

process.on('message', (order: WorkerOrder) => {
  if (order.type === 'kill') {
    running.get(order.id)?.kill();
    return;
  }
  const { id } = order;
  let script: RunningScript;
  try {
    script = startScript(order.step, order.options);
  } catch (error) {
    tell({ type: 'refused', id, reason: String(error) });
    return;
  }
  running.set(id, script);
  tell({ type: 'started', id, pid: script.pid });
  void script.ended.then((end) => {
    running.delete(id);
    tell({ type: 'ended', id, end });
  });
});

// The local AWS has ended.
process.on('disconnect', () => {
  for (const script of running.values()) script.kill();
  process.exit();
});
// Ctrl-C reaches it too, and the local AWS decides.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
