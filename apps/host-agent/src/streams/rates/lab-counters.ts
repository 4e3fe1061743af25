import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { labNamespace } from '../../network/link-names.ts';
import type { InterfaceCounters } from '../stats/raw-sample.ts';
import { readNetworkCounters } from '../stats/network-counters.ts';

/**
 * Reads the counters of all links in the namespace of a lab, without starting a program for each reading: a program that
 * only waits is in the namespace, and the kernel shows what it sees. It ends with the agent, which holds its input.
 */
export class LabCounters implements Disposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
  }

  /** Null if the lab has no namespace on this host: none of its networks is there. */
  static async open(labId: string): Promise<LabCounters | null> {
    // Not the agent's environment, which has credentials.
    const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };
    const namespace = `--net=/run/netns/${labNamespace(labId)}`;
    const stdio = ['pipe', 'pipe', 'ignore'] as const;
    const child = spawn('nsenter', [namespace, 'sh', '-c', 'echo; exec cat'], { stdio: [...stdio], env });
    child.on('error', () => undefined);
    child.stdin.on('error', () => undefined);
    const isIn = await Promise.race([
      once(child.stdout, 'data').then(() => true),
      once(child, 'close').then(() => false),
    ]);
    return isIn ? new LabCounters(child) : null;
  }

  /** By the names of the links. @throws Error once it is closed */
  read(): Promise<Map<string, InterfaceCounters>> {
    return readNetworkCounters(this.#child.pid ?? 0);
  }

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }
}
