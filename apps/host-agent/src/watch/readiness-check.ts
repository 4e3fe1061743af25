import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { labels } from '../docker/docker-names.ts';

/** How long an image's readiness command may take. */
const commandTimeoutMs = 60_000;

type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: string }
  /** Docker's health check decides. */
  | 'wait-for-health';

/**
 * Checks whether a running container is ready. If its image has a readiness command, waits for it to finish.
 * @param hostname the container's, which Docker may not know
 */
export async function checkReadiness(
  docker: DockerClient,
  details: ContainerDetails,
  hostname: string,
  signal: AbortSignal,
): Promise<Readiness> {
  const test = details.Config.Healthcheck?.Test ?? [];
  if (test.length > 0 && test[0] !== 'NONE') {
    return details.State.Health?.Status === 'healthy' ? { ready: true } : 'wait-for-health';
  }
  const command = details.Config.Labels?.[labels.ready];
  return command === undefined
    ? { ready: true }
    : runReadyCommand(docker, details.Id, command, hostname, signal);
}

async function runReadyCommand(
  docker: DockerClient,
  key: string,
  command: string,
  hostname: string,
  signal: AbortSignal,
): Promise<Readiness> {
  const timeout = AbortSignal.timeout(commandTimeoutMs);
  try {
    const { code, output } = await docker.exec(key, [command], AbortSignal.any([signal, timeout]), [
      `HOSTNAME=${hostname}`,
    ]);
    if (code === 0) return { ready: true };
    const shown = output === '' ? '' : `: ${output}`;
    const reason = `The readiness command ${command} exited with status ${code ?? 'unknown'}${shown}`;
    return { ready: false, reason };
  } catch (error) {
    if (!timeout.aborted) throw error;
    const reason = `The readiness command ${command} did not finish within ${commandTimeoutMs / 1000} s`;
    return { ready: false, reason };
  }
}

/** The output of the last health check. */
export function healthReason(details: ContainerDetails): string {
  const last = details.State.Health?.Log?.at(-1);
  const output = last?.Output.trim() ?? '';
  return output === '' ? 'The health check failed' : `The health check failed: ${output}`;
}
