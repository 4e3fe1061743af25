import { addressesOf } from './addresses-of.ts';

interface Attachable {
  readonly id: string;
  readonly name: string;
  readonly interfaces: readonly {
    readonly ipv4Address: string | null;
    readonly ipv6Address: string | null;
    readonly network: { readonly id: string };
  }[];
}

/** A container on a network, with its addresses there, if any. */
export interface Attached {
  readonly id: string;
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Attached containers by network id. */
export type Attachments = ReadonlyMap<string, readonly Attached[]>;

export function attachedTo(networkId: string, containers: readonly Attachable[]): Attached[] {
  return containers.flatMap(({ id, name, interfaces }) =>
    interfaces
      .filter(({ network }) => network.id === networkId)
      .map((link) => ({ id, name, addresses: addressesOf(link) })),
  );
}

/**
 * The attached containers of every network. Returns the previous array where nothing changed, so that a phase change
 * of one container does not render every network.
 */
export function attachmentsOf(
  networks: readonly { readonly id: string }[],
  containers: readonly Attachable[],
  before?: Attachments,
): Attachments {
  return new Map(
    networks.map(({ id }) => {
      const now = attachedTo(id, containers);
      const old = before?.get(id);
      return [id, old && isSame(old, now) ? old : now];
    }),
  );
}

function isSame(one: readonly Attached[], other: readonly Attached[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ id, name, addresses }, index) => {
      const match = other[index];
      return id === match?.id && name === match.name && addresses.join() === match.addresses.join();
    })
  );
}
