import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { labels } from '../docker/docker-names.ts';

/** After this long the page says what is awaited. The command goes on: on a busy host, daemons may start late. */
export const slowAfterMs = 5_000;

type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: string }
  /** Docker's health check decides. */
  | 'wait-for-health';

/**
 * Checks whether a running container is ready. If its image has a readiness command, waits for it to finish.
 * @param hostname the container's, which Docker may not know
 * @param onSlow called with a sentence if the command takes long
 */
export async function checkReadiness(
  docker: DockerClient,
  details: ContainerDetails,
  hostname: string,
  signal: AbortSignal,
  onSlow: (reason: string) => void,
): Promise<Readiness> {
  const test = details.Config.Healthcheck?.Test ?? [];
  if (test.length > 0 && test[0] !== 'NONE') {
    return details.State.Health?.Status === 'healthy' ? { ready: true } : 'wait-for-health';
  }
  const command = details.Config.Labels?.[labels.ready];
  if (command === undefined) return { ready: true };
  const timer = setTimeout(() => onSlow(slowReason(command, details)), slowAfterMs);
  try {
    return await runReadyCommand(docker, details.Id, command, hostname, signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What a container waits for while its readiness command runs. */
export function slowReason(command: string, details: Pick<ContainerDetails, 'Config'>): string {
  return details.Config.Labels?.[labels.starting] ?? `The readiness command ${command} has not finished yet`;
}

async function runReadyCommand(
  docker: DockerClient,
  key: string,
  command: string,
  hostname: string,
  signal: AbortSignal,
): Promise<Readiness> {
  const { code, output } = await docker.exec(key, [command], signal, [`HOSTNAME=${hostname}`]);
  if (code === 0) return { ready: true };
  const shown = output === '' ? '' : `: ${output}`;
  const reason = `The readiness command ${command} exited with status ${code ?? 'unknown'}${shown}`;
  return { ready: false, reason };
}

/** The output of the last health check. */
export function healthReason(details: ContainerDetails): string {
  const last = details.State.Health?.Log?.at(-1);
  const output = last?.Output.trim() ?? '';
  return output === '' ? 'The health check failed' : `The health check failed: ${output}`;
}
