import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts a process that keeps a mount namespace of its own after the given commands have changed it. */
export async function holdMounts(commands: string): Promise<ChildProcess> {
  const hold = `${commands} && echo held && exec sleep infinity`;
  const holder = spawn('unshare', ['--mount', 'sh', '-c', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  return holder;
}

export async function endHolder(holder: ChildProcess): Promise<void> {
  const ended = once(holder, 'exit');
  holder.kill('SIGKILL');
  await ended;
}
