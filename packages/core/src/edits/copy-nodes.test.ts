import { describe, expect, it } from 'vitest';
import { emptyConfig } from '../settings/empty-config.ts';
import type { Lab } from '../lab.ts';
import { recordEdit } from '../history/record-edit.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { SampleLab } from '../testing/sample-lab.ts';
import { copyNodes } from './copy-nodes.ts';
import { undoEdit } from '../history/history-edits.ts';

const offset = { x: 40, y: 80 };

/** A router with a file between two networks, and a computer behind it. */
function office() {
  const sample = new SampleLab();
  const lan = sample.add({
    name: 'lan',
    ipv4Subnet: '10.0.1.0/24',
    ipv6Subnet: 'fd00::/64',
    position: { x: 0, y: 0 },
  });
  const wire = sample.add({ name: 'wire', plain: true, mtu: 9000 });
  const router = sample.container(
    'router-1',
    { networkId: lan.id, ipv4Address: '10.0.1.1', addressed: false },
    { networkId: wire.id, ipv4Address: null, interfaceName: 'swp1' },
  );
  const pc = sample.container('pc', { networkId: lan.id, ipv4Address: '10.0.1.50', ipv6Address: 'fd00::50' });
  const config = { ...emptyConfig, defaultGateway: '10.0.1.1' };
  sample.lab = {
    ...sample.lab,
    containers: sample.lab.containers.map((one) =>
      one.id === pc.id ? { ...one, config, gateway: '10.0.1.1' } : one,
    ),
  };
  return { sample, lan, wire, router, pc, all: [lan.id, wire.id, router.id, pc.id] };
}

function drawn({ networks, containers }: Lab) {
  const names = new Map(networks.map(({ id, name }) => [id, name]));
  return {
    networks: networks.map(({ name, ipv4Subnet, ipv6Subnet, mtu, position }) => [
      ...[name, ipv4Subnet, ipv6Subnet, mtu, position],
    ]),
    containers: containers.map(({ name, config, interfaces }) => [
      name,
      config?.defaultGateway ?? null,
      interfaces.map(({ networkId, name: port, ipv4Address, ipv6Address }) =>
        [names.get(networkId), port, ipv4Address, ipv6Address].join(' '),
      ),
    ]),
  };
}

describe('copying nodes', () => {
  it('keeps names, subnets and addresses in another lab', () => {
    const { sample, all } = office();
    const target = new SampleLab();
    const { lab, copies } = valueOf(
      copyNodes(target.lab, { source: sample.lab, nodeIds: all, offset: { x: 0, y: 0 } }, sample.context),
    );
    expect(drawn(lab)).toEqual(drawn(sample.lab));
    expect([...copies.keys()]).toEqual(all);
    expect(lab.containers.map(({ id }) => id)).not.toContain(all[2]);
  });

  it('takes the next free ones in the same lab, and sends default routes to the copied router', () => {
    const { sample, all } = office();
    const { lab } = valueOf(
      copyNodes(sample.lab, { source: sample.lab, nodeIds: all, offset }, sample.context),
    );
    const before = drawn(sample.lab);
    const after = drawn(lab);
    expect(after.networks.slice(0, 2)).toEqual(before.networks);
    expect(after.networks.slice(2)).toEqual([
      ['lan-2', '10.0.2.0/24', 'fd00:0:0:1::/64', 1500, offset],
      ['wire-2', null, null, 9000, null],
    ]);
    expect(after.containers.slice(2)).toEqual([
      ['router-2', null, ['lan-2 eth0 10.0.2.10 ', 'wire-2 swp1  ']],
      ['pc-2', '10.0.2.10', ['lan-2 eth0 10.0.2.11 fd00:0:0:1::10']],
    ]);
  });

  it('attaches a duplicate to the networks of its original, and to none in another lab', () => {
    const { sample, router } = office();
    const input = { source: sample.lab, nodeIds: [router.id], offset };
    const { lab } = valueOf(copyNodes(sample.lab, input, sample.context));
    expect(drawn(lab).containers.at(-1)).toEqual(['router-2', null, ['lan eth0 10.0.1.10 ', 'wire swp1  ']]);
    const elsewhere = valueOf(copyNodes(new SampleLab().lab, input, sample.context)).lab;
    expect(drawn(elsewhere).containers).toEqual([['router-1', null, []]]);
  });

  it('has no default route to a router that stayed behind on another subnet', () => {
    const { sample, lan, pc } = office();
    const input = { source: sample.lab, nodeIds: [lan.id, pc.id], offset };
    const { lab } = valueOf(copyNodes(sample.lab, input, sample.context));
    expect(drawn(lab).containers.at(-1)).toEqual([
      ...['pc-2', null],
      ['lan-2 eth0 10.0.2.10 fd00:0:0:1::10'],
    ]);
  });

  it('is one step of the history', () => {
    const { sample, all } = office();
    const input = { source: sample.lab, nodeIds: all, offset };
    const copied = valueOf(copyNodes(sample.lab, input, sample.context)).lab;
    const recorded = recordEdit(sample.lab, copied, sample.context.random);
    const undone = valueOf(undoEdit(recorded, { stepId: null }, sample.context)).lab;
    expect(drawn(undone)).toEqual(drawn(sample.lab));
  });

  it('is refused as a whole if a node is missing or the lab would be too large', () => {
    const { sample, all } = office();
    const copy = (nodeIds: readonly string[], limits = sample.context.limits) =>
      errorOf(copyNodes(sample.lab, { source: sample.lab, nodeIds, offset }, { ...sample.context, limits }));
    expect(copy(['ctr_gone'])).toMatchObject({ kind: 'not-found', subject: 'ctr_gone' });
    expect(copy([])).toMatchObject({ kind: 'validation' });
    expect(copy(all, { ...sample.context.limits, containersPerLab: 3 })).toMatchObject({
      kind: 'quota',
      limit: 3,
    });
  });
});
