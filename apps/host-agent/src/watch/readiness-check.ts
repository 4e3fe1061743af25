import type { ContainerDetails } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { labels } from '../docker/docker-names.ts';

/** How long an image's own readiness command may take. */
const commandTimeoutMs = 60_000;

export type Readiness =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: string }
  /** Docker's health check says when. */
  | 'wait-for-health';

/** Whether a container that runs is ready; where its image has a command for that, once the command ended. */
export async function checkReadiness(
  docker: DockerClient,
  details: ContainerDetails,
  signal: AbortSignal,
): Promise<Readiness> {
  const test = details.Config.Healthcheck?.Test ?? [];
  if (test.length > 0 && test[0] !== 'NONE') {
    return details.State.Health?.Status === 'healthy' ? { ready: true } : 'wait-for-health';
  }
  const command = details.Config.Labels?.[labels.ready];
  return command === undefined ? { ready: true } : runReadyCommand(docker, details.Id, command, signal);
}

async function runReadyCommand(
  docker: DockerClient,
  key: string,
  command: string,
  signal: AbortSignal,
): Promise<Readiness> {
  const timeout = AbortSignal.timeout(commandTimeoutMs);
  try {
    const { code, output } = await docker.exec(key, [command], AbortSignal.any([signal, timeout]));
    if (code === 0) return { ready: true };
    const said = output === '' ? '' : `: ${output}`;
    return {
      ready: false,
      reason: `Its readiness command ${command} ended with status ${code ?? 'unknown'}${said}`,
    };
  } catch (error) {
    if (timeout.aborted)
      return {
        ready: false,
        reason: `Its readiness command ${command} did not end within ${commandTimeoutMs / 1000} s`,
      };
    throw error;
  }
}

/** What the health check said last. */
export function healthReason(details: ContainerDetails): string {
  const last = details.State.Health?.Log?.at(-1);
  const said = last?.Output.trim() ?? '';
  return said === '' ? 'Its health check fails' : `Its health check fails: ${said}`;
}
