import type { HostRoom } from '@pineapple/contracts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Reporter } from './reporter.ts';

const heartbeatMs = 30_000;

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
  readonly #room: () => HostRoom | null;

  /** @param room - What the host has and uses; null while that is not known. */
  constructor(reporter: Reporter, room: () => HostRoom | null) {
    this.#reporter = reporter;
    this.#room = room;
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

  #report(): void {
    this.#reporter.host({
      at: new Date().toISOString(),
      ...this.present,
      room: this.#room(),
      underlayAddress: null,
    });
  }
}
