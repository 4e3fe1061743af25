import type { Socket } from 'node:net';
import { spawn } from '@lydell/node-pty';
import { killSession } from '../process-group.ts';
import { PtyInput } from './pty-input.ts';

/** A command in a pseudo-terminal. It leads a session and a process group of its own. */
export interface PtyProcess {
  readonly pid: number;
  /** The exit status; null when a signal ended it. Comes after the last output. */
  readonly ended: Promise<number | null>;
  pause(): void;
  resume(): void;
  /** @param done is called later, when the terminal has taken the bytes or is gone */
  write(bytes: Buffer, done: () => void): void;
  resize(cols: number, rows: number): void;
  /** Ends every process of its session. */
  kill(): void;
}

const wanted = { name: 'xterm-256color', cols: 80, rows: 24, encoding: null };

/** Runs a command line in a shell in a new pseudo-terminal. Its output is bytes, not text. */
export function startPtyProcess(options: {
  command: string;
  directory: string;
  environment: Record<string, string>;
  onOutput: (bytes: Buffer) => void;
}): PtyProcess {
  const { command, directory, environment, onOutput } = options;
  const terminal = spawn('/bin/sh', ['-c', command], { ...wanted, cwd: directory, env: environment });
  // Its typed methods know neither bytes nor back-pressure. The version is pinned for this.
  const { _socket: stream, fd } = terminal as unknown as { _socket: Socket; fd: number };
  const input = new PtyInput(fd, () => !stream.destroyed);
  stream.on('data', onOutput);
  stream.once('close', () => input.close());
  const ended = new Promise<number | null>((resolve) => {
    terminal.onExit(({ exitCode, signal }) => resolve(signal ? null : exitCode));
  });
  return {
    pid: terminal.pid,
    ended,
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    write: (bytes, done) => input.write(bytes, done),
    resize: (cols, rows) => {
      if (!stream.destroyed) terminal.resize(cols, rows);
    },
    kill: () => {
      killSession(terminal.pid);
      stream.destroy();
    },
  };
}
