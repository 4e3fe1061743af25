import { isSameAddress } from './find-route.ts';
import type { InterfaceFacts, NodeFacts } from './node-facts.ts';

/** An address that the lab gave to an interface, for containers that can't be asked. */
export interface GivenAddress {
  readonly containerId: string;
  readonly networkId: string;
  readonly address: string;
}

/** A link of the lab that drops packets of more bytes without an answer. */
export interface BlackHole {
  readonly containerId: string;
  readonly networkId: string;
  readonly mtu: number;
}

/** What the lab itself does to its links. */
export interface LinkFaults {
  readonly blackHoles: readonly BlackHole[];
  /** Links that are down. */
  readonly down: readonly { readonly containerId: string; readonly networkId: string }[];
}

/** What an interface is to its lab. */
export interface Place {
  readonly node: NodeFacts;
  readonly interface: InterfaceFacts;
}

/** The facts of all containers of a lab at one moment. */
export class LabFacts {
  readonly nodes: ReadonlyMap<string, NodeFacts>;
  readonly #given: readonly GivenAddress[];
  readonly #names: ReadonlyMap<string, string>;
  readonly #faults: LinkFaults;

  /** @param names of the lab's networks, by id */
  constructor(
    nodes: readonly NodeFacts[],
    given: readonly GivenAddress[],
    names: ReadonlyMap<string, string>,
    faults: LinkFaults = { blackHoles: [], down: [] },
  ) {
    this.nodes = new Map(nodes.map((node) => [node.containerId, node]));
    this.#given = given;
    this.#names = names;
    this.#faults = faults;
  }

  networkName(networkId: string | null): string {
    return (networkId === null ? undefined : this.#names.get(networkId)) ?? 'a network outside the lab';
  }

  /** The interfaces on a network that have an address. One that was given the address in the lab comes first. */
  holders(networkId: string, address: string): readonly Place[] {
    const found = this.#find(networkId, ({ addresses }) =>
      addresses.some((one) => isSameAddress(one.address, address)),
    );
    const owner = this.#given.find(
      (each) => each.networkId === networkId && isSameAddress(each.address, address),
    )?.containerId;
    return [
      ...found.filter(({ node }) => node.containerId === owner),
      ...found.filter(({ node }) => node.containerId !== owner),
    ];
  }

  holderOfMac(networkId: string, mac: string): Place | null {
    return this.#find(networkId, (each) => each.mac === mac)[0] ?? null;
  }

  /**
   * An interface whose link the lab has down and that leaves an interface of a network without a carrier: the container's own,
   * or that at the other end of a cable.
   */
  downOn(networkId: string | null, containerId: string): Place | null {
    const down = this.#faults.down.filter((each) => each.networkId === networkId);
    const link = down.find((each) => each.containerId === containerId) ?? down[0];
    const node = link && this.nodes.get(link.containerId);
    const found = node?.interfaces.find((each) => each.networkId === networkId);
    return node && found ? { node, interface: found } : null;
  }

  /** From how many bytes on a container's link to a network loses packets; null if it does not. */
  blackHole(containerId: string, networkId: string | null): number | null {
    return (
      this.#faults.blackHoles.find((each) => each.containerId === containerId && each.networkId === networkId)
        ?.mtu ?? null
    );
  }

  /** The stopped container that an address on a network was given to. */
  stoppedHolder(networkId: string, address: string): NodeFacts | null {
    const given = this.#given.find(
      (each) => each.networkId === networkId && isSameAddress(each.address, address),
    );
    const node = given && this.nodes.get(given.containerId);
    return node && !node.running ? node : null;
  }

  #find(networkId: string, matches: (each: InterfaceFacts) => boolean): readonly Place[] {
    return [...this.nodes.values()].flatMap((node) =>
      node.interfaces
        .filter((each) => each.networkId === networkId && matches(each))
        .map((each) => ({ node, interface: each })),
    );
  }
}

export function interfaceOf({ interfaces }: NodeFacts, name: string | null): InterfaceFacts | null {
  return interfaces.find((each) => each.name === name) ?? null;
}

export function hasAddress({ interfaces }: NodeFacts, address: string): boolean {
  return interfaces.some(({ addresses }) => addresses.some((one) => isSameAddress(one.address, address)));
}
