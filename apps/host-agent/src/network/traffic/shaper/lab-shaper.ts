import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { jitterTables } from './jitter-tables.ts';

/** ENODEV: a wire of a container that does not run. */
const noSuchDevice = '19';

/**
 * What starts a program so that it outlives this process. systemd ends all that is in the group of a service when it stops it: a
 * scope is a group of its own. Its program takes the place of `systemd-run`.
 *
 * @param groups as in /proc/self/cgroup
 */
export function outliving(groups: string, command: readonly string[]): readonly string[] {
  return /\.service$/m.test(groups)
    ? ['systemd-run', '--scope', '--collect', '--quiet', '--slice=pineapple.slice', '--', ...command]
    : command;
}

/**
 * The program `shaper` of one lab. It outlives this process, so that links stay as they are while the agent restarts: the
 * next agent replaces its devices, with which it ends.
 */
export class LabShaper {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #pending: PromiseWithResolvers<void>[] = [];
  readonly #startedAt = performance.now();

  /**
   * @param namespace its name in /run/netns
   * @param ended is called once, with how long it ran in milliseconds
   */
  constructor(program: string, namespace: string, ended: (ranMs: number) => void) {
    const groups = existsSync('/run/systemd/system') ? readFileSync('/proc/self/cgroup', 'utf8') : '';
    const command = ['nsenter', `--net=/run/netns/${namespace}`, program, namespace];
    const [starter = '', ...words] = outliving(groups, command);
    const child = spawn(starter, words, {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    this.#process = child;
    const lost = (why: string): void => {
      const error = new Error(`The program that delays frames ended (${why}).`);
      for (const { reject } of this.#pending.splice(0)) reject(error);
    };
    child.on('error', (error) => lost(error.message));
    child.on('close', (code, signal) => {
      lost(String(signal ?? code));
      ended(performance.now() - this.#startedAt);
    });
    // The close event reports a program that is gone.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => this.#receive(line));
    child.stdin.write(jitterTables.map((table, index) => `table ${index} ${table.join(' ')}\n`).join(''));
    this.#updateRef();
  }

  /**
   * Carries out lines that `shaperLine` made. Wires that are not there are left out.
   * @throws Error when the kernel refuses a device, or the program ends
   */
  async set(lines: readonly string[]): Promise<void> {
    const answers = lines.map(() => Promise.withResolvers<void>());
    this.#pending.push(...answers);
    this.#updateRef();
    this.#process.stdin.write(lines.map((line) => `${line}\n`).join(''));
    await Promise.all(answers.map(({ promise }) => promise));
  }

  /** Ends the program: frames that wait are lost, and its devices are gone. */
  end(): void {
    this.#process.kill('SIGKILL');
  }

  #receive(line: string): void {
    const [word, device, code] = line.split(' ');
    const pending = this.#pending.shift();
    this.#updateRef();
    if (word === 'ok' || code === noSuchDevice) pending?.resolve();
    else pending?.reject(new Error(`The kernel refuses the device ${device} that delays frames (${code}).`));
  }

  /** It keeps this process alive only while it owes an answer. */
  #updateRef(): void {
    const change = this.#pending.length > 0 ? 'ref' : 'unref';
    this.#process[change]();
    // Pipes to a child are sockets.
    for (const pipe of [this.#process.stdin, this.#process.stdout]) (pipe as unknown as Socket)[change]();
  }
}
