const impairments = [
  'delayMs',
  'jitterMs',
  'lossPercent',
  'lossBurst',
  'lossStartPercent',
  'dropEvery',
  'dropMatching',
  'blackHoleMtu',
  'corruptPercent',
  'duplicatePercent',
  'reorderPercent',
  'rateKbit',
] as const;

/** What the summary of a lab needs of it. */
export const labSummaryFields = `
  id name revision
  networks { name phase reason ipv4Subnet ipv6Subnet mtu internet }
  containers {
    id name image { name } phase readiness { reason }
    interfaces {
      name linkUp ipv4Address ipv6Address network { id name }
      quality { toContainer { ${impairments.join(' ')} } fromContainer { ${impairments.join(' ')} }
        outage { downSeconds upSeconds since } }
    }
  }`;

type Impairment = Readonly<Record<(typeof impairments)[number], number | string | null>>;

interface Outage {
  readonly downSeconds: number;
  readonly upSeconds: number | null;
  readonly since: string | null;
}

interface SummarisedInterface {
  readonly name: string;
  readonly linkUp: boolean;
  readonly ipv4Address: string | null;
  readonly ipv6Address: string | null;
  readonly network: { readonly id: string; readonly name: string };
  readonly quality: {
    readonly toContainer: Impairment;
    readonly fromContainer: Impairment;
    readonly outage: Outage | null;
  };
}

interface SummarisedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: { readonly name: string };
  readonly phase: string;
  readonly readiness: { readonly reason: string | null };
  readonly interfaces: readonly SummarisedInterface[];
}

export interface SummarisedLab {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly networks: readonly {
    readonly name: string;
    readonly phase: string;
    readonly reason: string | null;
    readonly ipv4Subnet: string | null;
    readonly ipv6Subnet: string | null;
    readonly mtu: number;
    readonly internet: boolean;
  }[];
  readonly containers: readonly SummarisedContainer[];
}

/**
 * A lab in a few lines: a line for each network and node, with what is not as usual. A lab of 20 nodes takes about 1.5 kB,
 * because a model pays for each word.
 */
export function summarise(lab: SummarisedLab): string {
  const ready = lab.containers.filter(({ phase }) => phase === 'READY').length;
  return [
    `${lab.name} (${lab.id}), revision ${lab.revision}: ${ready} of ${lab.containers.length} nodes READY`,
    'networks',
    ...lab.networks.map(networkLine),
    'nodes',
    ...lab.containers.map(nodeLine),
  ].join('\n');
}

function networkLine(network: SummarisedLab['networks'][number]): string {
  const { name, ipv4Subnet, ipv6Subnet, mtu, internet, phase, reason } = network;
  return words(
    name,
    ipv4Subnet,
    ipv6Subnet,
    ipv4Subnet === null && ipv6Subnet === null && 'plain',
    mtu !== 1500 && `mtu ${mtu}`,
    internet && 'internet',
    phase !== 'ACTIVE' && phase,
    phase !== 'ACTIVE' && reason,
  );
}

function nodeLine({ name, image, phase, readiness, interfaces }: SummarisedContainer): string {
  const isReady = phase === 'READY';
  return words(
    name,
    image.name,
    !isReady && phase,
    !isReady && readiness.reason && `(${readiness.reason})`,
    interfaces.map(interfaceText).join(', '),
  );
}

function interfaceText({ name, network, ...link }: SummarisedInterface): string {
  return words(
    `${name}=${network.name}`,
    link.ipv4Address,
    link.ipv6Address,
    !link.linkUp && 'DOWN',
    link.quality.outage && outageText(link.quality.outage),
    impairmentText('in', link.quality.toContainer),
    impairmentText('out', link.quality.fromContainer),
  );
}

function outageText({ downSeconds, upSeconds, since }: Outage): string {
  return upSeconds === null
    ? `DOWN for ${downSeconds} s from ${since}`
    : `FLAPS ${downSeconds} s down, ${upSeconds} s up`;
}

function impairmentText(direction: string, impairment: Impairment): string {
  const there = impairments.filter((key) => impairment[key] !== null && impairment[key] !== 0);
  if (there.length === 0) return '';
  return `${direction}[${there.map((key) => `${key} ${impairment[key]}`).join(' ')}]`;
}

const words = (...all: readonly (string | false | null)[]): string => all.filter(Boolean).join(' ');
