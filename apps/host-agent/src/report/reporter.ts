import { hostEventSource, hostEventTypes, type HostReported, type LabRemoved } from '@pineapple/contracts';
import type { Observation } from '@pineapple/core';
import type { Logger } from 'pino';
import { backoff } from '../system/backoff.ts';
import type { Sequence } from './sequence.ts';

/** An observation before the reporter has numbered it. */
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

/** Brings events to the bus, or throws. */
export type PutHostEvents = (events: readonly HostEvent[]) => Promise<void>;

/** Size of the reports in one event; 256 kB are the most that EventBridge takes, all together. */
const mostBytes = 128 * 1024;
const mostEventsAtOnce = 10;

/**
 * Phases that the next, or the same of another network, follows within milliseconds. Their reports wait that long for
 * company, which spares the control plane most of the work while a lab comes up; whatever else is reported takes them
 * along.
 */
const passing: ReadonlySet<string> = new Set(['ACTIVE', 'CREATED', 'CONNECTED', 'RUNNING']);
const gatherMs = 50;
/**
 * While many steps wait for their turn, requests are at least so far apart: each one takes time from the steps. Phases
 * in passing alone are worth one half as often.
 */
const busyIntervalMs = 250;
const busyPassingIntervalMs = 500;

export interface ReporterOptions {
  readonly hostId: string;
  readonly put: PutHostEvents;
  /** Whether more work waits than the host does at once, so that more reports are sure to come. */
  readonly busy: () => boolean;
  readonly sequence: Sequence;
  readonly log: Logger;
}

/**
 * Tells the control plane what it should know, at once but for phases in passing and while the host is busy: one
 * request is under way, and what gathers meanwhile goes in the next. Of each container and network only the latest
 * report waits, and each holds all phases, so an unreachable bus costs neither memory nor history.
 */
export class Reporter {
  readonly #options: ReporterOptions;
  readonly #observations = new Map<string, Observation>();
  readonly #removedLabs = new Map<string, LabRemoved>();
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

  /** Reports a container or network; nothing is sent where nothing changed since the last time, unless forced. */
  observe(report: Report, force = false): void {
    const id = report.kind === 'container' ? report.containerId : report.networkId;
    const text = JSON.stringify(report);
    if (!force && this.#sent.get(id) === text) return;
    if (report.phase === 'DELETED') this.#sent.delete(id);
    else this.#sent.set(id, text);
    this.#observations.delete(id);
    this.#observations.set(id, { ...report, sequence: this.#options.sequence.next() });
    this.#wakeWithin(this.#patience(report.phase));
  }

  /** Reports on the host itself. */
  host(report: Omit<HostReported, 'sequence' | 'hostId'>): void {
    const { hostId, sequence } = this.#options;
    this.#host = { ...report, hostId, sequence: sequence.next() };
    this.#wake();
  }

  /** Reports that nothing of a lab is left. */
  labRemoved(labId: string, revision: number): void {
    const { hostId, sequence } = this.#options;
    this.#removedLabs.set(labId, { hostId, labId, revision, sequence: sequence.next() });
    this.#wake();
  }

  /** Resolves when everything reported so far is sent, or the time is up. */
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

  /** For how many milliseconds a report of this phase may wait for company. */
  #patience(phase: string): number {
    const inPassing = passing.has(phase);
    const sinceLast = performance.now() - this.#lastSent;
    const interval = inPassing ? busyPassingIntervalMs : busyIntervalMs;
    const untilNext = this.#options.busy() && phase !== 'FAILED' ? interval - sinceLast : 0;
    return Math.max(untilNext, inPassing ? gatherMs : 0);
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
    // In the next turn, so that what one event of Docker's causes goes out together.
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
        this.#options.log.warn({ err: error }, 'reports could not be sent; trying again');
        await delays.wait();
      }
    }
    this.#sending = null;
  }

  #waiting(): boolean {
    return this.#observations.size > 0 || this.#removedLabs.size > 0 || this.#host !== null;
  }

  #take(): { events: HostEvent[]; putBack: () => void } {
    const host = this.#host;
    const observations = this.#oldest();
    const removed = [...this.#removedLabs].slice(0, mostEventsAtOnce - 2);
    this.#host = null;
    for (const [id] of observations) this.#observations.delete(id);
    for (const [id] of removed) this.#removedLabs.delete(id);
    const { hostId } = this.#options;
    const source = hostEventSource;
    const events: HostEvent[] = [];
    if (host) events.push({ source, detailType: hostEventTypes.host, detail: host });
    if (observations.length > 0) {
      const detail = { hostId, observations: observations.map(([, observation]) => observation) };
      events.push({ source, detailType: hostEventTypes.observations, detail });
    }
    for (const [, detail] of removed) events.push({ source, detailType: hostEventTypes.labRemoved, detail });
    return { events, putBack: () => this.#putBack(host, observations, removed) };
  }

  /** As many of those that wait as one event may hold, oldest first; one at least. */
  #oldest(): (readonly [string, Observation])[] {
    const taken: (readonly [string, Observation])[] = [];
    let bytes = 0;
    for (const entry of this.#observations) {
      bytes += Buffer.byteLength(JSON.stringify(entry[1]));
      if (bytes > mostBytes && taken.length > 0) break;
      taken.push(entry);
    }
    return taken;
  }

  /** What could not be sent waits again, unless something newer took its place. */
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
