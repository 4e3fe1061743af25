import { describe, expect, it } from 'vitest';
import type { HostManifest } from '../host-manifest/host-manifest.ts';
import type { ContainerPhase } from '../observed/phase.ts';
import type { ActualLab } from './actual-lab.ts';
import { planApply } from './plan-apply.ts';
import { type Plan, planIsEmpty } from './plan.ts';
import {
  actualContainer,
  actualNetwork,
  actualWire,
  container,
  emptyHost,
  lab,
  link,
  matchingHost,
  network,
} from './plan-samples.ts';
import { wiresOf } from './wire.ts';

const lan = network('lan');
const wan = network('wan', { ipv4Subnet: '10.0.2.0/24' });
const a = container('a', { interfaces: [link('lan', '10.0.1.10')] });
const router = container('router', { interfaces: [link('lan', '10.0.1.11'), link('wan', '10.0.2.11')] });

function outline(plan: Plan): string[] {
  return plan.steps.map(({ action, subject, networkId }) =>
    [action, subject, networkId].filter((part) => part !== null).join(' '),
  );
}

/** The steps that a step waits for, in words. */
function waits(plan: Plan, action: string, subject: string): string[] {
  const step = plan.steps.find((each) => each.action === action && each.subject === subject);
  const lines = outline(plan);
  return (step?.after ?? [])
    .map((id) => lines[plan.steps.findIndex((each) => each.id === id)] ?? '')
    .toSorted();
}

describe('a plan', () => {
  it('is empty for a host that matches', () => {
    const desired = lab([lan, wan], [a, router, container('off', { power: 'off' })]);
    expect(planIsEmpty(planApply(desired, matchingHost(desired)))).toBe(true);
  });

  it('creates containers beside networks, and starts them once their networks are there', () => {
    const plan = planApply(lab([lan, wan], [a, router]), emptyHost);
    expect(outline(plan)).toEqual([
      'create-network lan',
      'create-network wan',
      'create-container a',
      'start a',
      'create-container router',
      'start router',
    ]);
    expect(waits(plan, 'create-container', 'router')).toEqual([]);
    expect(waits(plan, 'start', 'router')).toEqual([
      'create-container router',
      'create-network lan',
      'create-network wan',
    ]);
    expect(plan.steps.every(({ disruption }) => disruption === 'none')).toBe(true);
  });

  it('does not start a container that should be off', () => {
    expect(outline(planApply(lab([], [container('x', { power: 'off' })]), emptyHost))).toEqual([
      'create-container x',
    ]);
  });

  it('removes everything of a removed lab, containers before their networks', () => {
    const desired = lab([lan, wan], [a, router]);
    const plan = planApply({ ...desired, removed: true }, matchingHost(desired));
    expect(outline(plan)).toEqual([
      'remove-container a',
      'remove-container router',
      'remove-network lan',
      'remove-network wan',
    ]);
    expect(waits(plan, 'remove-network', 'lan')).toEqual(['remove-container a', 'remove-container router']);
    expect(waits(plan, 'remove-network', 'wan')).toEqual(['remove-container router']);
  });

  it('removes a container and a network that are not in the lab', () => {
    const plan = planApply(lab([], []), matchingHost(lab([lan], [a])));
    expect(plan.steps.map(({ reason }) => reason)).toEqual([
      'the lab has no such container',
      'the lab has no such network',
    ]);
  });
});

describe('power', () => {
  const host = (change: Parameters<typeof actualContainer>[1]): ActualLab => ({
    networks: [],
    containers: [actualContainer(container('x'), change)],
  });
  const on = lab([], [container('x', { generation: 3 })]);
  const off = lab([], [container('x', { generation: 3, power: 'off' })]);

  it.each([
    ['a new request starts a stopped container', on, { state: 'stopped', generation: 2 }, ['start x']],
    [
      'a new request starts a failed container',
      on,
      { state: 'stopped', generation: 2, endedByItself: true },
      ['start x'],
    ],
    ['a new request restarts a running container', on, { state: 'running', generation: 2 }, ['restart x']],
    ['a running container without a new request is kept', on, { state: 'running', generation: 3 }, []],
    [
      'a container that was found stopped is started again',
      on,
      { state: 'stopped', generation: 3 },
      ['start x'],
    ],
    [
      'a container that ended by itself is not started in a loop',
      on,
      { state: 'stopped', generation: 3, endedByItself: true },
      [],
    ],
    [
      'a container that was created but never started is started',
      on,
      { state: 'created', generation: 0 },
      ['start x'],
    ],
    [
      'a container that failed to start is not retried in a loop',
      on,
      { state: 'created', generation: 3, endedByItself: true },
      [],
    ],
    ['one that waits behind its gate is started', on, { state: 'waiting', generation: 0 }, ['start x']],
    ['one that waits behind its gate is stopped', off, { state: 'waiting', generation: 0 }, ['stop x']],
    ['a running container is stopped', off, { state: 'running', generation: 2 }, ['stop x']],
    ['a stopped container stays stopped', off, { state: 'stopped', generation: 2 }, []],
    ['a container that was never started stays that way', off, { state: 'created', generation: 0 }, []],
  ] as const)('%s', (_name, desired, change, expected) => {
    expect(outline(planApply(desired, host(change)))).toEqual(expected);
  });

  it('has the disruption of a restart for a restart, and none for a start', () => {
    expect(planApply(on, host({ state: 'running', generation: 2 })).steps[0]?.disruption).toBe('restart');
    expect(planApply(on, host({ state: 'stopped', generation: 2 })).steps[0]?.disruption).toBe('none');
  });
});

describe('drift', () => {
  const desired = lab([lan, wan], [a, router]);
  const matching = matchingHost(desired);
  const matchingRouter = actualContainer(router, { interfaces: wiresOf(desired, router) });

  it('renames a running container in place, and leaves one that does not run to its next start', () => {
    const named = (change: Parameters<typeof actualContainer>[1]): ActualLab => {
      const wrong = actualContainer(a, { name: 'other', ...change });
      return { ...matching, containers: [wrong, matchingRouter] };
    };
    const running = planApply(desired, named({ interfaces: wiresOf(desired, a) }));
    expect(outline(running)).toEqual(['rename a']);
    expect(running.steps[0]).toMatchObject({ disruption: 'live', reason: 'its name is other instead of a' });
    const stopped = named({ state: 'stopped', interfaces: [] });
    expect(outline(planApply(desired, stopped))).toEqual(['start a']);
    const off = lab([lan, wan], [{ ...a, power: 'off' }, router]);
    expect(outline(planApply(off, stopped))).toEqual([]);
    const requested = lab([lan, wan], [{ ...a, generation: 2 }, router]);
    expect(outline(planApply(requested, named({ interfaces: wiresOf(desired, a) })))).toEqual(['restart a']);
  });

  it('replaces a container that is broken or has another image', () => {
    for (const change of [{ state: 'broken' }, { imageReference: 'other:1' }] as const) {
      const wrong = actualContainer(a, { interfaces: wiresOf(desired, a), ...change });
      const actual = { ...matching, containers: [wrong, matchingRouter] };
      const plan = planApply(desired, actual);
      expect(outline(plan)).toEqual(['remove-container a', 'create-container a', 'start a']);
      expect(plan.steps[0]?.disruption).toBe('recreate');
      expect(waits(plan, 'create-container', 'a')).toEqual(['remove-container a']);
    }
  });

  it('keeps one of two containers with the same id', () => {
    const actual = { ...matching, containers: [...matching.containers, actualContainer(a, { key: 'twin' })] };
    const plan = planApply(desired, actual);
    expect(plan.steps.map(({ action, key }) => [action, key])).toEqual([['remove-container', 'twin']]);
  });

  it('reconnects an interface with a wrong address, MAC address, name or default route', () => {
    const own = link('lan', '10.0.1.10');
    for (const change of [
      { addresses: ['10.0.1.99/24'] },
      { macAddress: '02:ff' },
      { name: 'eth7' },
      { gateway: '10.0.1.1' },
    ]) {
      const changed = actualContainer(a, { interfaces: [actualWire([lan], own, change)] });
      const others = matching.containers.filter(({ id }) => id !== 'a');
      const plan = planApply(desired, { ...matching, containers: [changed, ...others] });
      expect(outline(plan)).toEqual(['disconnect a lan', 'connect a lan']);
      expect(plan.steps.map(({ disruption }) => disruption)).toEqual(['live', 'live']);
    }
  });

  it('disconnects a container from a network that it should not be on', () => {
    const extra = network('extra', { ipv4Subnet: '10.0.9.0/24' });
    const held = [
      actualWire([lan], link('lan', '10.0.1.10')),
      actualWire([extra], link('extra', '10.0.9.2')),
    ];
    const others = matching.containers.filter(({ id }) => id !== 'a');
    const plan = planApply(desired, {
      networks: [...matching.networks, actualNetwork(extra)],
      containers: [actualContainer(a, { interfaces: held }), ...others],
    });
    expect(outline(plan)).toEqual(['disconnect a extra', 'remove-network extra']);
    expect(waits(plan, 'remove-network', 'extra')).toEqual(['disconnect a extra']);
  });

  it('makes all interfaces of a stopped container at its start, and none before', () => {
    const stopped = actualContainer(router, { state: 'stopped', interfaces: [] });
    const others = matching.containers.filter(({ id }) => id !== 'router');
    const plan = planApply(desired, { networks: [actualNetwork(lan)], containers: [...others, stopped] });
    expect(outline(plan)).toEqual(['create-network wan', 'start router']);
    expect(waits(plan, 'start', 'router')).toEqual(['create-network wan']);
  });

  it('changes a network with a wrong subnet in place, and the addresses of its containers', () => {
    const other = network('lan', { ipv4Subnet: '10.9.0.0/24' });
    const before = lab([other, wan], [container('a', { interfaces: [link('lan', '10.9.0.10')] })]);
    const plan = planApply(lab([lan, wan], [a]), matchingHost(before));
    expect(outline(plan)).toEqual(['disconnect a lan', 'change-network lan', 'connect a lan']);
    expect(waits(plan, 'connect', 'a')).toEqual(['change-network lan', 'disconnect a lan']);
  });

  it('gives and takes the default route when a network gains or loses egress', () => {
    const open = network('lan', { internet: true });
    const plan = planApply(lab([open], [a]), matchingHost(lab([lan], [a])));
    expect(plan.steps.map(({ action, reason }) => [action, reason])).toEqual([
      ['disconnect', 'the router of its default route is none instead of 10.0.1.1'],
      ['change-network', 'it lacks egress'],
      ['connect', 'the router of its default route is none instead of 10.0.1.1'],
    ]);
    expect(planIsEmpty(planApply(lab([open], [a]), matchingHost(lab([open], [a]))))).toBe(true);
  });
});

describe('a network of a multi-host lab', () => {
  const overlay = { vni: 4096, peers: ['192.0.2.1', '192.0.2.2'], gatewayHere: false };
  const spanning = network('lan', { overlay });
  const desired = lab([spanning], [a]);

  it('is kept if it reaches the right hosts, in any order', () => {
    const turned = { ...overlay, peers: overlay.peers.toReversed() };
    const actual = { ...matchingHost(desired), networks: [actualNetwork(spanning, { overlay: turned })] };
    expect(planIsEmpty(planApply(desired, actual))).toBe(true);
  });

  it.each([
    [overlay, null, "it does not reach the lab's other hosts"],
    [null, overlay, 'it reaches other hosts, but the lab is on this host only'],
    [overlay, { ...overlay, vni: 5000 }, 'its VXLAN identifier is 5000 instead of 4096'],
    [{ ...overlay, peers: [] }, overlay, "the lab's other hosts are none instead of 192.0.2.1, 192.0.2.2"],
    [{ ...overlay, gatewayHere: true }, overlay, 'its egress moves to this host'],
    [overlay, { ...overlay, gatewayHere: true }, 'its egress moves to another host'],
  ])('is changed in place, with its containers attached (%#)', (wanted, found, reason) => {
    const changed = lab([network('lan', { overlay: wanted })], [a]);
    const actual = { ...matchingHost(desired), networks: [actualNetwork(spanning, { overlay: found })] };
    const plan = planApply(changed, actual);
    expect(outline(plan)).toEqual(['change-network lan']);
    expect(plan.steps[0]).toMatchObject({ reason, disruption: 'live' });
  });

  it('is changed before another container is attached', () => {
    const b = container('b', { interfaces: [link('lan', '10.0.1.20')] });
    const plan = planApply(lab([spanning], [a, b]), matchingHost(lab([lan], [a])));
    expect(waits(plan, 'start', 'b')).toEqual(['change-network lan', 'create-container b']);
  });

  it('is created with its overlay in one step', () => {
    expect(outline(planApply(desired, emptyHost))).toEqual([
      'create-network lan',
      'create-container a',
      'start a',
    ]);
  });
});

describe('the interfaces of a container', () => {
  const dual = network('dual', { ipv4Subnet: '10.0.5.0/24', ipv6Subnet: 'fd00::/64' });
  const plain = network('plain', { ipv4Subnet: null });

  it('have the addresses of both families, or none', () => {
    const links = [
      { ...link('dual', '10.0.5.2'), ipv6Address: 'fd00::2' },
      { ...link('plain', ''), ipv4Address: null },
    ];
    const wires = wiresOf({ networks: [dual, plain] }, container('x', { interfaces: links }));
    expect(wires.map(({ addresses }) => addresses)).toEqual([['10.0.5.2/24', 'fd00::2/64'], []]);
  });

  it('have the default route by the first network with egress, or by the container’s own gateway', () => {
    const open = network('open', { ipv4Subnet: '10.0.6.0/24', internet: true });
    const links = [link('dual', '10.0.5.2'), link('open', '10.0.6.2')];
    const gateways = (defaultGateway: string | null) =>
      wiresOf({ networks: [dual, open] }, container('x', { interfaces: links, defaultGateway })).map(
        ({ gateway }) => gateway,
      );
    expect(gateways(null)).toEqual([null, '10.0.6.1']);
    expect(gateways('10.0.5.9')).toEqual(['10.0.5.9', null]);
    expect(gateways('192.0.2.1')).toEqual([null, null]);
    expect(gateways('10.0.5.2')).toEqual([null, null]);
    const bare = [{ ...link('dual', ''), ipv4Address: null }, link('open', '10.0.6.2')];
    const wires = wiresOf(
      { networks: [dual, open] },
      container('x', { interfaces: bare, defaultGateway: '10.0.5.9' }),
    );
    expect(wires.map(({ gateway }) => gateway)).toEqual([null, null]);
  });
});

describe('addresses', () => {
  it('are freed before another container takes them', () => {
    const before = lab([lan], [a]);
    const successor = container('b', { interfaces: [link('lan', '10.0.1.10')] });
    const plan = planApply(lab([lan], [successor]), matchingHost(before));
    expect(waits(plan, 'start', 'b')).toEqual(['create-container b', 'remove-container a']);
  });

  it('can be exchanged between two running containers', () => {
    const b = container('b', { interfaces: [link('lan', '10.0.1.20')] });
    const swapped = lab(
      [lan],
      [
        { ...a, interfaces: [link('lan', '10.0.1.20')] },
        { ...b, interfaces: [link('lan', '10.0.1.10')] },
      ],
    );
    const plan = planApply(swapped, matchingHost(lab([lan], [a, b])));
    expect(waits(plan, 'connect', 'a')).toEqual(['disconnect a lan', 'disconnect b lan']);
    expect(waits(plan, 'connect', 'b')).toEqual(['disconnect a lan', 'disconnect b lan']);
  });

  it('do not delay a container that takes another address', () => {
    const plan = planApply(
      lab([lan], [container('b', { interfaces: [link('lan', '10.0.1.20')] })]),
      matchingHost(lab([lan], [a])),
    );
    expect(waits(plan, 'create-container', 'b')).toEqual([]);
  });
});

describe('several changes at once', () => {
  it('only stops a container that loses its interfaces as well', () => {
    const before = lab([lan], [a]);
    const after = lab([lan], [{ ...a, power: 'off', generation: 2, interfaces: [] }]);
    expect(outline(planApply(after, matchingHost(before)))).toEqual(['stop a']);
  });

  it('removes a wrong interface before a restart makes all of them', () => {
    const moved = { ...a, generation: 2, interfaces: [link('lan', '10.0.1.77')] };
    const plan = planApply(lab([lan], [moved]), matchingHost(lab([lan], [a])));
    expect(outline(plan)).toEqual(['disconnect a lan', 'restart a']);
    expect(waits(plan, 'restart', 'a')).toEqual(['disconnect a lan']);
  });
});

describe('containers that wait for others', () => {
  const db = container('db');
  const web = container('web', { waitFor: [{ containerId: 'db', name: 'db', until: 'READY' }] });
  const desired = lab([], [web, db]);
  const dbIs = (phase: ContainerPhase, reason: string | null = null): ActualLab => ({
    ...matchingHost(lab([], [db])),
    phases: new Map([['db', { phase, reason }]]),
  });
  const held = (wanted: HostManifest, actual: ActualLab) => planApply(wanted, actual).held.get('web');

  it('are neither made nor started before those are in the phase', () => {
    const plan = planApply(desired, emptyHost);
    expect(outline(plan)).toEqual(['create-container db', 'start db']);
    expect(plan.held).toEqual(new Map([['web', "Waits for 'db' to be READY"]]));
    expect(held(desired, dbIs('RUNNING'))).toBe("Waits for 'db' to be READY");
    const ready = planApply(desired, dbIs('READY'));
    expect(outline(ready)).toEqual(['create-container web', 'start web']);
    expect(ready.held.size).toBe(0);
    const running = lab([], [{ ...web, waitFor: [{ containerId: 'db', name: 'db', until: 'RUNNING' }] }, db]);
    expect(held(running, dbIs('RUNNING'))).toBeUndefined();
    expect(held(running, dbIs('CONNECTED'))).toBe("Waits for 'db' to be RUNNING");
  });

  it('do not trust the phase of one that was found stopped', () => {
    const stopped = { ...dbIs('READY'), containers: [actualContainer(db, { state: 'stopped' })] };
    const plan = planApply(desired, stopped);
    expect(outline(plan)).toEqual(['start db']);
    expect(plan.held.size).toBe(1);
  });

  it('say what does not pass by itself', () => {
    expect(held(desired, dbIs('FAILED', 'It exited'))).toBe(
      "Waits for 'db' to be READY, which is FAILED: It exited",
    );
    const off = lab([], [web, { ...db, power: 'off' }]);
    expect(held(off, emptyHost)).toBe("Waits for 'db' to be READY, which is stopped");
    expect(held(lab([], [web]), emptyHost)).toContain('which is on another host');
    const gone = {
      ...web,
      waitFor: [...web.waitFor, { containerId: 'x', name: null, until: 'READY' as const }],
    };
    expect(held(lab([], [gone, db]), emptyHost)).toContain('no longer in the lab');
  });

  it('stop at once for a restart, and keep running without one', () => {
    const running = dbIs('FAILED');
    const actual = { ...running, containers: [...running.containers, actualContainer(web)] };
    expect(planIsEmpty(planApply(desired, actual))).toBe(true);
    const again = lab([], [{ ...web, generation: 2 }, db]);
    expect(outline(planApply(again, actual))).toEqual(['stop web']);
    expect(held(again, actual)).toContain('FAILED');
  });
});
