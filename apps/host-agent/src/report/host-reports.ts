import type { HostRoom } from '@pineapple/contracts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Reporter } from './reporter.ts';

const heartbeatMs = 30_000;

export interface HostReportSources {
  /** What the host has and uses; null while that is not known. */
  readonly room: () => HostRoom | null;
  /** Where other hosts reach it, for networks of wide labs; null: it can't have any. */
  readonly underlayAddress: () => Promise<string | null>;
}

/** Tells the control plane how the host itself is: at the start, when Docker comes or goes, and now and then. */
export class HostReports {
  readonly #reporter: Reporter;
  readonly #timer: NodeJS.Timeout;
  #docker: { up: boolean; version: string | null; reason: string | null } = {
    up: false,
    version: null,
    reason: 'The agent is starting',
  };
  #limitations: readonly string[] = [];
  readonly #sources: HostReportSources;

  constructor(reporter: Reporter, sources: HostReportSources) {
    this.#reporter = reporter;
    this.#sources = sources;
    this.#timer = setInterval(() => this.#report(), heartbeatMs).unref();
  }

  up(version: string, limitations: readonly string[]): void {
    this.#docker = { up: true, version, reason: null };
    this.#limitations = limitations;
    this.#report();
  }

  down(reason: string): void {
    this.#docker = { ...this.#docker, up: false, reason };
    this.#report();
  }

  /** As it was last told. */
  get present() {
    return { docker: this.#docker, limitations: [...this.#limitations], agentVersion: packageJson.version };
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** The address is looked up each time: a host may get another one. */
  #report(): void {
    void this.#sources.underlayAddress().then((underlayAddress) =>
      this.#reporter.host({
        at: new Date().toISOString(),
        ...this.present,
        room: this.#sources.room(),
        underlayAddress,
      }),
    );
  }
}
