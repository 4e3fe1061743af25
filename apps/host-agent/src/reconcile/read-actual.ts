import type {
  ActualContainer,
  ActualInterface,
  ActualLab,
  ActualNetwork,
  ActualState,
  ManifestOverlay,
} from '@pineapple/core';
import type { ContainerSummary, NetworkSummary } from '../docker/docker-answers.ts';
import type { DockerClient } from '../docker/docker-client.ts';
import { labels, networkIdOf } from '../docker/docker-names.ts';
import type { LabState } from '../state/lab-state.ts';

/** What the plan has to know about a lab's links in the kernel. */
interface LinkFacts {
  /** Whether an endpoint's link is on its bridge. */
  readonly attached: (endpointId: string) => boolean;
  /** Whether MAC addresses are the lab's own; Docker's bridges choose different ones. */
  readonly ownMacs: boolean;
  /** How a network reaches the lab's other hosts; null where it does not. */
  readonly overlay: (networkId: string) => ManifestOverlay | null;
}

/** Reads the actual state of a lab: what Docker lists, with what the agent knows about each container. */
export async function readActual(
  docker: DockerClient,
  hostId: string,
  state: LabState,
  links: LinkFacts,
): Promise<ActualLab> {
  const filters = [`${labels.host}=${hostId}`, `${labels.lab}=${state.labId}`];
  const [networks, containers] = await Promise.all([
    docker.listNetworks(filters),
    docker.listContainers(filters),
  ]);
  return {
    networks: networks.flatMap((summary) => toActualNetwork(summary, links)),
    containers: containers.map((summary) => toActualContainer(summary, state, links)),
  };
}

function toActualNetwork(summary: NetworkSummary, links: LinkFacts): ActualNetwork[] {
  const id = summary.Labels?.[labels.network];
  if (id === undefined) return [];
  return [
    {
      key: summary.Id,
      id,
      ipv4Subnet: summary.IPAM.Config?.[0]?.Subnet ?? '',
      internet: summary.Labels?.[labels.internet] === 'true',
      overlay: links.overlay(id),
    },
  ];
}

function toActualState(text: string): ActualState {
  if (text === 'created') return 'created';
  if (text === 'exited') return 'stopped';
  return text === 'dead' || text === 'removing' ? 'broken' : 'running';
}

function toActualContainer(summary: ContainerSummary, state: LabState, links: LinkFacts): ActualContainer {
  const own = summary.Labels ?? {};
  const id = own[labels.container] ?? '';
  const actualState = toActualState(summary.State);
  const tracker = state.trackers.get(id);
  // If an apply was interrupted after the start, only the label knows the generation.
  const labelled = actualState === 'created' ? 0 : Number(own[labels.generation] ?? 0);
  return {
    key: summary.Id,
    id,
    name: own[labels.name] ?? '',
    imageReference: own[labels.reference] ?? '',
    state: actualState,
    generation: Math.max(tracker?.generation ?? 0, labelled),
    endedByItself: tracker?.endedByItself ?? false,
    interfaces: toActualInterfaces(summary, actualState === 'running', links),
  };
}

function toActualInterfaces(
  summary: ContainerSummary,
  running: boolean,
  links: LinkFacts,
): ActualInterface[] {
  return Object.entries(summary.NetworkSettings?.Networks ?? {}).flatMap(([name, endpoint]) => {
    const networkId = networkIdOf(name);
    if (networkId === null) return [];
    return [
      {
        networkId,
        ipv4Address: endpoint.IPAMConfig?.IPv4Address ?? null,
        macAddress: running && links.ownMacs && endpoint.MacAddress !== '' ? endpoint.MacAddress : null,
        attached: !running || links.attached(endpoint.EndpointID),
      },
    ];
  });
}
