import type { Socket } from 'node:net';
import { spawn } from '@lydell/node-pty';
import { killSession } from '../process-group.ts';
import { PtyInput } from './pty-input.ts';

/** A command in a pseudo-terminal. It leads its own session and process group. */
export interface PtyProcess {
  readonly pid: number;
  /** Exit status, or null after a signal. Reported after the last output. */
  readonly ended: Promise<number | null>;
  pause(): void;
  resume(): void;
  /** @param done Called later, when the terminal has accepted the bytes or is closed. */
  write(bytes: Buffer, done: () => void): void;
  resize(cols: number, rows: number): void;
  /** Kills every process of its session. */
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
  // Its typed methods support neither bytes nor back-pressure. The version is pinned for that reason.
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
