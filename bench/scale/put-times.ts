import { hostEventTypes, type ObservationsReported } from '@pineapple/contracts';
import type { HostEvent } from '@pineapple/host-agent/parts';

/** Identifies one phase of one container, both where it is put on the bus and where it is received. */
export function phaseKey(containerId: string, phase: string, at: string): string {
  return `${containerId} ${phase} ${at}`;
}

/** When each phase of each container was first put on the bus: milliseconds since 1970, with fractions. */
export type PutTimes = readonly (readonly [key: string, at: number])[];

export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Records when phases are put on the bus. A report holds all phases of its container, so only new ones count. */
export class PutClock {
  readonly #last = new Map<string, string>();
  #times: [string, number][] = [];

  note(events: readonly HostEvent[]): void {
    const at = now();
    for (const { detailType, detail } of events) {
      if (detailType !== hostEventTypes.observations) continue;
      for (const report of (detail as ObservationsReported).observations) {
        if (report.kind !== 'container') continue;
        const keys = report.phases.map((entry) => phaseKey(report.containerId, entry.phase, entry.at));
        const known = keys.lastIndexOf(this.#last.get(report.containerId) ?? '');
        for (const key of keys.slice(known + 1)) this.#times.push([key, at]);
        this.#last.set(report.containerId, keys.at(-1) ?? '');
      }
    }
  }

  take(): PutTimes {
    const taken = this.#times;
    this.#times = [];
    return taken;
  }
}
