import type { CliConfig } from '@pineapple/config';
import { alignColumns } from '../align-columns.ts';
import { request } from '../site/api.ts';
import { CliError } from '../cli-error.ts';
import { findLab, listLabs } from '../labs.ts';

interface InspectedContainer {
  readonly id: string;
  readonly name: string;
  readonly image: { readonly name: string };
  readonly readiness: { readonly phase: string; readonly reason: string | null };
  readonly interfaces: readonly {
    readonly name: string;
    readonly network: { readonly name: string };
    readonly macAddress: string | null;
    readonly ipv4Address: string | null;
    readonly ipv6Address: string | null;
  }[];
}

export interface InspectedLab {
  readonly id: string;
  readonly name: string;
  readonly revision: number;
  readonly networks: readonly {
    readonly name: string;
    readonly ipv4Subnet: string | null;
    readonly ipv6Subnet: string | null;
    readonly mtu: number;
  }[];
  readonly containers: readonly InspectedContainer[];
}

const query = `query Inspect($id: ID!) {
  lab(id: $id) {
    id name revision
    networks { name ipv4Subnet ipv6Subnet mtu }
    containers {
      id name image { name } readiness { phase reason }
      interfaces { name network { name } macAddress ipv4Address ipv6Address }
    }
  }
}`;

/** Finds a lab by its name or id. @throws CliError that lists the existing ones */
export async function inspectLab(config: CliConfig, wanted: string): Promise<InspectedLab> {
  const { id } = findLab(await listLabs(config), wanted);
  const { lab } = await request<{ readonly lab: InspectedLab | null }>(config, query, { id });
  if (lab === null) throw new CliError(`The lab "${wanted}" was deleted.`);
  return lab;
}

/** A line for each interface, and one for a container without. */
export function inspectedText({ containers }: InspectedLab): string {
  const rows = containers.flatMap(({ name, image, readiness: { phase }, interfaces }) => {
    const own = [name, image.name, phase];
    const links = interfaces.map((one) => {
      const addresses = [one.ipv4Address, one.ipv6Address].filter((address) => address !== null);
      return [...own, one.name, one.network.name, addresses.join(' ') || '-'];
    });
    return links.length > 0 ? links : [[...own, '-', '-', '-']];
  });
  return alignColumns(['CONTAINER', 'IMAGE', 'PHASE', 'INTERFACE', 'NETWORK', 'ADDRESSES'], rows);
}
