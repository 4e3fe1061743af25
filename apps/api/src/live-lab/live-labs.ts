import type { LabMessage } from '@pineapple/contracts';
import { parseId } from '@pineapple/core';
import { type EventBus, topics } from '@pineapple/event-bus';
import type { ApplyStore, LabStore, ObservationStore } from '@pineapple/store';
import type { Logger } from 'pino';
import type { LabEnvironment } from './lab-snapshot.ts';
import { type LabReader, LiveLab } from './live-lab.ts';

/** How long a live lab without listeners is kept after its last use. */
const idleMs = 60_000;

interface LiveLabsOptions {
  readonly bus: EventBus;
  readonly labs: LabStore;
  readonly observations: ObservationStore;
  readonly applies: ApplyStore;
  readonly environment: LabEnvironment;
  readonly logger: Logger;
}

interface Opened {
  readonly liveLab: LiveLab;
  readonly deliver: (message: LabMessage) => void;
  /** Ends the subscription to the bus; null when the bus was down when the lab was opened. */
  stop: (() => Promise<void>) | null;
  usedAt: number;
}

/** The live labs of this process. They are opened on first use and dropped when idle. */
export class LiveLabs {
  readonly #options: LiveLabsOptions;
  readonly #reader: LabReader;
  readonly #opened = new Map<string, Opened>();
  readonly #opening = new Map<string, Promise<LiveLab | null>>();
  readonly #stopReconnect: () => void;
  readonly #sweeper: NodeJS.Timeout;
  /** How many catch-ups run. Until they end, live labs may miss changes from while the bus was down. */
  #catchingUp = 0;

  constructor(options: LiveLabsOptions) {
    this.#options = options;
    const { bus, labs, observations, applies, logger } = options;
    this.#reader = {
      readLab: (labId) => labs.get(labId, { consistent: true }),
      readObservations: (labId) => observations.listByLab(labId),
      readApply: (labId, applyId) => applies.get(labId, applyId),
      failed: (error, labId) => logger.error({ err: error, labId }, 'could not read a live lab again'),
    };
    this.#stopReconnect = bus.onReconnect(() => void this.#catchUp());
    this.#sweeper = setInterval(() => this.#dropIdle(), idleMs / 2).unref();
  }

  /** The live lab, if it is open and known to be current. */
  peek(labId: string): LiveLab | null {
    const opened = this.#use(labId);
    return opened !== null && this.#isCurrent(opened) ? opened.liveLab : null;
  }

  /**
   * Opens a lab; null when it does not exist. A deleted lab exists until its host has removed it. While the bus is down,
   * each call reads the lab again, which also notifies its listeners. They catch up when the bus is back.
   */
  async open(labId: string): Promise<LiveLab | null> {
    const opened = this.#use(labId);
    if (opened !== null) {
      if (!this.#isCurrent(opened)) await this.#catchUpOne(opened);
      return opened.liveLab;
    }
    // Clients choose this text. The table refuses keys over 2,048 bytes, and it holds other rows than labs.
    if (parseId(labId)?.kind !== 'lab') return null;
    const opening = this.#opening.get(labId);
    if (opening !== undefined) return opening;
    const promise = this.#open(labId).finally(() => this.#opening.delete(labId));
    this.#opening.set(labId, promise);
    return promise;
  }

  #isCurrent({ stop }: Opened): boolean {
    return stop !== null && !this.#options.bus.interrupted && this.#catchingUp === 0;
  }

  #use(labId: string): Opened | null {
    const opened = this.#opened.get(labId);
    if (opened === undefined) return null;
    opened.usedAt = Date.now();
    return opened;
  }

  async #open(labId: string): Promise<LiveLab | null> {
    // An id that does not exist must not cost a subscription.
    if ((await this.#reader.readLab(labId)) === null) return null;
    const early: LabMessage[] = [];
    let deliver = (message: LabMessage): void => void early.push(message);
    const stop = await this.#subscribe(labId, (message) => deliver(message));
    try {
      const [lab, rows] = await Promise.all([
        this.#reader.readLab(labId),
        this.#reader.readObservations(labId),
      ]);
      if (lab === null) {
        await stop?.();
        return null;
      }
      const liveLab = new LiveLab(lab, rows, this.#options.environment, this.#reader);
      for (const message of early) liveLab.receive(message);
      deliver = (message) => liveLab.receive(message);
      const opened: Opened = { liveLab, deliver, stop, usedAt: Date.now() };
      this.#opened.set(labId, opened);
      // The bus may have come back in the meantime.
      if (stop === null && !this.#options.bus.interrupted) await this.#catchUpOne(opened);
      return liveLab;
    } catch (error) {
      await stop?.();
      throw error;
    }
  }

  /** Null while the bus is down: the lab can still be read. */
  async #subscribe(
    labId: string,
    deliver: (message: LabMessage) => void,
  ): Promise<(() => Promise<void>) | null> {
    const { bus } = this.#options;
    if (bus.interrupted) return null;
    try {
      return await bus.subscribe(topics.lab(labId), deliver);
    } catch (error) {
      if (bus.interrupted) return null;
      throw error;
    }
  }

  /** Subscribes if that failed before, then reads what was missed. */
  async #catchUpOne(opened: Opened): Promise<void> {
    const { liveLab, deliver } = opened;
    if (opened.stop === null) {
      const stop = await this.#subscribe(liveLab.labId, deliver);
      // It may have been dropped, or subscribed by another call, in the meantime.
      if (opened.stop === null && this.#opened.get(liveLab.labId) === opened) opened.stop = stop;
      else await stop?.();
    }
    await liveLab.refresh();
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    this.#stopReconnect();
    const all = [...this.#opened.values()];
    this.#opened.clear();
    await Promise.allSettled(all.map(({ stop }) => stop?.()));
  }

  async #catchUp(): Promise<void> {
    this.#catchingUp += 1;
    for (const opened of [...this.#opened.values()]) {
      await this.#catchUpOne(opened).catch((error: unknown) =>
        this.#reader.failed(error, opened.liveLab.labId),
      );
    }
    this.#catchingUp -= 1;
  }

  #dropIdle(): void {
    for (const [labId, { liveLab, stop, usedAt }] of this.#opened) {
      if (liveLab.watched || Date.now() - usedAt < idleMs) continue;
      this.#opened.delete(labId);
      stop?.().catch((error: unknown) => this.#reader.failed(error, labId));
    }
  }
}
