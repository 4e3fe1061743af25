import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ProgramError } from './program-error.ts';

/** Bytes of what a program said that are passed on: room for all complaints of a long batch, of which none may be cut. */
const mostSaid = 64 * 1024;
/** Stands for an end of line in what is passed on, which is one line. */
const lineBreak = '\u001f';

/**
 * Answers for each program with its number and its status, and with what it said if it failed. Whoever stops the agent
 * may signal all that belongs to it: the shell ends with its input, when the agent needs it no more.
 */
const prologue = `
exec 2>/dev/null
trap '' INT TERM
answer() {
  if [ "$2" = 0 ]; then echo "$1 0"
  else echo "$1 $2 $(printf %s "$said" | head -c ${mostSaid} | tr '\\n' '${lineBreak}')"
  fi
}
`;

interface Asked extends PromiseWithResolvers<void> {
  readonly program: string;
}

interface Shell {
  readonly process: ChildProcessByStdio<Writable, Readable, null>;
  readonly asked: Map<number, Asked>;
}

/**
 * Starts programs by way of a small shell that stays, one after the other. For a program that this process starts
 * itself the kernel copies all tables of its memory, and nothing else is done here meanwhile: milliseconds for each,
 * and there are several for every container that starts.
 */
export class ProgramShell {
  readonly #endOfInput = `END-${randomUUID()}`;
  #shell: Shell | null = null;
  #last = 0;

  /**
   * Runs a program of which only the success counts; its arguments reach it as they are.
   * @param input lines for its standard input
   * @throws ProgramError when it fails, or when the shell ended before it said how the program did
   */
  run(program: string, args: readonly string[], input: readonly string[] = []): Promise<void> {
    const shell = (this.#shell ??= this.#start());
    const number = ++this.#last;
    const asked: Asked = { program, ...Promise.withResolvers<void>() };
    shell.asked.set(number, asked);
    keepWaiting(shell);
    const command = [program, ...args].map(quoted).join(' ');
    const script = [
      `said=$(${command} 2>&1 >/dev/null <<'${this.#endOfInput}'`,
      ...input,
      this.#endOfInput,
      ')',
      `answer ${number} $?`,
    ];
    shell.process.stdin.write(`${script.join('\n')}\n`);
    return asked.promise;
  }

  /** Ends the shell when it has done what it was asked so far. */
  close(): void {
    this.#shell?.process.stdin.end();
    this.#shell = null;
  }

  #start(): Shell {
    const child = spawn('sh', [], { stdio: ['pipe', 'pipe', 'ignore'] });
    const shell: Shell = { process: child, asked: new Map() };
    const lost = (why: string): void => {
      if (this.#shell === shell) this.#shell = null;
      for (const { program, reject } of shell.asked.values()) reject(new ProgramError(program, why, ''));
      shell.asked.clear();
    };
    child.on('error', (error) => lost(error.message));
    child.on('close', (code, signal) => lost(`nobody knows what, its shell ended with ${signal ?? code}`));
    // A shell that is gone says so by its end.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => receive(shell, line));
    child.stdin.write(prologue);
    return shell;
  }
}

/** The shell keeps this process alive while it owes an answer, and not otherwise. */
function keepWaiting({ process, asked }: Shell): void {
  const change = asked.size > 0 ? 'ref' : 'unref';
  process[change]();
  // Pipes to a child are sockets.
  for (const pipe of [process.stdin, process.stdout]) (pipe as unknown as Socket)[change]();
}

function receive(shell: Shell, line: string): void {
  const [, number = '', status = '', said = ''] = /^(\d+) (\d+) ?(.*)$/.exec(line) ?? [];
  const asked = shell.asked.get(Number(number));
  if (!asked) return;
  shell.asked.delete(Number(number));
  keepWaiting(shell);
  if (status === '0') asked.resolve();
  else asked.reject(new ProgramError(asked.program, `status ${status}`, said.replaceAll(lineBreak, '\n')));
}

function quoted(argument: string): string {
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

const shell = new ProgramShell();

/** Runs a program of which only the success counts, see `ProgramShell`, by the shell of this process. */
export const carryOut = shell.run.bind(shell);
