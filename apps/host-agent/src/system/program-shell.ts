import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ProgramError } from './run-program.ts';

/** Bytes of error output that are kept. `ip -batch` reports each failed line, and callers need all of them. */
const maxOutputBytes = 64 * 1024;
/** Replaces line feeds in error output: an answer is one line. */
const lineBreak = '\u001f';

/**
 * For each program the shell prints its number and status, followed by its output if it failed. Signals to the agent's
 * process group are ignored: the shell exits when the agent closes its input.
 */
const prologue = `
exec 2>/dev/null
trap '' INT TERM
answer() {
  if [ "$2" = 0 ]; then echo "$1 0"
  else echo "$1 $2 $(printf %s "$output" | head -c ${maxOutputBytes} | tr '\\n' '${lineBreak}')"
  fi
}
`;

interface Pending extends PromiseWithResolvers<string> {
  readonly program: string;
}

interface Shell {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly pending: Map<number, Pending>;
}

/**
 * Runs programs one after another in a small long-lived shell. When this process starts a program itself, the kernel
 * copies all its page tables and blocks it for milliseconds, several times for every container that starts.
 */
export class ProgramShell {
  readonly #endOfInput = `END-${randomUUID()}`;
  #shell: Shell | null = null;
  #last = 0;

  /**
   * Runs a program and drops its standard output. Arguments are quoted, so the shell never interprets them.
   * @param input lines for its standard input
   * @throws ProgramError when it fails, or when the shell exits before it reports the program's status
   */
  async run(program: string, args: readonly string[], input: readonly string[] = []): Promise<void> {
    await this.#ask(program, (number) => [
      `output=$(${line(program, args)} 2>&1 >/dev/null <<'${this.#endOfInput}'`,
      ...input,
      this.#endOfInput,
      ')',
      `answer ${number} $?`,
    ]);
  }

  /**
   * Runs a program that prints at most one line, and returns that without its end.
   * @throws ProgramError as `run` does, but without what the program wrote to its standard error
   */
  readLine(program: string, args: readonly string[]): Promise<string> {
    return this.#ask(program, (number) => [
      `output=$(${line(program, args)} </dev/null)`,
      `printf '${number} %s %s\\n' $? "$output"`,
    ]);
  }

  /**
   * Starts a program that prints something right before its effect, and resolves when it does, or has ended without. The
   * program may then still run: the shell goes on with the next one.
   * @param input lines for its standard input
   */
  async begin(program: string, args: readonly string[], input: readonly string[]): Promise<void> {
    await this.#ask(program, (number) => [
      // The shell keeps those that have ended until it has listed them.
      'jobs >/dev/null',
      `{ ${line(program, args)} 2>/dev/null <<'${this.#endOfInput}' |`,
      ...[...input, this.#endOfInput],
      // Reads all of it, so that the program is never stopped for writing.
      `{ read -r _ && echo '${number} 0'; while read -r _; do :; done; }; echo '${number} 0'; } &`,
    ]);
  }

  #ask(program: string, script: (number: number) => readonly string[]): Promise<string> {
    const shell = (this.#shell ??= this.#start());
    const number = ++this.#last;
    const pending: Pending = { program, ...Promise.withResolvers<string>() };
    shell.pending.set(number, pending);
    updateRef(shell);
    shell.process.stdin.write(`${script(number).join('\n')}\n`);
    return pending.promise;
  }

  /** Closes the shell once it has run everything requested so far. */
  close(): void {
    this.#shell?.process.stdin.end();
    this.#shell = null;
  }

  #start(): Shell {
    const child = spawn('sh', [], { stdio: ['pipe', 'pipe', 'ignore'] });
    const shell: Shell = { process: child, pending: new Map() };
    const lost = (why: string): void => {
      if (this.#shell === shell) this.#shell = null;
      for (const { program, reject } of shell.pending.values()) reject(new ProgramError(program, why, ''));
      shell.pending.clear();
    };
    child.on('error', (error) => lost(error.message));
    child.on('close', (code, signal) =>
      lost(`an unknown status, because its shell exited with ${signal ?? code}`),
    );
    // The close event reports a shell that is gone.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => receive(shell, line));
    child.stdin.write(prologue);
    return shell;
  }
}

/** The shell keeps this process alive only while it owes an answer. */
function updateRef({ process, pending }: Shell): void {
  const change = pending.size > 0 ? 'ref' : 'unref';
  process[change]();
  // Pipes to a child are sockets.
  for (const pipe of [process.stdin, process.stdout]) (pipe as unknown as Socket)[change]();
}

function receive(shell: Shell, line: string): void {
  const [, number = '', status = '', output = ''] = /^(\d+) (\d+) ?(.*)$/.exec(line) ?? [];
  const pending = shell.pending.get(Number(number));
  if (!pending) return;
  shell.pending.delete(Number(number));
  updateRef(shell);
  if (status === '0') pending.resolve(output);
  else
    pending.reject(new ProgramError(pending.program, `status ${status}`, output.replaceAll(lineBreak, '\n')));
}

function line(program: string, args: readonly string[]): string {
  return [program, ...args].map(quoted).join(' ');
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

const shell = new ProgramShell();
/** One of its own, because what makes things can take long. */
const reader = new ProgramShell();

/** Runs a program in this process's shell; see `ProgramShell.run`. */
export const runInShell = shell.run.bind(shell);

/** Starts a program in this process's shell; see `ProgramShell.begin`. */
export const beginInShell = shell.begin.bind(shell);

/** Runs a program that changes nothing in another shell of this process; see `ProgramShell.readLine`. */
export const readLineInShell = reader.readLine.bind(reader);
