import { describe, expect, it } from 'vitest';
import { updateContainer } from './edits/containers/update-container.ts';
import { copyNodes } from './edits/copy-nodes.ts';
import { undoEdit } from './history/history-edits.ts';
import { recordEdit } from './history/record-edit.ts';
import { undoState } from './history/undo-state.ts';
import { concernsHost, toHostManifest } from './host-manifest/to-host-manifest.ts';
import { wiresOf, wireMismatch } from './plan/wire.ts';
import { errorOf, valueOf } from './testing/outcome.ts';
import { SampleLab } from './testing/sample-lab.ts';

/** A host on two networks, the second with IPv6 too, and a router on the first. */
function routed() {
  const sample = new SampleLab();
  const lan = sample.network('lan', '10.0.1.0/24');
  const dual = sample.add({ name: 'dual', ipv4Subnet: '10.0.2.0/24', ipv6Subnet: 'fd00::/64' });
  const pc = sample.container('pc', lan, dual);
  const router = sample.container('r1', lan);
  const set = (routes: readonly { destination: string; gateway: string }[], lab = sample.lab) =>
    updateContainer(lab, { containerId: pc.id, routes }, sample.context);
  return { sample, lan, dual, pc, router, set };
}

const byRouter = { destination: '10.9.0.0/16', gateway: '10.0.1.11' };

describe('static routes', () => {
  it('are canonical, change the host’s work, and are undone in words', () => {
    const { sample, set } = routed();
    const { lab, container } = valueOf(
      set([{ destination: 'FD00:9::7/64', gateway: 'FD00::0:1' }, byRouter]),
    );
    expect(container.config?.routes).toEqual([{ destination: 'fd00:9::/64', gateway: 'fd00::1' }, byRouter]);
    expect(concernsHost(sample.lab, lab)).toBe(true);
    const recorded = recordEdit(sample.lab, lab, sample.context.random);
    expect(undoState(recorded).undoLabel).toBe('Change the routes of pc');
    const back = valueOf(undoEdit(recorded, { stepId: null }, sample.context)).lab;
    expect(back.containers[0]?.config).toBeNull();
    expect(valueOf(set(container.config?.routes ?? [], lab)).lab).toBe(lab);
  });

  it.each([
    [
      'what is no subnet',
      { destination: '10.9.0.0', gateway: '10.0.1.11' },
      'destination',
      'is not a subnet',
    ],
    [
      'the IPv4 default route',
      { destination: '0.0.0.0/0', gateway: '10.0.1.11' },
      'destination',
      'default gateway',
    ],
    [
      'a network of its own',
      { destination: '10.0.1.0/24', gateway: '10.0.1.11' },
      'destination',
      'without a route',
    ],
    ['what is no address', { ...byRouter, gateway: 'r1' }, 'gateway', 'is not an IP address'],
    ['the other family', { ...byRouter, gateway: 'fd00::1' }, 'gateway', 'Give an IPv4 address'],
    ['a router out of reach', { ...byRouter, gateway: '10.0.9.1' }, 'gateway', 'in none of the subnets'],
    ['itself as the router', { ...byRouter, gateway: '10.0.1.10' }, 'gateway', 'its own address'],
  ])('are refused for %s', (_what, route, field, words) => {
    const refused = errorOf(routed().set([route]));
    expect(refused).toMatchObject({
      issues: [{ path: ['routes', '0', field], message: expect.stringContaining(words) }],
    });
  });

  it('are refused twice for one destination, and beyond 64', () => {
    const { set } = routed();
    expect(errorOf(set([byRouter, { ...byRouter, destination: '10.9.1.1/16' }]))).toMatchObject({
      issues: [{ path: ['routes', '1', 'destination'] }],
    });
    const many = Array.from({ length: 65 }, (_, at) => ({ ...byRouter, destination: `10.9.${at}.0/24` }));
    expect(errorOf(set(many))).toMatchObject({ issues: [{ path: ['routes'] }] });
  });

  it('are on the interface that reaches the router, and tell when its wire must change', () => {
    const { sample, lan, dual, pc, set } = routed();
    const { lab } = valueOf(set([byRouter, { destination: '::/0', gateway: 'fd00::1' }]));
    const wires = (of: typeof lab) => {
      const manifest = toHostManifest(of, []);
      const [container] = manifest.containers;
      if (!container) throw new Error('The container is missing.');
      return wiresOf(manifest, container);
    };
    const [before, after] = [wires(sample.lab), wires(lab)];
    expect(after.map(({ networkId, routes }) => [networkId, routes])).toEqual([
      [lan.id, [byRouter]],
      [dual.id, [{ destination: '::/0', gateway: 'fd00::1' }]],
    ]);
    expect(before.map((wire, index) => wireMismatch(after[index], wire))).toEqual([
      'its static routes are others',
      'its static routes are others',
    ]);
    expect(after.map((wire, index) => wireMismatch(after[index], wire))).toEqual([null, null]);
    // Without the interface the route waits, and stays in the lab.
    const alone = { ...lab, containers: lab.containers.map((each) => ({ ...each, interfaces: [] })) };
    expect(wires(alone)).toEqual([]);
    expect(alone.containers.find(({ id }) => id === pc.id)?.config?.routes).toHaveLength(2);
  });

  it('lead to the copy of the router, and not to one that stayed behind', () => {
    const { sample, lan, dual, pc, router, set } = routed();
    const { lab } = valueOf(set([byRouter, { destination: '10.8.0.0/16', gateway: '10.0.2.99' }]));
    const nodeIds = [lan.id, dual.id, pc.id, router.id];
    const copied = valueOf(copyNodes(lab, { source: lab, nodeIds, offset: { x: 0, y: 0 } }, sample.context));
    const copy = copied.lab.containers.find(({ id }) => id === copied.copies.get(pc.id));
    expect(copy?.config?.routes).toEqual([{ ...byRouter, gateway: '10.0.3.11' }]);
  });
});
