import { formatIpAddress, type InterfaceFacts, type NodeFacts, type RouteFacts } from '@pineapple/core';
import type { NamespaceDump } from './dump-tables.ts';

type KernelFacts = Pick<NodeFacts, 'interfaces' | 'routes' | 'neighbours'> & {
  /** Whether a packet filter of nftables is set up. */
  readonly hasFilters: boolean;
  /** Null where the kernel can't list sockets. */
  readonly listening: NodeFacts['listening'] | null;
};
/** Null for an interface that is not of the lab. */
type NetworkOf = (mac: string | null, name: string) => string | null;

/** A message without its header: what is fixed, and its attributes by number. */
interface Message {
  readonly type: number;
  readonly fixed: Buffer;
  readonly attributes: ReadonlyMap<number, Buffer>;
}

// Numbers of linux/rtnetlink.h, if_link.h, if_addr.h, neighbour.h, netconf.h, netfilter/nf_tables.h and inet_diag.h.
const [newLink, newAddress, newRoute, newNeighbour, newSettings] = [16, 20, 24, 28, 80];
const newFilterTable = 0xa00;
const [socket, socketBytes] = [20, 72];
const headerBytes = 16;
const [inet, inet6] = [2, 10];
const [isUp, hasCarrier] = [0x1, 0x10000];
/** A route that the kernel remembers for one address, such as its path's MTU. */
const isCloned = 0x200;
const mainTables: readonly number[] = [254, 253];
const routeTypes: Readonly<Record<number, string>> = {
  1: 'unicast',
  6: 'blackhole',
  7: 'unreachable',
  8: 'prohibit',
};
/** By the bit of each, as `ip` calls them. */
const neighbourStates: readonly (readonly [number, string])[] = [
  [0x80, 'PERMANENT'],
  [0x40, 'NOARP'],
  [0x02, 'REACHABLE'],
  [0x04, 'STALE'],
  [0x08, 'DELAY'],
  [0x10, 'PROBE'],
  [0x20, 'FAILED'],
  [0x01, 'INCOMPLETE'],
];
/** Of the settings of all interfaces. */
const allInterfaces = -1;

/** Reads what the kernel answered about one namespace. What it did not answer is empty. */
export function readNetlink(dump: NamespaceDump, networkOf: NetworkOf): KernelFacts {
  const settings = new Settings(dump);
  const links = messagesOf(dump.links, newLink, 16);
  const names = new Map(
    links.map(({ fixed, attributes }) => [fixed.readInt32LE(4), textOf(attributes.get(3))]),
  );
  const nameOf = (index: number | null): string | null =>
    index === null ? null : (names.get(index) ?? null);
  const addresses = messagesOf(dump.addresses, newAddress, 8);
  return {
    interfaces: links.map((link) => toInterface(link, addresses, settings, networkOf)),
    routes: messagesOf(dump.routes, newRoute, 12).flatMap((route) => toRoute(route, nameOf) ?? []),
    neighbours: messagesOf(dump.neighbours, newNeighbour, 12).flatMap(({ fixed, attributes }) => {
      const address = addressOf(attributes.get(1));
      const dev = nameOf(fixed.readInt32LE(4));
      if (address === null || dev === null) return [];
      const bits = fixed.readUInt16LE(8);
      const state = neighbourStates.find(([bit]) => bits & bit)?.[1] ?? 'NONE';
      return { address, dev, mac: macOf(attributes.get(2)), state };
    }),
    hasFilters: messagesOf(dump.filters, newFilterTable, 4).length > 0,
    listening:
      dump.listening4 === undefined
        ? null
        : [dump.listening4, dump.listening6].flatMap((part) =>
            messagesOf(part, socket, socketBytes).map(({ fixed }) => toListening(fixed)),
          ),
  };
}

/** Forwarding and reverse path filters, by family and interface. */
class Settings {
  readonly #known = new Map<string, Message>();

  constructor({ settings4, settings6 }: NamespaceDump) {
    for (const message of [settings4, settings6].flatMap((part) => messagesOf(part, newSettings, 4))) {
      const index = message.attributes.get(1)?.readInt32LE();
      if (index !== undefined) this.#known.set(`${message.fixed.readUInt8()} ${index}`, message);
    }
  }

  forwards(family: number, index: number): boolean {
    return this.#number(family, index, 2) === 1;
  }

  rpFilter(index: number): number {
    return this.#number(inet, index, 3);
  }

  #number(family: number, index: number, attribute: number): number {
    return this.#known.get(`${family} ${index}`)?.attributes.get(attribute)?.readInt32LE() ?? 0;
  }
}

function toInterface(
  { fixed, attributes }: Message,
  addresses: readonly Message[],
  settings: Settings,
  networkOf: NetworkOf,
): InterfaceFacts {
  const index = fixed.readInt32LE(4);
  const flags = fixed.readUInt32LE(8);
  const [name, mac] = [textOf(attributes.get(3)), macOf(attributes.get(1))];
  return {
    ...{ name, mac, mtu: attributes.get(4)?.readUInt32LE() ?? 0, networkId: networkOf(mac, name) },
    up: (flags & isUp) !== 0,
    carrier: (flags & hasCarrier) !== 0,
    addresses: addresses.flatMap((each) => {
      if (each.fixed.readUInt32LE(4) !== index) return [];
      // The own end of a point-to-point link, or the address.
      const address = addressOf(each.attributes.get(2) ?? each.attributes.get(1));
      return address === null ? [] : { address, prefixLength: each.fixed.readUInt8(1) };
    }),
    forwards: {
      ipv4: settings.forwards(inet, index),
      // For IPv6 the kernel asks the setting of all interfaces.
      ipv6: settings.forwards(inet6, allInterfaces),
    },
    rpFilter: Math.max(settings.rpFilter(index), settings.rpFilter(allInterfaces)),
  };
}

function toListening(fixed: Buffer): NodeFacts['listening'][number] {
  const bytes = fixed.readUInt8() === inet6 ? 16 : 4;
  return { address: addressOf(fixed.subarray(8, 8 + bytes)) ?? '', port: fixed.readUInt16BE(4) };
}

function toRoute(
  { fixed, attributes }: Message,
  nameOf: (index: number | null) => string | null,
): RouteFacts | null {
  const family = fixed.readUInt8();
  const type = routeTypes[fixed.readUInt8(7)];
  const table = attributes.get(15)?.readUInt32LE() ?? fixed.readUInt8(4);
  const isOther = (family !== inet && family !== inet6) || (fixed.readUInt32LE(8) & isCloned) !== 0;
  if (isOther || type === undefined || !mainTables.includes(table)) return null;
  const anywhere = family === inet6 ? '::' : '0.0.0.0';
  const first = firstHop(attributes.get(9));
  const [via, dev] = [viaOf(attributes), attributes.get(4)?.readInt32LE() ?? null];
  return {
    family: family === inet6 ? 6 : 4,
    destination: `${addressOf(attributes.get(1)) ?? anywhere}/${fixed.readUInt8(1)}`,
    type,
    via: via ?? (first && viaOf(first.attributes)),
    dev: nameOf(dev ?? first?.index ?? null),
    metric: attributes.get(6)?.readUInt32LE() ?? 0,
  };
}

/** The next hop; an IPv4 route may have one of IPv6. */
function viaOf(attributes: ReadonlyMap<number, Buffer>): string | null {
  return addressOf(attributes.get(5)) ?? addressOf(attributes.get(18)?.subarray(2));
}

/** The first of the next hops of a route over several. */
function firstHop(hops: Buffer | undefined) {
  if (hops === undefined || hops.length < 8) return null;
  const end = Math.min(hops.readUInt16LE(), hops.length);
  return { index: hops.readInt32LE(4), attributes: attributesOf(hops.subarray(8, end)) };
}

function messagesOf(bytes: Buffer | undefined, type: number, fixedBytes: number): Message[] {
  const messages: Message[] = [];
  if (bytes === undefined) return messages;
  for (let at = 0; at + headerBytes <= bytes.length;) {
    const length = bytes.readUInt32LE(at);
    if (length < headerBytes || at + length > bytes.length) break;
    const body = bytes.subarray(at + headerBytes, at + length);
    if (bytes.readUInt16LE(at + 4) === type && body.length >= fixedBytes)
      messages.push({
        type,
        fixed: body.subarray(0, fixedBytes),
        attributes: attributesOf(body.subarray(fixedBytes)),
      });
    at += aligned(length);
  }
  return messages;
}

function attributesOf(bytes: Buffer): ReadonlyMap<number, Buffer> {
  const attributes = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16LE(at);
    if (length < 4 || at + length > bytes.length) break;
    // The two highest bits are flags.
    attributes.set(bytes.readUInt16LE(at + 2) & 0x3fff, bytes.subarray(at + 4, at + length));
    at += aligned(length);
  }
  return attributes;
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}

function textOf(bytes: Buffer | undefined): string {
  return bytes?.toString('utf8').replace(/\0.*$/s, '') ?? '';
}

function macOf(bytes: Buffer | undefined): string | null {
  return bytes === undefined || bytes.length === 0 ? null : bytes.toString('hex').replace(/..(?=.)/g, '$&:');
}

/** Null for bytes that are no address of IPv4 or IPv6. */
function addressOf(bytes: Buffer | undefined): string | null {
  if (bytes?.length !== 4 && bytes?.length !== 16) return null;
  return formatIpAddress({ family: bytes.length === 4 ? 4 : 6, value: BigInt(`0x${bytes.toString('hex')}`) });
}
