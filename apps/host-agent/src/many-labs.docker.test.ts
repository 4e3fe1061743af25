import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newContainerId, newLabId, newNetworkId } from '@pineapple/core';
import { ownResource } from '@pineapple/test-kit/run';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { labNamespace } from './network/link-names.ts';
import { LabNetworks } from './network/lab-networks.ts';
import { LabOverlays } from './network/overlay/lab-overlays.ts';
import { makeAllWires } from './network/wires/container-wires.ts';
import { FrameCapture, frame, RawNode } from './testing/raw-node.ts';

const labCount = 200;
const broadcast = 'ff:ff:ff:ff:ff:ff';
const nowhere = '02:00:00:00:00:99';
/** The same in every lab. */
const ends = { sender: '02:00:00:00:00:01', receiver: '02:00:00:00:00:02' } as const;
/** Reserved for experiments, so that nothing else sends it. */
const etherType = 0x88b5;

const random = (size: number): Uint8Array => randomBytes(size);
const log = pino({ level: 'silent' });

/** The networks of an agent that has only this part. */
async function openNetworks(stateDir: string): Promise<LabNetworks> {
  const scope = { table: 'pn_many_labs_overlay', linkPrefix: 'pml' };
  const underlay = () => Promise.reject(new Error('There is no underlay'));
  const overlays = await LabOverlays.open({ stateDir, scope, wanted: () => null, underlay, log });
  const options = { stateDir, scope: 'manylabs', uplinkPool: '100.127.0.0/24', dnsServers: [] };
  return LabNetworks.open({ ...options, overlays, log });
}

interface Lab {
  /** Distinguishes its frames from those of all other labs. */
  readonly mark: string;
  readonly sender: RawNode;
  readonly capture: FrameCapture;
  readonly undo: AsyncDisposableStack;
}

/** A lab with a sender and a receiver, which have the addresses that they have in every other lab. */
async function makeLab(networks: LabNetworks, index: number): Promise<Lab> {
  const undo = new AsyncDisposableStack();
  const labId = newLabId(random);
  undo.use(ownResource({ kind: 'namespace', name: labNamespace(labId) }));
  const networkId = newNetworkId(labId, random);
  await networks.create(labId, {
    ...{ id: networkId, name: 'lan', ipv4Subnet: '10.0.1.0/24', ipv6Subnet: null },
    ...{ internet: false, mtu: 1500, overlay: null },
  });
  undo.defer(() => networks.remove(networkId));
  const attach = async (macAddress: string, address: string): Promise<RawNode> => {
    const node = undo.use(await RawNode.open());
    const target = { labId, containerId: newContainerId(labId, random), pid: node.pid };
    const wire = {
      networkId,
      name: 'eth0',
      macAddress,
      addresses: [address],
      gateway: null,
      routes: [],
      mtu: 1500,
    };
    await makeAllWires(target, { hostname: 'node', wires: [wire], replace: false });
    return node;
  };
  const sender = await attach(ends.sender, '10.0.1.10/24');
  const receiver = await attach(ends.receiver, '10.0.1.11/24');
  const capture = undo.use(await FrameCapture.start(receiver.pid, 'eth0'));
  return { mark: `lab-${String(index).padStart(4, '0')}.`, sender, capture, undo };
}

it(`leaks no frame between ${labCount} labs with the same subnets and addresses`, async () => {
  const undo = new AsyncDisposableStack();
  onTestFinished(() => undo.disposeAsync());
  const stateDir = await mkdtemp(join(tmpdir(), 'pn-many-labs-'));
  undo.defer(() => rm(stateDir, { recursive: true, force: true }));
  const networks = await openNetworks(stateDir);
  const labs: Lab[] = [];
  // Side by side: the kernel takes its time for each namespace.
  undo.defer(async () => void (await Promise.all(labs.map((lab) => lab.undo.disposeAsync()))));
  for (let first = 0; first < labCount; first += 8) {
    const some = Array.from({ length: 8 }, (_, index) => makeLab(networks, first + index));
    labs.push(...(await Promise.all(some)));
  }

  // To all, to the receiver, and to an address that no bridge knows and all flood.
  const frames = (mark: string): Buffer[] =>
    [broadcast, nowhere, ends.receiver].map((to) => frame(to, ends.sender, etherType, mark));
  await Promise.all(labs.map(({ mark, sender }) => sender.send(...frames(mark))));
  await expect.poll(() => labs.filter(({ mark, capture }) => !capture.has(mark)).length).toBe(0);
  // The last frames of a second round arrive after all that could leak from the first.
  await Promise.all(labs.map(({ mark, sender }) => sender.send(...frames(mark))));
  const marks = ({ capture }: Lab): string[] => capture.matches(/lab-\d{4}\./g);
  await expect.poll(() => labs.filter((lab) => marks(lab).length < 6).length).toBe(0);
  const leaked = labs.flatMap((lab) => marks(lab).filter((mark) => mark !== lab.mark));
  expect(leaked).toEqual([]);
});
