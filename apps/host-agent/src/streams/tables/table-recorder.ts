import { setTimeout as delay } from 'node:timers/promises';
import {
  emptyTables,
  mapTables,
  type NetworkTables,
  recordChange,
  type TableName,
  type TableRecord,
  type TableState,
  tableNames,
  wholeRecord,
} from '@pineapple/core';
import type { Logger } from 'pino';
import { AskClock } from './ask-clock.ts';
import { everything, NetlinkMonitor } from './netlink-monitor.ts';
import type { TablePart } from './netlink-messages.ts';
import type { ContainerRun } from './read-container-tables.ts';

interface RecorderOptions {
  readonly containerId: string;
  /** The present run of the container; null while it does not run. */
  readonly openRun: () => Promise<ContainerRun | null>;
  readonly read: (run: ContainerRun, parts: ReadonlySet<TablePart>) => Promise<Partial<NetworkTables>>;
  readonly onRecord: (record: TableRecord) => void;
  /** Whether its sessions are worth asking for without a change: it is watched, and has a routing daemon. */
  readonly followsSessions: (run: ContainerRun) => Promise<boolean>;
  /** Whether a viewer sees how much its packet filters count. */
  readonly followsCounters: () => boolean;
  readonly log: Logger;
}

/** Changes that come together, such as those of a link that goes down, make one record. */
const gatherMs = 30;
/** The least time between two readings while changes keep coming. */
const restMs = 200;
/** Before a monitor that ended by itself is started again: at first, and at most. */
const restartMs = { first: 1_000, most: 60_000 };

/** The rows of each table that are kept. Together they fit into a line of a stream. */
const mostRows: Readonly<Record<TableName, number>> = {
  interfaces: 250,
  addresses: 250,
  routes: 2_000,
  neighbours: 250,
  fdb: 250,
  sessions: 250,
  filters: 250,
};

const sessionsOnly: ReadonlySet<TablePart> = new Set(['sessions']);
const filtersOnly: ReadonlySet<TablePart> = new Set(['filters']);
/** When sessions, and counters of packet filters, are asked for without a change. */
const sessionTimes = { first: 2_000, most: 30_000 };
const counterTimes = { first: 2_000, most: 10_000 };

/** A reading rests for this many times its own duration: large tables that change all the time take a share of a core. */
const restFactor = 2;

/** Follows the tables of one container, as long as it is not stopped. */
export class TableRecorder {
  readonly #options: RecorderOptions;
  #state: TableState | null = null;
  #omitted: Partial<Record<TableName, number>> = {};
  /** The run that is followed. */
  #run: ContainerRun | null = null;
  #monitor: NetlinkMonitor | null = null;
  /** Changes with each start and stop, so that what began before knows. */
  #turn = 0;
  #stale = new Set<TablePart>();
  #reading = false;
  #restartMs = restartMs.first;
  readonly #sessions: AskClock;
  readonly #counters: AskClock;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#sessions = new AskClock(sessionTimes, () => void this.askForSessions());
    this.#counters = new AskClock(counterTimes, () => this.askForCounters());
  }

  /** The tables now; null until they were read. */
  get state(): TableState | null {
    return this.#state;
  }

  /** Begins with the present run of the container. Called again after each start of it. */
  async start(): Promise<void> {
    this.close();
    const turn = this.#turn;
    const run = await this.#options.openRun();
    if (turn !== this.#turn) return;
    if (run === null) return this.stopped();
    this.#run = run;
    this.#omitted = {};
    const monitor = new NetlinkMonitor(run.pid, {
      changed: (parts) => this.#wake(run, parts),
      ended: (error) => void this.#startAgain(turn, error),
    });
    this.#monitor = monitor;
    if (await monitor.started) this.#restartMs = restartMs.first;
    this.#wake(run, everything);
  }

  /** The container has stopped. */
  stopped(): void {
    this.close();
    this.#take({ running: false, tables: emptyTables, omitted: 0 });
  }

  /** Stops following. */
  close(): void {
    this.#turn += 1;
    this.#run = null;
    this.#monitor?.close();
    this.#monitor = null;
    this.#stale.clear();
    this.#sessions.stop();
    this.#counters.stop();
  }

  /** Asks the routing daemon for its sessions, now and from time to time, if they are followed. */
  async askForSessions(): Promise<void> {
    const run = this.#run;
    if (run !== null && (await this.#options.followsSessions(run))) this.#wake(run, sessionsOnly);
  }

  /** Reads what its packet filters have counted, now and from time to time, if a viewer sees that. */
  askForCounters(): void {
    const run = this.#run;
    const counts = this.#state?.tables.filters.some(({ packets }) => packets !== null) ?? false;
    if (run !== null && counts && this.#options.followsCounters()) this.#wake(run, filtersOnly);
  }

  async #startAgain(turn: number, error: string): Promise<void> {
    const { containerId, log } = this.#options;
    log.warn({ containerId, error }, 'the monitor of a container ended');
    const waitMs = this.#restartMs;
    this.#restartMs = Math.min(2 * waitMs, restartMs.most);
    await delay(waitMs, undefined, { ref: false });
    if (turn !== this.#turn) return;
    await this.start().catch((error: unknown) => {
      log.warn({ err: error, containerId }, 'could not follow the tables of a container');
    });
  }

  #wake(run: ContainerRun, parts: ReadonlySet<TablePart>): void {
    if (run !== this.#run) return;
    for (const part of parts) this.#stale.add(part);
    if (!this.#reading) void this.#readStale();
  }

  async #readStale(): Promise<void> {
    this.#reading = true;
    await delay(gatherMs);
    while (this.#run !== null && this.#stale.size > 0) {
      const parts = this.#stale;
      this.#stale = new Set();
      const began = performance.now();
      await this.#read(this.#run, parts);
      await delay(Math.max(restMs, restFactor * (performance.now() - began)));
    }
    this.#reading = false;
  }

  async #read(run: ContainerRun, parts: ReadonlySet<TablePart>): Promise<void> {
    const { containerId, log } = this.#options;
    try {
      const read = await this.#options.read(run, parts);
      if (run !== this.#run) return;
      const before = this.#state?.running === true ? this.#state.tables : emptyTables;
      for (const name of tableNames)
        if (read[name]) this.#omitted[name] = Math.max(0, read[name].length - mostRows[name]);
      const tables = mapTables((name) => (read[name] ?? before[name]).slice(0, mostRows[name]));
      const omitted = Object.values(this.#omitted).reduce((sum, rows) => sum + rows, 0);
      if (parts.has('sessions')) this.#sessions.asked(JSON.stringify(tables.sessions));
      if (parts.has('filters')) this.#counters.asked(JSON.stringify(tables.filters));
      this.#take({ running: true, tables, omitted });
    } catch (error) {
      // Its end is on the way.
      if (run === this.#run) log.debug({ err: error, containerId }, "could not read a container's tables");
    }
  }

  #take(now: Omit<TableState, 'at'>): void {
    const before = this.#state;
    const state = { at: new Date().toISOString(), ...now };
    const record = before === null ? wholeRecord(state) : recordChange(before, state);
    if (record === null) return;
    this.#state = state;
    this.#options.onRecord(record);
  }
}
