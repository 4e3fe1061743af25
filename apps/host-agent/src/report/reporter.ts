import {
  type ContentsSaved,
  hostEventTypes,
  type HostReported,
  type ImageBuilt,
  type LabRemoved,
} from '@pineapple/contracts';
import type { Observation } from '@pineapple/core';
import type { Logger } from 'pino';
import { backoff } from '../system/backoff.ts';
import type { Sequence } from './sequence.ts';

/** An observation without the sequence number that the reporter adds. */
export type Report = Observation extends infer O
  ? O extends Observation
    ? Omit<O, 'sequence'>
    : never
  : never;

export interface HostEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
}

/** Puts events on the event bus. @throws Error when that fails */
export type PutHostEvents = (events: readonly HostEvent[]) => Promise<void>;

/** Size of the observations in one event. EventBridge accepts 256 kB per request. */
const maxBytes = 128 * 1024;
const maxEvents = 10;

/**
 * Phases that are usually followed by another report within a moment. They wait that long, so that the control plane
 * handles fewer requests while a lab starts, and none while a warm container becomes ready. Any other report sends them
 * along.
 */
const transientPhases: ReadonlySet<string> = new Set(['ACTIVE', 'CREATED', 'CONNECTED', 'RUNNING']);
const gatherMs = 200;
/**
 * The minimum interval between requests while steps wait, because each request slows the steps down. Transient phases
 * alone justify a request half as often.
 */
const busyIntervalMs = 250;
const busyTransientIntervalMs = 500;

interface ReporterOptions {
  readonly hostId: string;
  /** The EventBridge source of the events. */
  readonly source: string;
  readonly put: PutHostEvents;
  /** Whether steps wait, so that more reports are about to follow. */
  readonly busy: () => boolean;
  readonly sequence: Sequence;
  readonly log: Logger;
}

/**
 * Sends reports to the control plane, one request at a time; reports made meanwhile go into the next request. Transient
 * phases wait a moment, and so do all reports while the host is busy. Only the latest report of each container and
 * network is kept. It contains all phases, so an unreachable event bus costs neither memory nor history.
 */
export class Reporter {
  readonly #options: ReporterOptions;
  readonly #observations = new Map<string, Observation>();
  readonly #removedLabs = new Map<string, LabRemoved>();
  /** Ends of builds and saves, which are sent in order. */
  #ends: readonly { readonly detailType: string; readonly detail: ImageBuilt | ContentsSaved }[] = [];
  #host: HostReported | null = null;
  readonly #sent = new Map<string, string>();
  #sending: Promise<void> | null = null;
  #gathering: NodeJS.Timeout | null = null;
  #gatheringUntil = Infinity;
  #lastSent = -Infinity;
  readonly #closing = new AbortController();

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  /** Reports a container or network. @param force also if nothing changed since the last report */
  observe(report: Report, force = false): void {
    const id = report.kind === 'container' ? report.containerId : report.networkId;
    const text = JSON.stringify(report);
    if (!force && this.#sent.get(id) === text) return;
    if (report.phase === 'DELETED') this.#sent.delete(id);
    else this.#sent.set(id, text);
    this.#observations.delete(id);
    this.#observations.set(id, { ...report, sequence: this.#options.sequence.next() });
    this.#wakeWithin(this.#maxDelay(report.phase));
  }

  /** Reports on the host itself. */
  host(report: Omit<HostReported, 'sequence' | 'hostId'>): void {
    const { hostId, sequence } = this.#options;
    this.#host = { ...report, hostId, sequence: sequence.next() };
    this.#wake();
  }

  /** Reports that a lab is completely removed. */
  labRemoved(labId: string, revision: number): void {
    const { hostId, sequence } = this.#options;
    this.#removedLabs.set(labId, { hostId, labId, revision, sequence: sequence.next() });
    this.#wake();
  }

  /** Reports the end of a build. */
  imageBuilt(built: Omit<ImageBuilt, 'hostId'>): void {
    this.#end(hostEventTypes.imageBuilt, { ...built, hostId: this.#options.hostId });
  }

  /** Reports what became of a container of a snapshot. */
  contentsSaved(saved: Omit<ContentsSaved, 'hostId'>): void {
    this.#end(hostEventTypes.contentsSaved, { ...saved, hostId: this.#options.hostId });
  }

  #end(detailType: string, detail: ImageBuilt | ContentsSaved): void {
    this.#ends = [...this.#ends, { detailType, detail }];
    this.#wake();
  }

  /** Resolves once everything reported so far is sent, or after the timeout. */
  async drained(timeoutMs: number): Promise<void> {
    if (this.#gathering !== null) this.#wake();
    const timeout = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => timeout.resolve(undefined), timeoutMs);
    await Promise.race([this.#sending ?? Promise.resolve(), timeout.promise]);
    clearTimeout(timer);
  }

  close(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#closing.abort();
  }

  /** How long a report of this phase may wait for others, in milliseconds. */
  #maxDelay(phase: string): number {
    const isTransient = transientPhases.has(phase);
    const sinceLast = performance.now() - this.#lastSent;
    const interval = isTransient ? busyTransientIntervalMs : busyIntervalMs;
    const untilNext = this.#options.busy() && phase !== 'FAILED' ? interval - sinceLast : 0;
    return Math.max(untilNext, isTransient ? gatherMs : 0);
  }

  #wakeWithin(ms: number): void {
    if (ms === 0) return this.#wake();
    const at = performance.now() + ms;
    if (at >= this.#gatheringUntil) return;
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#gatheringUntil = at;
    this.#gathering = setTimeout(() => this.#wake(), ms);
  }

  #wake(): void {
    if (this.#gathering !== null) clearTimeout(this.#gathering);
    this.#gathering = null;
    this.#gatheringUntil = Infinity;
    // In the next microtask, so that all reports that follow from one Docker event go out together.
    this.#sending ??= Promise.resolve().then(() => this.#send());
  }

  async #send(): Promise<void> {
    const delays = backoff(200, 15_000, this.#closing.signal);
    while (this.#waiting() && !this.#closing.signal.aborted) {
      const batch = this.#take();
      this.#lastSent = performance.now();
      try {
        await this.#options.put(batch.events);
        delays.reset();
      } catch (error) {
        batch.putBack();
        this.#options.log.warn({ err: error }, 'could not send reports; trying again');
        await delays.wait();
      }
    }
    this.#sending = null;
  }

  #waiting(): boolean {
    const few = this.#observations.size + this.#removedLabs.size + this.#ends.length;
    return few > 0 || this.#host !== null;
  }

  #take(): { events: HostEvent[]; putBack: () => void } {
    const host = this.#host;
    const observations = this.#oldest();
    const removed = [...this.#removedLabs].slice(0, maxEvents / 2 - 1);
    const ends = this.#ends.slice(0, maxEvents / 2 - 1);
    this.#ends = this.#ends.slice(ends.length);
    this.#host = null;
    for (const [id] of observations) this.#observations.delete(id);
    for (const [id] of removed) this.#removedLabs.delete(id);
    const { hostId, source } = this.#options;
    const events: HostEvent[] = [];
    if (host) events.push({ source, detailType: hostEventTypes.host, detail: host });
    if (observations.length > 0) {
      const detail = { hostId, observations: observations.map(([, observation]) => observation) };
      events.push({ source, detailType: hostEventTypes.observations, detail });
    }
    for (const [, detail] of removed) events.push({ source, detailType: hostEventTypes.labRemoved, detail });
    for (const end of ends) events.push({ source, ...end });
    const putBack = (): void => {
      this.#putBack(host, observations, removed);
      this.#ends = [...ends, ...this.#ends];
    };
    return { events, putBack };
  }

  /** The oldest waiting observations: as many as fit into one event, and at least one. */
  #oldest(): (readonly [string, Observation])[] {
    const taken: (readonly [string, Observation])[] = [];
    let bytes = 0;
    for (const entry of this.#observations) {
      bytes += Buffer.byteLength(JSON.stringify(entry[1]));
      if (bytes > maxBytes && taken.length > 0) break;
      taken.push(entry);
    }
    return taken;
  }

  /** Queues what could not be sent, unless there is a newer report. */
  #putBack(
    host: HostReported | null,
    observations: readonly (readonly [string, Observation])[],
    removed: readonly (readonly [string, LabRemoved])[],
  ): void {
    this.#host ??= host;
    for (const [id, one] of observations) if (!this.#observations.has(id)) this.#observations.set(id, one);
    for (const [id, one] of removed) if (!this.#removedLabs.has(id)) this.#removedLabs.set(id, one);
  }
}
