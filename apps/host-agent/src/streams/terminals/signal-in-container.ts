import type { DockerClient } from '../../docker/docker-client.ts';
import { incarnationVariable } from './shell-environment.ts';

/** $0: the variable that marks a terminal's processes; $1: the signal. */
const script = `for file in /proc/[0-9]*/environ; do
  if grep -q "$0" "$file" 2>/dev/null; then
    pid=\${file#/proc/}
    kill "-$1" "\${pid%/environ}" 2>/dev/null
  fi
done`;

const timeoutMs = 5000;

/**
 * Signals a terminal's processes from inside the container, for engines whose processes are not visible, as in Docker
 * Desktop. It finds them by their environment and so, unlike by the session, also daemons that were started there.
 */
export async function signalInContainer(
  docker: DockerClient,
  terminal: { readonly key: string; readonly shell: string; readonly incarnation: string },
  signal: 'HUP' | 'KILL',
): Promise<void> {
  const mark = `${incarnationVariable}=${terminal.incarnation}`;
  const command = [terminal.shell, '-c', script, mark, signal];
  // If the container is gone, so are its processes.
  await docker.exec(terminal.key, command, AbortSignal.timeout(timeoutMs)).catch(() => undefined);
}
