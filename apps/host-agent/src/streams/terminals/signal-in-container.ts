import type { DockerClient } from '../../docker/docker-client.ts';
import { incarnationVariable } from './shell-environment.ts';

/** $0 is what marks a terminal's processes in their environment, $1 the signal. */
const script = `for file in /proc/[0-9]*/environ; do
  if grep -q "$0" "$file" 2>/dev/null; then
    pid=\${file#/proc/}
    kill "-$1" "\${pid%/environ}" 2>/dev/null
  fi
done`;

/** How long the container may take over it. */
const patienceMs = 5000;

/**
 * Signals a terminal's processes from inside, for where the engine's processes are out of sight, as in Docker Desktop.
 * They are known by their environment: daemons that were begun in it are among them, unlike those of a session.
 */
export async function signalInContainer(
  docker: DockerClient,
  terminal: { readonly key: string; readonly shell: string; readonly incarnation: string },
  signal: 'HUP' | 'KILL',
): Promise<void> {
  const mark = `${incarnationVariable}=${terminal.incarnation}`;
  const command = [terminal.shell, '-c', script, mark, signal];
  // A container that is gone has no processes left.
  await docker.exec(terminal.key, command, AbortSignal.timeout(patienceMs)).catch(() => undefined);
}
