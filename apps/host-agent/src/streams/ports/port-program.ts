import { type ChildProcess, spawn } from 'node:child_process';
import type { FileHandle } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { connectArguments, listenersArguments, readListeners } from './port-command.ts';

const mostErrorCharacters = 4096;
const mostListCharacters = 64 * 1024;
/** Not the agent's environment, which has credentials. */
const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** A socat that is connected, or tries to be, to a port in a network namespace. */
export class PortProgram {
  readonly #child: ChildProcess;
  readonly #connected = Promise.withResolvers<boolean>();
  readonly #finished = Promise.withResolvers<boolean>();
  readonly input: Writable;
  readonly output: Readable;
  #notices = '';

  constructor(namespace: FileHandle, address: string, port: number) {
    const stdio = ['pipe', 'pipe', 'pipe', namespace.fd] as const;
    const child = spawn('nsenter', connectArguments(address, port), { stdio: [...stdio], env });
    this.#child = child;
    [this.input, this.output] = [child.stdin as Writable, child.stdout as Readable];
    // Its end is what counts.
    this.input.on('error', () => undefined);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    child.on('error', (error) => (this.#notices += `failed to execute nsenter: ${error.message}`));
    child.once('close', (status) => {
      this.#connected.resolve(false);
      this.#finished.resolve(status === 0);
    });
  }

  /** Resolves with true once it is connected, and with false when it could not. */
  get connected(): Promise<boolean> {
    return this.#connected.promise;
  }

  /** Resolves when the program of the container has sent everything: true, or false when the connection was cut. */
  get finished(): Promise<boolean> {
    return this.#finished.promise;
  }

  /** The end of what it wrote to its standard error. */
  get notices(): string {
    return this.#notices;
  }

  onExit(listener: () => void): void {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) listener();
    else this.#child.once('close', listener);
  }

  /** Ends it at once, and with it the connection. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #read(text: string): void {
    this.#notices = `${this.#notices}${text}`.slice(-mostErrorCharacters);
    if (this.#notices.includes('starting data transfer loop')) this.#connected.resolve(true);
    // It says so of a reset, and then that the connection is at its end.
    if (/socket \d to socket \d is in error/.test(this.#notices)) {
      this.#finished.resolve(false);
      this.kill();
    }
    if (/socket 2 \(fd \d+\) is at EOF/.test(this.#notices)) this.#finished.resolve(true);
  }
}

/** The addresses in a network namespace on which something listens on a port, apart from 127.0.0.1. */
export async function findListeners(namespace: FileHandle, port: number): Promise<string[]> {
  const stdio = ['ignore', 'pipe', 'ignore', namespace.fd] as const;
  const child = spawn('nsenter', listenersArguments(port), { stdio: [...stdio], env });
  const ended = Promise.withResolvers<void>();
  let text = '';
  child.stdout
    ?.setEncoding('utf8')
    .on('data', (part: string) => (text = `${text}${part}`.slice(0, mostListCharacters)));
  child.once('error', () => ended.resolve());
  child.once('close', () => ended.resolve());
  await ended.promise;
  return readListeners(text);
}
