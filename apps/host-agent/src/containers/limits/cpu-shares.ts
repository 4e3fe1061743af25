import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { LabState } from '../../state/lab-state.ts';
import type { ControlGroups } from '../../system/control-groups.ts';

/** What a container that is alone in its lab gets, in the units of each version of control groups. */
const wholeShares = 1024;
const wholeWeight = 100;

interface Share {
  readonly groups: ControlGroups;
  /** Among how many containers its lab's share is divided. */
  among: number;
}

/**
 * Divides the processors among labs, not among containers: a lab with twenty busy containers gets no more than one with
 * a single busy container. A container that starts has Docker's share, which is a whole lab's, until its program runs.
 */
export class CpuShares {
  readonly #log: Logger;
  /** By Docker's id. */
  readonly #shares = new Map<string, Share>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Sets the share of a container that was started. */
  async started(state: LabState, key: string, groups: ControlGroups): Promise<void> {
    const share: Share = { groups, among: containersOn(state) };
    this.#shares.set(key, share);
    await this.#set(key, share);
  }

  /** Divides a lab's share again if it has more or fewer containers than before. */
  async refresh(state: LabState): Promise<void> {
    const among = containersOn(state);
    const changed = [...state.trackers.values()].flatMap(({ key }) => {
      const share = key === null ? undefined : this.#shares.get(key);
      return key !== null && share && share.among !== among ? [{ key, share }] : [];
    });
    await Promise.all(
      changed.map(async ({ key, share }) => {
        share.among = among;
        await this.#set(key, share);
      }),
    );
  }

  /** A container is gone. */
  forget(key: string): void {
    this.#shares.delete(key);
  }

  async #set(key: string, { groups, among }: Share): Promise<void> {
    const [file, whole] =
      groups.version === 2
        ? [join(groups.path, 'cpu.weight'), wholeWeight]
        : [join(groups.cpu, 'cpu.shares'), wholeShares];
    try {
      // The kernel's least is 1 or 2.
      await writeFile(file, String(Math.max(2, Math.round(whole / among))));
    } catch (error) {
      // The container has ended, or its engine gives it no such controller.
      this.#log.debug({ err: error, key }, "could not set a container's share of the processors");
    }
  }
}

function containersOn({ desired }: LabState): number {
  return Math.max(1, desired.containers.filter(({ power }) => power === 'on').length);
}
