import { describe, expect, it } from 'vitest';
import { emptyHistory } from '../history/bounded-history.ts';
import { parseId } from '../ids.ts';
import { unplaced } from '../placement/lab-placement.ts';
import { errorOf, valueOf } from '../testing/outcome.ts';
import { editContext, later, SampleLab, start } from '../testing/sample-lab.ts';
import { addContainer } from './containers/add-container.ts';
import { addNetwork } from './add-network.ts';
import { connectContainer, disconnectContainer } from './connections.ts';
import { deleteLab, newLab, updateLab } from './lab-edits.ts';
import { removeContainer, removeNetwork } from './remove-nodes.ts';
import { restartContainer, startContainer, stopContainer } from './containers/switch-container.ts';

describe('a new lab', () => {
  it('is empty, unplaced and not yet stored', () => {
    const lab = valueOf(newLab({ name: ' Routing 101 ', ownerId: 'usr_aaaaaaaaaaaa' }, editContext()));
    expect(lab).toEqual({
      id: lab.id,
      ownerId: 'usr_aaaaaaaaaaaa',
      name: 'Routing 101',
      folder: '',
      instructions: null,
      revision: 0,
      hostRevision: 0,
      spread: false,
      placement: { version: 0, hosts: [], containers: {}, vnis: {}, matched: {} },
      networks: [],
      containers: [],
      annotations: [],
      createdAt: start,
      expiresAt: null,
      deletedAt: null,
      history: emptyHistory,
    });
    expect(parseId(lab.id)?.kind).toBe('lab');
  });

  it('is refused with an invalid name', () => {
    expect(errorOf(newLab({ name: ' ', ownerId: 'usr_aaaaaaaaaaaa' }, editContext()))).toEqual({
      kind: 'validation',
      message: "The name is empty. A lab's name has 1 to 60 characters.",
      issues: [{ path: ['name'], message: "The name is empty. A lab's name has 1 to 60 characters." }],
    });
  });
});

describe('renaming a lab', () => {
  it('changes the name and nothing else', () => {
    const sample = new SampleLab();
    sample.container('web', sample.network('lan'));
    const { lab } = valueOf(updateLab(sample.lab, { name: ' Switching ' }, sample.context));
    expect(lab).toEqual({ ...sample.lab, name: 'Switching' });
  });

  it('refuses an invalid name', () => {
    const { lab, context } = new SampleLab();
    expect(errorOf(updateLab(lab, { name: 'x'.repeat(61) }, context))).toMatchObject({
      kind: 'validation',
      issues: [{ path: ['name'], message: expect.stringContaining('61 characters') }],
    });
  });
});

describe('a deleted lab', () => {
  it('is empty and keeps its placement and the time of its deletion', () => {
    const sample = new SampleLab();
    sample.container('web', sample.network('lan'));
    const placed = { ...sample.lab, placement: { ...unplaced, hosts: ['mi-1'] }, revision: 7 };
    expect(deleteLab(placed, editContext({}, later))).toEqual({
      ...placed,
      networks: [],
      containers: [],
      deletedAt: later,
    });
  });

  it('keeps the time of its first deletion', () => {
    const once = deleteLab(new SampleLab().lab, editContext());
    expect(deleteLab(once, editContext({}, later)).deletedAt).toBe(start);
  });

  it('does not exist for any other edit', () => {
    const sample = new SampleLab();
    const network = sample.network('lan');
    const container = sample.container('web', network);
    // Even if the host has not removed everything, and even if the item still has it.
    const gone = { ...sample.lab, deletedAt: later };
    const at = {
      containerId: container.id,
      networkId: network.id,
      ipv4Address: null,
      phase: 'READY' as const,
    };
    const input = { name: 'other', ipv4Subnet: null, internet: false, image: 'host', networks: [] };
    const outcomes = [
      updateLab(gone, input, sample.context),
      addNetwork(gone, input, sample.context),
      removeNetwork(gone, at, sample.context),
      addContainer(gone, input, sample.context),
      removeContainer(gone, at, sample.context),
      connectContainer(gone, at, sample.context),
      disconnectContainer(gone, at, sample.context),
      startContainer(gone, at, sample.context),
      stopContainer(gone, at, sample.context),
      restartContainer(gone, at, sample.context),
    ];
    expect(outcomes.map((outcome) => errorOf<{ kind: string }>(outcome).kind)).toEqual(
      outcomes.map(() => 'not-found'),
    );
  });
});
