import { silentHostMs } from '@pineapple/core';
import type { HostStore } from '@pineapple/store';

/** A burst of edits reads a host once. */
const cacheMs = 1_000;
/** After this, one that is asked about is read again beside the edit, so that continuous edits never wait for it. */
const renewMs = 500;

interface Known {
  /** When it was read, in milliseconds. */
  readonly at: number;
  readonly problem: Promise<string | null>;
  renewed: boolean;
}

/** Whether a host can apply an edit now. */
export class HostStatus {
  readonly #hosts: HostStore;
  readonly #clock: () => Date;
  readonly #known = new Map<string, Known>();

  constructor(hosts: HostStore, clock: () => Date) {
    this.#hosts = hosts;
    this.#clock = clock;
  }

  /** Why the host can't, for the lab's owner; null when it can. */
  async problem(hostId: string): Promise<string | null> {
    const now = this.#clock().getTime();
    const known = this.#known.get(hostId);
    if (known !== undefined && now - known.at < cacheMs) {
      if (now - known.at >= renewMs && !known.renewed) this.#renew(hostId, known, now);
      return known.problem;
    }
    const problem = this.#read(hostId, now);
    this.#known.set(hostId, { at: now, problem, renewed: false });
    problem.catch(() => this.#known.delete(hostId));
    return problem;
  }

  #renew(hostId: string, known: Known, now: number): void {
    known.renewed = true;
    const problem = this.#read(hostId, now);
    problem.then(
      () => {
        if (this.#known.get(hostId) === known) this.#known.set(hostId, { at: now, problem, renewed: false });
      },
      // The next edit reads it, and fails if that is still not possible.
      () => undefined,
    );
  }

  async #read(hostId: string, now: number): Promise<string | null> {
    const host = await this.#hosts.get(hostId);
    // A host that has never reported is still starting.
    if (host === null) return null;
    if (!host.docker.up) {
      const reason = host.docker.reason ?? 'no reason given';
      return `Docker is down on the lab's host (${reason}). Nothing was changed; try again once it is back.`;
    }
    const silent = now - Date.parse(host.at);
    if (silent <= silentHostMs) return null;
    return `The lab's host last reported ${Math.round(silent / 1000)} s ago. Nothing was changed; try again once it is back.`;
  }
}
