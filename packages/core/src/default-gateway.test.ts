import { describe, expect, it } from 'vitest';
import { defaultGatewayOf } from './default-gateway.ts';
import { emptyConfig } from './settings/empty-config.ts';
import { addContainer } from './edits/containers/add-container.ts';
import { copyNodes } from './edits/copy-nodes.ts';
import { undoEdit } from './history/history-edits.ts';
import { removeContainer } from './edits/remove-nodes.ts';
import { updateContainer } from './edits/containers/update-container.ts';
import { recordEdit } from './history/record-edit.ts';
import { toHostManifest } from './host-manifest/to-host-manifest.ts';
import type { Lab } from './lab.ts';
import type { LabNetwork } from './lab-nodes.ts';
import { wiresOf } from './plan/wire.ts';
import { errorOf, valueOf } from './testing/outcome.ts';
import { SampleLab } from './testing/sample-lab.ts';

function addRouter(sample: SampleLab, name: string, ...networks: readonly LabNetwork[]) {
  const links = networks.map(({ id }) => ({ networkId: id, ipv4Address: null }));
  const input = { name, image: 'router', networks: links };
  const { lab, container } = valueOf(addContainer(sample.lab, input, sample.context));
  sample.lab = lab;
  return container;
}

/** The default route of a container as its host makes it. */
function routeOf(lab: Lab, name: string): string | null {
  const manifest = toHostManifest(lab, []);
  const container = manifest.containers.find((each) => each.name === name);
  if (!container) throw new Error(`No such container: ${name}`);
  return wiresOf(manifest, container).find(({ gateway }) => gateway !== null)?.gateway ?? null;
}
const gatewayIn = (lab: Lab, name: string): string | null | undefined => {
  const container = lab.containers.find((each) => each.name === name);
  return container && defaultGatewayOf(lab, container);
};

describe('the default gateway of a container', () => {
  it('is the router on its network, whichever was there first', () => {
    const sample = new SampleLab();
    const [left, right] = [sample.network('left', '10.0.1.0/24'), sample.network('right', '10.0.2.0/24')];
    sample.container('a', left);
    expect([gatewayIn(sample.lab, 'a'), routeOf(sample.lab, 'a')]).toEqual([null, null]);
    const router = addRouter(sample, 'r1', left, right);
    sample.container('b', right);
    const [onLeft, onRight] = router.interfaces.map(({ ipv4Address }) => ipv4Address);
    expect([routeOf(sample.lab, 'a'), routeOf(sample.lab, 'b')]).toEqual([onLeft, onRight]);
    expect([gatewayIn(sample.lab, 'a'), gatewayIn(sample.lab, 'b')]).toEqual([onLeft, onRight]);
    // Routers route by themselves.
    addRouter(sample, 'r2', left);
    expect([routeOf(sample.lab, 'r1'), routeOf(sample.lab, 'r2')]).toEqual([null, null]);
    const { lab } = valueOf(removeContainer(sample.lab, { containerId: router.id }, sample.context));
    expect(routeOf(lab, 'b')).toBeNull();
  });

  it('is that of a network with egress, if it is on one', () => {
    const sample = new SampleLab();
    const [lan, wan] = [sample.network('lan', '10.0.1.0/24'), sample.network('wan', '10.0.2.0/24', true)];
    addRouter(sample, 'r1', lan);
    sample.container('a', lan, wan);
    expect([gatewayIn(sample.lab, 'a'), routeOf(sample.lab, 'a')]).toEqual(['10.0.2.1', '10.0.2.1']);
  });

  it('can be chosen, can be none, and is undone', () => {
    const sample = new SampleLab();
    const [lan, wan] = [sample.network('lan', '10.0.1.0/24'), sample.network('wan', '10.0.2.0/24', true)];
    addRouter(sample, 'r1', lan);
    const other = addRouter(sample, 'r2', lan).interfaces[0]?.ipv4Address ?? '';
    const { id } = sample.container('a', lan, wan);
    const choose = (gateway: string) =>
      updateContainer(sample.lab, { containerId: id, gateway }, sample.context);
    expect(routeOf(valueOf(choose(other)).lab, 'a')).toBe(other);
    const closed = valueOf(choose('none')).lab;
    expect([gatewayIn(closed, 'a'), routeOf(closed, 'a')]).toEqual([null, null]);
    for (const wrong of ['10.9.9.9', 'fd00::1', 'x'])
      expect(errorOf(choose(wrong))).toMatchObject({ issues: [{ path: ['defaultGateway'] }] });
    const recorded = recordEdit(sample.lab, closed, sample.context.random);
    const undone = valueOf(undoEdit(recorded, { stepId: null }, sample.context));
    expect(undone.step.label).toBe('Change the gateway of a');
    expect(routeOf(undone.lab, 'a')).toBe('10.0.2.1');
  });

  it('of a lab from before there was a choice stays as it is', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan', '10.0.1.0/24');
    const router = addRouter(sample, 'r1', lan).interfaces[0]?.ipv4Address ?? null;
    sample.container('a', lan);
    const old = (defaultGateway: string | null): Lab => ({
      ...sample.lab,
      containers: sample.lab.containers.map((each) => ({
        ...each,
        gateway: null,
        config: { ...emptyConfig, defaultGateway },
      })),
    });
    expect(routeOf(old(null), 'a')).toBeNull();
    expect(routeOf(old(router), 'a')).toBe(router);
  });

  it('of a copy is chosen as that of the original', () => {
    const sample = new SampleLab();
    const { id } = sample.container('a', sample.network('lan', '10.0.1.0/24'));
    const { lab } = valueOf(
      updateContainer(sample.lab, { containerId: id, gateway: 'none' }, sample.context),
    );
    const input = { source: lab, nodeIds: [id], offset: { x: 0, y: 0 } };
    expect(valueOf(copyNodes(lab, input, sample.context)).lab.containers[1]?.gateway).toBe('none');
    const old = { ...lab, containers: lab.containers.map((each) => ({ ...each, gateway: null })) };
    const fromOld = valueOf(copyNodes(old, { ...input, source: old }, sample.context)).lab;
    expect(fromOld.containers[1]?.gateway).toBe('automatic');
  });
});
