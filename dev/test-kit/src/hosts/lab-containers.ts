import { dockerClient } from '@pineapple/launcher';
import { readAgentStatus } from './agent-status.ts';

/** A host of this machine, with its agent. */
export interface LocalAgentHost {
  readonly dockerHost: string;
  readonly hostId: string;
  readonly agentSocket: string;
}

/** Docker's id of the only container of that name in the host's labs. @throws Error when there is none */
export async function containerKey({ agentSocket, hostId }: LocalAgentHost, name: string): Promise<string> {
  const { labs } = await readAgentStatus(agentSocket);
  const found = labs.flatMap(({ containers }) => containers).find((container) => container.name === name);
  if (!found?.key) throw new Error(`No container named ${name} is on ${hostId}.`);
  return found.key;
}

/**
 * The names of the host's containers in Docker, without those that a running agent keeps warm. Once it has ended, none
 * of those may be left either.
 */
export async function leftInDocker({ dockerHost, hostId, agentSocket }: LocalAgentHost): Promise<string[]> {
  const filters = { label: [`pineapple.host=${hostId}`] };
  const containers = await dockerClient(dockerHost).listContainers({ all: true, filters });
  const status = await readAgentStatus(agentSocket).catch(() => null);
  const ofLabs = new Set(status?.labs.flatMap((lab) => lab.containers.map(({ key }) => key)));
  return containers
    .filter(({ Id, Labels }) => !status || Labels['pineapple.warm'] === undefined || ofLabs.has(Id))
    .flatMap(({ Names }) => Names);
}
