import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { LocalAwsOptions } from '../options.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const ready = z.object({ endpoint: z.string(), busUrl: z.string() });

/** A local AWS in its own process, for tests that kill it. */
interface LocalAwsProcess extends AsyncDisposable {
  readonly endpoint: string;
  readonly busUrl: string;
  /** Lines of its log, parsed. */
  readonly log: readonly Record<string, unknown>[];
  /** @returns Its exit status, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

export async function startProcess(options: LocalAwsOptions): Promise<LocalAwsProcess> {
  const child: ChildProcess = spawn(process.execPath, [main, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  if (!child.stdout) throw new Error('the process has no stdout');
  const lines = createInterface({ input: child.stdout });
  const [first] = (await Promise.race([once(lines, 'line'), exited.then(() => ['{}'])])) as string[];
  const log: Record<string, unknown>[] = [];
  lines.on('line', (line) => log.push(JSON.parse(line) as Record<string, unknown>));
  const end = async (signal: NodeJS.Signals): Promise<number | string> => {
    child.kill(signal);
    const [code, killedBy] = await exited;
    return code ?? killedBy ?? '';
  };
  return {
    ...ready.parse(JSON.parse(first ?? '{}')),
    log,
    end,
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
    },
  };
}
