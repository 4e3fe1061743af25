import type { ContainerObservation, ContainerPhase } from '@pineapple/core';
import { topics } from '@pineapple/event-bus';
import type { ApiUser } from '@pineapple/test-kit/users';
import type { BenchApi } from './start-api.ts';

const life: readonly ContainerPhase[] = ['CREATED', 'CONNECTED', 'RUNNING', 'READY'];

interface ReadyLab {
  readonly labId: string;
  readonly rows: readonly ContainerObservation[];
}

/** Makes a lab whose containers are all READY, as if a host had reported that. */
export async function makeReadyLab(
  api: BenchApi,
  client: ApiUser,
  containers: number,
  networkCount = 5,
): Promise<ReadyLab> {
  const labId = await client.createLab(`With ${containers} containers`);
  const networks: string[] = [];
  for (let number = 1; number <= networkCount; number += 1)
    networks.push(await client.createNetwork(labId, `net-${number}`));
  const rows = await Promise.all(
    Array.from({ length: containers }, async (_, index) => {
      const networkId = networks[index % networks.length] ?? '';
      const name = `node-${index + 1}`;
      const containerId = await client.createContainer({
        labId,
        name,
        image: 'host',
        networks: [{ networkId }],
      });
      const row = readyRow(labId, containerId, name, networkId);
      await api.observations.put(row, 0);
      await api.bus.publish(topics.lab(labId), { type: 'observed', labId, observation: row });
      return row;
    }),
  );
  return { labId, rows };
}

function readyRow(labId: string, containerId: string, name: string, networkId: string): ContainerObservation {
  const start = Date.now();
  return {
    kind: 'container',
    labId,
    containerId,
    name,
    image: 'host',
    phase: 'READY',
    reason: null,
    generation: 1,
    phases: life.map((phase, index) => ({ phase, at: new Date(start + 50 * index).toISOString() })),
    interfaces: [{ networkId, name: 'eth0' }],
    hostId: 'mi-00000000000000001',
    sequence: start * 1000,
    version: 1,
  };
}
