/** A lab as others have it, written by us: its files, and what its instructions say must hold when it is READY. */
export interface LabOfOthers {
  /** The public lab that it is like. */
  readonly like: string;
  readonly files: Readonly<Record<string, string>>;
  /** What the instructions have the user type, by container, in this order. */
  readonly typed?: readonly Check[];
  /** What must succeed, at last. */
  readonly checks: readonly Check[];
  /** A command that has to work in a container for the lab to come up, which some kernels can't do. */
  readonly kernelNeeds?: string;
  /** The WARNING notes, by their beginnings, if it has any. */
  readonly warnings?: readonly string[];
}

/** A container, and a command for its shell. */
export type Check = readonly [container: string, command: string];

export const ping = (from: string, to: string): Check => [from, `ping -c 1 -W 1 ${to}`];
export const noPing = (from: string, to: string): Check => [from, `! ping -c 1 -W 1 ${to}`];

/** A node of a topology, with commands that run one after the other. */
export const host = (...exec: readonly string[]): string =>
  `{ kind: linux, image: "wbitt/network-multitool:3.22.2", exec: ${JSON.stringify(exec)} }`;
export const frr = (configuration: string, daemons = 'daemons'): string =>
  `{ kind: linux, image: "quay.io/frrouting/frr:10.5.1", binds: ["${daemons}:/etc/frr/daemons", "${configuration}:/etc/frr/frr.conf"] }`;

/** A topology of containerlab, with its links as `a:eth1 b:eth1`. */
export function topology(
  name: string,
  nodes: Readonly<Record<string, string>>,
  links: readonly string[],
): Readonly<Record<string, string>> {
  const lines = [
    `name: ${name}`,
    'topology:',
    '  nodes:',
    ...Object.entries(nodes).map(([node, fields]) => `    ${node}: ${fields}`),
    '  links:',
    ...links.map((link) => `    - endpoints: ${JSON.stringify(link.split(' '))}`),
  ];
  return { [`${name}.clab.yml`]: `${lines.join('\n')}\n` };
}

/** A lab.conf: the collision domains of each device, in the order of its interfaces. */
export function labConf(devices: Readonly<Record<string, string>>, image = 'kathara/base'): string {
  const lines = Object.entries(devices).flatMap(([device, domains]) => [
    ...domains.split(' ').map((domain, number) => `${device}[${number}]="${domain}"`),
    `${device}[image]="${image}"`,
  ]);
  return `LAB_DESCRIPTION="A lab"\nLAB_VERSION=1.0\n${lines.join('\n')}\n`;
}

/** A start-up script that gives the interfaces of a device their addresses. */
export const addresses = (own: string, ...more: readonly string[]): string =>
  `${[...own.split(' ').map((each, number) => `ip address add ${each} dev eth${number}`), ...more].join('\n')}\n`;
