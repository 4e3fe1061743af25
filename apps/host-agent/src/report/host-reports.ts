import type { HostCapacity } from '@pineapple/contracts';
import type { LinkLimit } from '@pineapple/core';
import packageJson from '../../package.json' with { type: 'json' };
import type { Reporter } from './reporter.ts';

const heartbeatMs = 30_000;

interface HostReportSources {
  /** The resources of the host and their use; null while Docker has not been reached. */
  readonly capacity: () => HostCapacity | null;
  /** The address at which other hosts reach this one; null if it can't join overlays. */
  readonly underlayAddress: () => Promise<string | null>;
  /** What it can't give links. */
  readonly linkLimits: () => readonly LinkLimit[];
}

/** Reports the state of the host itself: when Docker goes up or down, and as a heartbeat. */
export class HostReports {
  readonly #reporter: Reporter;
  readonly #timer: NodeJS.Timeout;
  #docker: { up: boolean; version: string | null; reason: string | null } = {
    up: false,
    version: null,
    reason: 'The agent is starting',
  };
  #limitations: readonly string[] = [];
  #takesCommands = false;
  #readySince: string | null = null;
  readonly #sources: HostReportSources;

  constructor(reporter: Reporter, sources: HostReportSources) {
    this.#reporter = reporter;
    this.#sources = sources;
    this.#timer = setInterval(() => this.#report(), heartbeatMs).unref();
  }

  up(version: string, limitations: readonly string[]): void {
    this.#docker = { up: true, version, reason: null };
    this.#limitations = limitations;
    this.#becomeReady();
    this.#report();
  }

  /** The agent takes commands from now on. What was sent before may be lost, so the control plane sends it again. */
  takesCommands(): void {
    this.#takesCommands = true;
    this.#becomeReady();
    if (this.#readySince !== null) this.#report();
  }

  /** A lab that had failed matches after all. The control plane knows only that its command failed, and sends it again. */
  recovered(): void {
    this.#becomeReady();
    this.#report();
  }

  down(reason: string): void {
    this.#docker = { ...this.#docker, up: false, reason };
    this.#report();
  }

  get current() {
    return { docker: this.#docker, limitations: [...this.#limitations], agentVersion: packageJson.version };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** Without Docker a command fails, so each return of Docker counts, too. */
  #becomeReady(): void {
    if (this.#takesCommands && this.#docker.up) this.#readySince = new Date().toISOString();
  }

  /** Looks the address up each time, because it may change. */
  #report(): void {
    void this.#sources.underlayAddress().then((underlayAddress) =>
      this.#reporter.host({
        at: new Date().toISOString(),
        ...this.current,
        room: this.#sources.capacity(),
        underlayAddress,
        linkLimits: [...this.#sources.linkLimits()],
        ...(this.#readySince !== null && { readySince: this.#readySince }),
      }),
    );
  }
}
