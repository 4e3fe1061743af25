import type { CliConfig } from '@pineapple/config';
import { request } from './site/api.ts';
import { CliError } from './cli-error.ts';
import type { Place } from './node-name.ts';

interface ListedContainer {
  readonly id: string;
  readonly name: string;
  readonly readiness: { readonly phase: string };
}
interface ListedNetwork {
  readonly id: string;
  readonly name: string;
}
export interface ListedLab {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly networks: readonly ListedNetwork[];
  readonly containers: readonly ListedContainer[];
}
interface Page {
  readonly viewer: { readonly id: string } | null;
  readonly labs: {
    readonly nodes: readonly ListedLab[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const labsQuery = `query Labs($after: String) {
  viewer { id }
  labs(first: 100, after: $after) {
    nodes { id name revision networks { id name } containers { id name readiness { phase } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** All labs of the token's owner, newest first. */
export async function listLabs(config: CliConfig): Promise<ListedLab[]> {
  const labs: ListedLab[] = [];
  let after: string | null = null;
  do {
    const page: Page = await request<Page>(config, labsQuery, { after });
    labs.push(...page.labs.nodes);
    after = page.labs.pageInfo.hasNextPage ? page.labs.pageInfo.endCursor : null;
  } while (after !== null);
  return labs;
}

/** Finds a lab by its name or id. @throws CliError that lists the existing ones */
export function findLab(labs: readonly ListedLab[], lab: string): ListedLab {
  const byId = labs.filter(({ id }) => id === lab);
  const found = byId.length > 0 ? byId : labs.filter(({ name }) => name === lab);
  const [one, other] = found;
  if (!one) throw new CliError(`You have no lab "${lab}"${listed('lab', labs)}.`);
  if (other) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new CliError(`You have ${found.length} labs named "${lab}". Use one of the ids ${ids}.`);
  }
  return one;
}

/** Finds a container. @throws CliError that lists the existing ones */
export function findContainer(labs: readonly ListedLab[], { lab, container }: Place): ListedContainer {
  const { name, containers } = findLab(labs, lab);
  return findNode(name, 'container', containers, container);
}

/** Finds a container or, if there is none of that name, a network. @throws CliError that lists the containers */
export function findNodeOf(
  labs: readonly ListedLab[],
  { lab, container }: Place,
): { readonly containerId: string } | { readonly networkId: string } {
  const { containers, networks } = findLab(labs, lab);
  const isThis = ({ id, name }: ListedNetwork): boolean => name === container || id === container;
  const network = networks.find(isThis);
  if (network && !containers.some(isThis)) return { networkId: network.id };
  return { containerId: findContainer(labs, { lab, container }).id };
}

/** Finds a network. @throws CliError that lists the existing ones */
export function findNetwork(labs: readonly ListedLab[], lab: string, network: string): ListedNetwork {
  const { name, networks } = findLab(labs, lab);
  return findNode(name, 'network', networks, network);
}

function findNode<T extends ListedNetwork>(lab: string, what: string, all: readonly T[], wanted: string): T {
  const there = all.find(({ id, name }) => name === wanted || id === wanted);
  if (there) return there;
  throw new CliError(`The lab "${lab}" has no ${what} "${wanted}"${listed(what, all)}.`);
}

function listed(what: string, all: readonly { readonly name: string }[]): string {
  if (all.length === 0) return what === 'lab' ? '. You have no labs' : `. It has no ${what}s`;
  const names = all.slice(0, 10).map(({ name }) => `"${name}"`);
  return `. Choose from ${names.join(', ')}${all.length > 10 ? ' and more' : ''}`;
}

/** The list as text. */
export function labsText(labs: readonly ListedLab[]): string {
  if (labs.length === 0) return 'You have no labs yet.\n';
  return labs
    .map(({ id, name, containers }) => {
      const width = Math.max(0, ...containers.map((one) => one.name.length));
      const lines = containers.map((one) => `  ${one.name.padEnd(width)}  ${one.readiness.phase}\n`);
      return `${name}  (${id})\n${lines.join('')}`;
    })
    .join('');
}
