import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildProgram, freePorts } from '@pineapple/launcher';

/** A real server of the event bus, which can be killed and started again on the same port. */
export interface Valkey extends AsyncDisposable {
  readonly url: string;
  readonly program: ChildProgram;
}

export async function startValkey(): Promise<Valkey> {
  await using cleanup = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'pn-valkey-'));
  cleanup.defer(() => rm(directory, { recursive: true, force: true }));
  const [port] = await freePorts(1);
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory];
  const program = cleanup.use(
    await ChildProgram.start({
      command: ['redis-server', ...place, '--save', '', '--appendonly', 'no'],
      env: { PATH: process.env['PATH'] },
      readyWhen: /eady to accept connections/,
    }),
  );
  const owned = cleanup.move();
  const url = `redis://127.0.0.1:${port}`;
  return { url, program, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
