import { describe, expect, it } from 'vitest';
import { undoState } from './undo-state.ts';
import { recordEdit } from './record-edit.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext, SampleLab } from '../testing/sample-lab.ts';
import { deleteLab } from '../edits/lab-edits.ts';
import { redoEdit, undoEdit } from './history-edits.ts';
import { connectContainer, disconnectContainer } from '../edits/connections.ts';
import type { Lab } from '../lab.ts';
import { removeContainer, removeNetwork } from '../edits/remove-nodes.ts';
import { renameContainer } from '../edits/containers/rename-container.ts';
import { updateNetwork } from '../edits/update-network.ts';

const next = { stepId: null };

function record(sample: SampleLab, edited: { readonly lab: Lab }): void {
  sample.lab = recordEdit(sample.lab, edited.lab, sample.context.random);
}

/** A lab whose history has one step: the deletion of a container. */
function afterDeletion() {
  const sample = new SampleLab();
  const web = sample.container('web', sample.network('lan'));
  const removed = valueOf(removeContainer(sample.lab, { containerId: web.id }, sample.context)).lab;
  return { sample, web, lab: recordEdit(sample.lab, removed, sample.context.random) };
}

describe('undoing', () => {
  it('undoes the given step and no other', () => {
    const { sample, lab, web } = afterDeletion();
    expect(errorOf(undoEdit(lab, { stepId: 'other' }, sample.context))).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining("the next step to undo is 'Delete web'"),
    });
    const stepId = lab.history.undo.at(-1)?.id ?? null;
    expect(valueOf(undoEdit(lab, { stepId }, sample.context)).lab.containers).toMatchObject([{ id: web.id }]);
  });

  it.each([
    ['its image left the catalogue', { images: [] }, 'no longer in the catalogue'],
    ['the limit was lowered', { limits: { ...editContext().limits, containersPerLab: 0 } }, 'at most 0'],
  ])('is refused if %s', (_why, change, message) => {
    const { sample, lab } = afterDeletion();
    const refused = errorOf(undoEdit(lab, next, { ...sample.context, ...change }));
    expect(refused).toMatchObject({ kind: 'conflict', message: expect.stringContaining(message) });
  });

  it('is refused if the nodes of the step were changed outside the history', () => {
    const { sample, lab } = afterDeletion();
    const renamed = recordEdit(
      lab,
      valueOf(updateNetwork(lab, { networkId: lab.networks[0]?.id ?? '', name: 'dmz' }, sample.context)).lab,
      sample.context.random,
    );
    const networks = renamed.networks.map((network) => ({ ...network, name: 'other' }));
    expect(errorOf(undoEdit({ ...renamed, networks }, next, sample.context)).message).toBe(
      "The name of 'other' was changed since. Nothing was changed.",
    );
  });

  it('restores a container with a generation above all that it had', () => {
    const { sample, lab, web } = afterDeletion();
    const [back] = valueOf(undoEdit(lab, next, sample.context)).lab.containers;
    expect(back?.generation).toBeGreaterThan(web.generation + 100_000);
    expect(back).toMatchObject({ power: 'on', interfaces: web.interfaces });
  });

  it('is refused in a deleted lab', () => {
    const { sample, lab } = afterDeletion();
    for (const edit of [undoEdit, redoEdit]) {
      expect(errorOf(edit(deleteLab(lab, sample.context), next, sample.context)).kind).toBe('not-found');
    }
  });
});

describe('undoing a change of a network or an interface', () => {
  it('restores the MTU', () => {
    const sample = new SampleLab();
    const lan = sample.network('lan');
    record(sample, valueOf(updateNetwork(sample.lab, { networkId: lan.id, mtu: 9000 }, sample.context)));
    expect(undoState(sample.lab).undoLabel).toBe('Set the MTU of lan to 9000');
    const undone = valueOf(undoEdit(sample.lab, next, sample.context)).lab;
    expect(undone.networks).toEqual([lan]);
    expect(valueOf(redoEdit(undone, next, sample.context)).lab.networks[0]?.mtu).toBe(9000);
  });

  it('names a change of MTU and egress together', () => {
    const sample = new SampleLab();
    const change = { networkId: sample.network('lan').id, mtu: 1400, internet: true };
    record(sample, valueOf(updateNetwork(sample.lab, change, sample.context)));
    expect(undoState(sample.lab).undoLabel).toBe('Change lan');
  });

  it.each([
    ['MAC address', { macAddress: '0a:00:00:00:00:01' }, '0a:00:00:00:00:01'],
    ['IPv6 address', { ipv6Address: 'fd00::5' }, 'fd00::5'],
  ])('is refused if its %s is taken meanwhile', (_what, wishes, value) => {
    const sample = new SampleLab();
    const lan = sample.add({ name: 'lan', ipv6Subnet: 'fd00::/64' });
    const wanted = { networkId: lan.id, ipv4Address: null, addressed: false, ...wishes };
    const web = sample.container('web', wanted);
    const at = { containerId: web.id, networkId: lan.id };
    record(sample, valueOf(disconnectContainer(sample.lab, at, sample.context)));
    sample.container('other', wanted);
    expect(errorOf(undoEdit(sample.lab, next, sample.context)).message).toBe(
      `${value} on network 'lan' is now taken by 'web'. Nothing was changed.`,
    );
  });

  it('is refused if its IPv6 subnet is taken meanwhile', () => {
    const sample = new SampleLab();
    const lan = sample.add({ name: 'lan', ipv6Subnet: 'fd00::/64' });
    record(sample, valueOf(removeNetwork(sample.lab, { networkId: lan.id }, sample.context)));
    sample.add({ name: 'other', ipv6Subnet: 'fd00::/48' });
    expect(errorOf(undoEdit(sample.lab, next, sample.context)).message).toContain('would overlap');
  });
});

describe('the warning', () => {
  it('names what is lost; there is none if nothing is lost', () => {
    const { sample, lab, web } = afterDeletion();
    expect(undoState(lab)).toMatchObject({ undoLabel: 'Delete web', undoWarning: null, redoWarning: null });
    const back = valueOf(undoEdit(lab, next, sample.context)).lab;
    expect(undoState(back)).toMatchObject({
      canUndo: false,
      redoWarning: 'web is deleted with its contents.',
    });
    const renamed = valueOf(renameContainer(back, { containerId: web.id, name: 'www' }, sample.context)).lab;
    expect(undoState(recordEdit(back, renamed, sample.context.random))).toMatchObject({
      undoLabel: 'Rename web to www',
      undoWarning: null,
      canRedo: false,
    });
  });
});

describe('a renamed container', () => {
  it('keeps running, also when the name is undone and redone', () => {
    const sample = new SampleLab();
    const web = sample.container('web');
    const input = { containerId: web.id, name: 'www' };
    record(sample, valueOf(renameContainer(sample.lab, input, sample.context)));
    expect(sample.lab.containers).toEqual([{ ...web, name: 'www' }]);
    const back = valueOf(undoEdit(sample.lab, next, sample.context)).lab;
    expect(back.containers).toEqual([web]);
    expect(valueOf(redoEdit(back, next, sample.context)).lab.containers).toEqual([{ ...web, name: 'www' }]);
  });
});

describe('the name of an interface', () => {
  it('comes back with its attachment, and a new attachment gets the lowest free one', () => {
    const sample = new SampleLab();
    const [lan, wan, dmz] = [sample.network('lan'), sample.network('wan'), sample.network('dmz')];
    const router = sample.container('router', lan, wan);
    const names = (lab: Lab): string[] => lab.containers[0]?.interfaces.map(({ name }) => name) ?? [];
    const at = { containerId: router.id, networkId: lan.id };
    for (let round = 0; round < 3; round += 1) {
      record(sample, valueOf(disconnectContainer(sample.lab, at, sample.context)));
      expect(names(sample.lab)).toEqual(['eth1']);
      sample.lab = valueOf(undoEdit(sample.lab, next, sample.context)).lab;
      expect(names(sample.lab)).toEqual(['eth0', 'eth1']);
    }
    record(sample, valueOf(disconnectContainer(sample.lab, at, sample.context)));
    const wanted = { containerId: router.id, networkId: dmz.id, ipv4Address: null };
    expect(names(valueOf(connectContainer(sample.lab, wanted, sample.context)).lab)).toEqual([
      'eth1',
      'eth0',
    ]);
  });
});
