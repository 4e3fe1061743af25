import { LabFacts, type LinkFaults } from '../lab-facts.ts';
import type { InterfaceFacts, NodeFacts, RouteFacts } from '../node-facts.ts';

type Change = (node: NodeFacts) => NodeFacts;

const networks = new Map(['left', 'middle', 'right'].map((name) => [`net_${name}`, name]));

/** A container with interfaces such as `eth0 left 10.0.1.10`, and routes such as `0.0.0.0/0 10.0.1.2 eth0`. */
function node(
  name: string,
  interfaces: readonly string[],
  routes: readonly string[],
  forwards = false,
): NodeFacts {
  const links = interfaces.map((text, index) => link(name, index, text, forwards));
  const connected = links.map(({ name: dev, addresses }): RouteFacts => {
    const network = addresses[0]?.address.replace(/\d+$/, '0');
    return { ...plain, destination: `${network}/24`, via: null, dev };
  });
  const given = routes.map((text): RouteFacts => {
    const [destination = '', via = '', dev = ''] = text.split(' ');
    return { ...plain, destination, via, dev };
  });
  return {
    ...{ containerId: name, name, running: true, interfaces: links, routes: [...connected, ...given] },
    ...{ neighbours: [], chains: [], legacyRules: false, listening: [], counters: {}, cut: false },
  };
}

const plain = { family: 4, type: 'unicast', metric: 0 } as const;

function link(owner: string, index: number, text: string, forwards: boolean): InterfaceFacts {
  const [name = '', network, address = ''] = text.split(' ');
  return {
    ...{
      name,
      networkId: `net_${network}`,
      mac: `02:00:00:00:0${index}:${owner.charCodeAt(0).toString(16)}`,
    },
    ...{ up: true, carrier: true, mtu: 1500, addresses: [{ address, prefixLength: 24 }] },
    ...{ forwards: { ipv4: forwards, ipv6: forwards }, rpFilter: 0 },
  };
}

/** The lab a - left - r - middle - s - right - b, whole but for the changes. */
export function routedLab(
  changes: Readonly<Record<string, Change>> = {},
  faults: Partial<LinkFaults> = {},
): LabFacts {
  const nodes = [
    node('a', ['eth0 left 10.0.1.10'], ['0.0.0.0/0 10.0.1.2 eth0']),
    node('r', ['eth0 left 10.0.1.2', 'eth1 middle 10.0.2.2'], ['10.0.3.0/24 10.0.2.3 eth1'], true),
    node('s', ['eth0 middle 10.0.2.3', 'eth1 right 10.0.3.3'], ['10.0.1.0/24 10.0.2.2 eth0'], true),
    node('b', ['eth0 right 10.0.3.10'], ['0.0.0.0/0 10.0.3.3 eth0']),
  ];
  const given = [{ containerId: 's', networkId: 'net_middle', address: '10.0.2.3' }];
  return new LabFacts(
    nodes.map((each) => changes[each.name]?.(each) ?? each),
    given,
    networks,
    { blackHoles: [], down: [], ...faults },
  );
}

export function withoutRoute(destination: string): Change {
  return (each) => ({ ...each, routes: each.routes.filter((route) => route.destination !== destination) });
}

export function withRoute(destination: string, via: string, dev: string): Change {
  return (each) => ({
    ...each,
    routes: [...withoutRoute(destination)(each).routes, { ...plain, destination, via, dev }],
  });
}

/** Changes one interface. */
export function withInterface(name: string, change: Partial<InterfaceFacts>): Change {
  return (each) => ({
    ...each,
    interfaces: each.interfaces.map((one) => (one.name === name ? { ...one, ...change } : one)),
  });
}
