import type { DraftInterface, DraftNetwork, DraftNode, LabDraft } from '../lab-draft.ts';
import type { LabFileFormat } from '../read-lab-files.ts';
import {
  interfaceDifferences,
  lastingDifferences,
  liveDifferences,
  networkDifferences,
  positionDifference,
  settingDifferences,
  subnetDifferences,
} from './differences.ts';
import { keepOpen } from './keep-open.ts';
import { planAnnotations } from './plan-annotations.ts';
import type { LabPlan } from './lab-plan.ts';

/** A lab without anything, to plan a new one. */
export const nothing: LabDraft = {
  ...{ name: '', instructions: null, spread: false },
  ...{ networks: [], nodes: [], annotations: [] },
};

/**
 * What makes a lab match the files. Networks and containers are the same if their names are. What the files leave open, such
 * as addresses and positions, stays.
 *
 * @param present the lab as it is
 * @param format the one of the files: others than ours have no routes, and containerlab no instructions
 */
export function planLab(present: LabDraft, wanted: LabDraft, format: LabFileFormat): LabPlan {
  const known = new Map(present.networks.map((network) => [network.name, network]));
  const replaced = new Set(
    wanted.networks
      .filter((network) => {
        const own = known.get(network.name);
        return own !== undefined && subnetDifferences(own, network).length > 0;
      })
      .map(({ name }) => name),
  );
  const desired = keepOpen(present, wanted, { format, replaced });
  const [told, tells] = [present.instructions, desired.instructions].map((text) => text?.trim() || null);
  const instructed = format === 'PINEAPPLE' || desired.instructions !== null;
  return {
    instructions: instructed && tells !== told ? (tells ?? null) : undefined,
    networks: planNetworks(present, desired),
    ...planContainers(present, desired, replaced),
    annotations: planAnnotations(present.annotations, desired.annotations),
  };
}

export function isEmptyPlan({ instructions, ...lists }: LabPlan): boolean {
  return instructions === undefined && Object.values(lists).every(({ length }) => length === 0);
}

function planNetworks(present: LabDraft, desired: LabDraft): LabPlan['networks'] {
  const known = new Map(present.networks.map((network) => [network.name, network]));
  const wanted = new Set(desired.networks.map(({ name }) => name));
  const gone = present.networks.filter(({ name }) => !wanted.has(name));
  return [
    ...gone.map(({ name }) => ({ action: 'REMOVE', desired: null, name, details: [] }) as const),
    ...desired.networks.flatMap((network) => planNetwork(known.get(network.name), network)),
  ];
}

function planNetwork(present: DraftNetwork | undefined, desired: DraftNetwork): LabPlan['networks'] {
  const { name } = desired;
  if (present === undefined) {
    const subnets = [desired.ipv4Subnet, desired.ipv6Subnet].filter((subnet) => subnet !== null);
    return [{ action: 'ADD', desired, name, details: subnets }];
  }
  const subnets = subnetDifferences(present, desired);
  const others = networkDifferences(present, desired);
  if (subnets.length > 0) return [{ action: 'REPLACE', desired, name, details: [...subnets, ...others] }];
  return others.length === 0 ? [] : [{ action: 'CHANGE', desired, name, details: others }];
}

function planContainers(
  present: LabDraft,
  desired: LabDraft,
  replaced: ReadonlySet<string>,
): Pick<LabPlan, 'containers' | 'interfaces'> {
  const known = new Map(present.nodes.map((node) => [node.name, node]));
  const wanted = new Set(desired.nodes.map(({ name }) => name));
  const gone = present.nodes.filter(({ name }) => !wanted.has(name));
  const planned = desired.nodes.map((node) => planContainer(known.get(node.name), node, replaced));
  const removed = ({ name }: DraftNode) =>
    ({ action: 'REMOVE', effect: 'RECREATE', desired: null, name, details: [] }) as const;
  return {
    containers: [...gone.map(removed), ...planned.flatMap(({ containers }) => containers)],
    interfaces: planned.flatMap(({ interfaces }) => interfaces),
  };
}

function planContainer(
  present: DraftNode | undefined,
  desired: DraftNode,
  replaced: ReadonlySet<string>,
): Pick<LabPlan, 'containers' | 'interfaces'> {
  const { name, image } = desired;
  if (present === undefined) {
    return {
      containers: [{ action: 'ADD', effect: 'NONE', desired, name, details: [`image: ${image}`] }],
      interfaces: [],
    };
  }
  const lasting = lastingDifferences(present, desired);
  const settings = settingDifferences(present, desired);
  if (lasting.length > 0) {
    const details = [...lasting, ...settings];
    return {
      containers: [{ action: 'REPLACE', effect: 'RECREATE', desired, name, details }],
      interfaces: [],
    };
  }
  const live = liveDifferences(present, desired);
  const details = [...settings, ...live, ...positionDifference(present, desired)];
  const effect = settings.length > 0 ? 'NEXT_START' : live.length > 0 ? 'LIVE' : 'NONE';
  return {
    containers: details.length === 0 ? [] : [{ action: 'CHANGE', effect, desired, name, details }],
    interfaces: planInterfaces(name, present.interfaces, desired.interfaces, replaced),
  };
}

function planInterfaces(
  container: string,
  present: readonly DraftInterface[],
  desired: readonly DraftInterface[],
  replaced: ReadonlySet<string>,
): LabPlan['interfaces'] {
  const known = new Map(present.map((link) => [link.network, link]));
  const wanted = new Set(desired.map(({ network }) => network));
  const gone = present.filter(({ network }) => !wanted.has(network));
  return [
    ...gone.map(
      ({ network }) => ({ action: 'REMOVE', container, network, desired: null, details: [] }) as const,
    ),
    ...desired.flatMap((link): LabPlan['interfaces'] => {
      const { network } = link;
      const own = known.get(network);
      if (own === undefined) return [{ action: 'ADD', container, network, desired: link, details: [] }];
      if (replaced.has(network))
        return [
          { action: 'CHANGE', container, network, desired: link, details: ['the network is recreated'] },
        ];
      // An address that is left open and lacking is given.
      const lacking = link.addressed && !own.addressed ? ['addresses'] : [];
      const details = [...interfaceDifferences(own, link), ...lacking];
      return details.length === 0 ? [] : [{ action: 'CHANGE', container, network, desired: link, details }];
    }),
  ];
}
