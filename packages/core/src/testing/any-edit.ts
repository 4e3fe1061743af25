import fc from 'fast-check';
import type { ContainerConfig } from '../settings/container-config.ts';
import { addContainer } from '../edits/containers/add-container.ts';
import { annotationColours, annotationKinds } from '../annotations/annotation.ts';
import { addNetwork } from '../edits/add-network.ts';
import { addAnnotation, removeAnnotation, updateAnnotation } from '../edits/annotate.ts';
import { copyNodes } from '../edits/copy-nodes.ts';
import { connectContainer, disconnectContainer } from '../edits/connections.ts';
import type { EditContext } from '../edit-context.ts';
import type { EditError } from '../edit-error.ts';
import { moveNodes } from '../edits/move-nodes.ts';
import { removeContainer, removeNetwork } from '../edits/remove-nodes.ts';
import { renameContainer } from '../edits/containers/rename-container.ts';
import { updateLab } from '../edits/lab-edits.ts';
import { setLinkQuality } from '../edits/set-link-quality.ts';
import { restartContainer, startContainer, stopContainer } from '../edits/containers/switch-container.ts';
import { updateContainer } from '../edits/containers/update-container.ts';
import { updateNetwork } from '../edits/update-network.ts';
import type { Lab } from '../lab.ts';
import { noImpairment } from '../link-quality/link-quality.ts';
import { containerPhases } from '../observed/phase.ts';
import type { Result } from '../result.ts';

export type Edit = (lab: Lab, context: EditContext) => Result<{ readonly lab: Lab }, EditError>;

export const smallLimits = { networksPerLab: 3, containersPerLab: 3, interfacesPerContainer: 2 };

/** Few values, so that edits collide: names clash, networks fill up, addresses are taken. Invalid values are rare. */
const mostly = <T>(good: fc.Arbitrary<T>, ...bad: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });
const name = mostly(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), 'Bad Name', 'localhost');
const subnets = mostly<{ ipv4Subnet: string | null; ipv6Subnet?: string; plain?: boolean }>(
  fc.constantFrom(
    { ipv4Subnet: null },
    { ipv4Subnet: '10.0.1.0/29' },
    { ipv4Subnet: '10.0.1.8/30' },
    { ipv4Subnet: '192.168.0.0/31', ipv6Subnet: '2001:db8::/127' },
    { ipv4Subnet: null, ipv6Subnet: 'FD00:0:0:1::/126' },
    { ipv4Subnet: '203.0.113.0/30', ipv6Subnet: 'fd00::/64' },
    { ipv4Subnet: null, plain: true },
  ),
  { ipv4Subnet: '10.0.0.0/8' },
  { ipv4Subnet: '10.0.1.5/24', ipv6Subnet: 'fe80::/64' },
  { ipv4Subnet: null, ipv6Subnet: 'fd00::/32' },
  { ipv4Subnet: '127.0.0.0/8', plain: true },
);
const mtu = mostly(fc.constantFrom(1500, 1500, 9000, 1280), 68, 9501);
const ipv4Address = mostly<string | null>(
  fc.constant(null),
  '10.0.1.1',
  '10.0.1.2',
  '10.0.1.10',
  '10.0.1.0',
  'x',
);
const index = fc.nat({ max: 3 });
/** Most interfaces leave most to the product. One with many choices is refused for one of them. */
const rarely = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 24, arbitrary: fc.constant(usual) },
    { weight: 3, arbitrary: fc.constantFrom(...others) },
  );
const wantedInterface = fc.record({
  ipv4Address,
  ipv6Address: rarely<string | null>(null, 'fd00::1', 'FD00:0::0001', '2001:db8::', 'x'),
  macAddress: rarely<string | null>(null, '0a:00:00:00:00:01', '0A-00-00-00-00-02', '01:00:00:00:00:01'),
  interfaceName: rarely<string | null>(null, 'eth1', 'swp1', 'lo'),
  addressed: mostly(fc.constant(true), false),
});

const networkId = (lab: Lab, at: number): string => lab.networks[at]?.id ?? 'net_x';
const containerId = (lab: Lab, at: number): string => lab.containers[at]?.id ?? 'ctr_x';
const annotationId = (lab: Lab, at: number): string => lab.annotations[at]?.id ?? 'ann_x';

const rename = name.map<Edit>((value) => (lab, context) => updateLab(lab, { name: value }, context));
const networkAdded = fc
  .tuple(name, subnets, mtu, fc.constantFrom(false, false, true))
  .map<Edit>(([value, addresses, size, internet]) => (lab, context) => {
    return addNetwork(lab, { name: value, ...addresses, mtu: size, internet }, context);
  });
const networkRemoved = index.map<Edit>((at) => (lab, context) => {
  return removeNetwork(lab, { networkId: networkId(lab, at) }, context);
});
const containerAdded = fc
  .record({
    name,
    image: mostly(fc.constantFrom('host', 'web'), 'none'),
    wanted: fc.array(fc.tuple(index, wantedInterface), { maxLength: 3 }),
  })
  .map<Edit>(({ wanted, ...input }) => (lab, context) => {
    const networks = wanted.map(([at, choices]) => ({ networkId: networkId(lab, at), ...choices }));
    return addContainer(lab, { ...input, networks }, context);
  });
const containerRemoved = index.map<Edit>((at) => (lab, context) => {
  return removeContainer(lab, { containerId: containerId(lab, at) }, context);
});
const connected = fc
  .tuple(index, index, wantedInterface)
  .map<Edit>(([container, network, choices]) => (lab, context) => {
    const at = { containerId: containerId(lab, container), networkId: networkId(lab, network) };
    return connectContainer(lab, { ...at, ...choices }, context);
  });
const disconnected = fc.tuple(index, index).map<Edit>(([container, network]) => (lab, context) => {
  const at = { containerId: containerId(lab, container), networkId: networkId(lab, network) };
  return disconnectContainer(lab, at, context);
});
const switched = fc
  .tuple(
    fc.constantFrom(startContainer, stopContainer, restartContainer),
    index,
    fc.constantFrom(...containerPhases),
  )
  .map<Edit>(([change, at, phase]) => (lab, context) => {
    return change(lab, { containerId: containerId(lab, at), phase }, context);
  });

const coordinate = mostly(fc.integer({ min: -50, max: 50 }), 0.005, -0, 1e9);
const moved = fc
  .array(fc.tuple(fc.constantFrom(networkId, containerId, annotationId), index, coordinate, coordinate), {
    minLength: 1,
    maxLength: 3,
  })
  .map<Edit>((wanted) => (lab, context) => {
    const moves = wanted.map(([idOf, at, x, y]) => ({
      nodeId: idOf(lab, at),
      ...{ x, y },
    }));
    return moveNodes(lab, { moves }, context);
  });
const annotationChoices = {
  kind: fc.constantFrom(...annotationKinds),
  text: mostly(fc.constantFrom('', 'Area 0', 'Set the cost\nof r1'), 'x'.repeat(2_001), '\u0007'),
  colour: fc.constantFrom(...annotationColours),
  position: fc.record({ x: coordinate, y: coordinate }),
  width: mostly(fc.integer({ min: 48, max: 400 }), 0, 1e6),
  height: fc.integer({ min: 32, max: 400 }),
};
const annotated = fc
  .record(annotationChoices, { requiredKeys: ['kind', 'position'] })
  .map<Edit>((input) => (lab, context) => addAnnotation(lab, input, context));
const annotationUpdated = fc
  .tuple(index, fc.record(annotationChoices, { requiredKeys: [] }))
  .map<Edit>(([at, changes]) => (lab, context) => {
    return updateAnnotation(lab, { annotationId: annotationId(lab, at), ...changes }, context);
  });
const annotationRemoved = index.map<Edit>((at) => (lab, context) => {
  return removeAnnotation(lab, { annotationId: annotationId(lab, at) }, context);
});

const containerRenamed = fc.tuple(index, name).map<Edit>(([at, value]) => (lab, context) => {
  return renameContainer(lab, { containerId: containerId(lab, at), name: value }, context);
});
const networkUpdated = fc
  .tuple(
    index,
    fc.option(name, { nil: undefined }),
    fc.option(fc.boolean(), { nil: undefined }),
    fc.option(mtu, { nil: undefined }),
  )
  .map<Edit>(([at, value, internet, size]) => (lab, context) => {
    const changes = {
      ...(value !== undefined && { name: value }),
      ...(internet !== undefined && { internet }),
      ...(size !== undefined && { mtu: size }),
    };
    return updateNetwork(lab, { networkId: networkId(lab, at), ...changes }, context);
  });

const gatewayChosen = fc
  .tuple(index, mostly<string>(fc.constantFrom('automatic', 'none', '10.0.1.2'), '10.0.9.9', 'x'))
  .map<Edit>(([at, gateway]) => (lab, context) => {
    return updateContainer(lab, { containerId: containerId(lab, at), gateway }, context);
  });

const routesSet = fc
  .tuple(
    index,
    fc.array(
      fc.record({
        destination: fc.constantFrom('10.9.0.0/16', '::/0', 'FD00:9::1/64', '10.0.1.0/29', '0.0.0.0/0'),
        gateway: fc.constantFrom('10.0.1.2', 'fd00::1', 'fd00::2', '10.0.1.10'),
      }),
      { maxLength: 2 },
    ),
  )
  .map<Edit>(([at, routes]) => (lab, context) => {
    return updateContainer(lab, { containerId: containerId(lab, at), routes }, context);
  });

const loss = fc.constantFrom(undefined, undefined, 0, 5, 5, 101);
const qualitySet = fc
  .tuple(index, index, fc.option(fc.boolean(), { nil: undefined }), loss, loss)
  .map<Edit>(([container, network, up, lossIn, lossOut]) => (lab, context) => {
    const at = { containerId: containerId(lab, container), networkId: networkId(lab, network) };
    return setLinkQuality(
      lab,
      {
        ...at,
        ...(up !== undefined && { linkUp: up }),
        ...(lossIn !== undefined && { toContainer: { ...noImpairment, lossPercent: lossIn } }),
        ...(lossOut !== undefined && { fromContainer: { ...noImpairment, lossPercent: lossOut } }),
      },
      context,
    );
  });

const settingsChosen = fc
  .tuple(
    index,
    fc.record(
      {
        env: mostly<ContainerConfig['env']>(fc.constantFrom([], [{ name: 'A', value: '1' }]), [
          { name: '1', value: '' },
        ]),
        command: mostly<ContainerConfig['command']>(fc.constantFrom(null, ['sleep', '1']), []),
        entrypoint: fc.constantFrom(null, ['tini', '--']),
        user: mostly<string | null>(fc.constantFrom(null, '1000'), ''),
        exec: mostly(fc.constantFrom<string[]>([], ['true']), ["'"]),
        onStop: fc.constantFrom<string[]>([], ['true']),
        cpus: mostly(fc.constantFrom(null, 0.5), 0),
        memoryMb: fc.constantFrom(null, 64),
        ports: fc.constantFrom([], [{ port: 80, name: 'Page' }], [{ port: 80, name: null }]),
        files: mostly<ContainerConfig['files']>(
          fc.constantFrom([], [{ path: '/etc/motd', content: 'Hello\n', mode: 0o644 }]),
          [{ path: 'motd', content: '', mode: 0o644 }],
        ),
        sysctls: fc.constantFrom([], [{ name: 'net.ipv4.ip_forward', value: '1' }]),
      },
      { requiredKeys: [] },
    ),
  )
  .map<Edit>(([at, settings]) => (lab, context) => {
    return updateContainer(lab, { containerId: containerId(lab, at), settings }, context);
  });
const dependencyChosen = fc.tuple(index, index).map<Edit>(([at, awaited]) => (lab, context) => {
  const waitFor = [{ containerId: containerId(lab, awaited), until: 'READY' as const }];
  return updateContainer(lab, { containerId: containerId(lab, at), settings: { waitFor } }, context);
});

const copied = fc
  .tuple(
    fc.array(index, { maxLength: 2 }),
    fc.array(index, { maxLength: 2 }),
    fc.array(index, { maxLength: 1 }),
    coordinate,
  )
  .map<Edit>(([networks, containers, annotations, x]) => (lab, context) => {
    const nodeIds = [
      ...networks.map((at) => networkId(lab, at)),
      ...containers.map((at) => containerId(lab, at)),
      ...annotations.map((at) => annotationId(lab, at)),
    ];
    return copyNodes(lab, { source: lab, nodeIds, offset: { x, y: 0 } }, context);
  });

/** Any edit of a small lab. */
export const anyEdit = fc.oneof(
  { weight: 6, arbitrary: networkAdded },
  { weight: 1, arbitrary: networkRemoved },
  { weight: 8, arbitrary: containerAdded },
  { weight: 2, arbitrary: containerRemoved },
  { weight: 6, arbitrary: connected },
  { weight: 1, arbitrary: disconnected },
  { weight: 2, arbitrary: switched },
  { weight: 1, arbitrary: rename },
  { weight: 3, arbitrary: moved },
  { weight: 2, arbitrary: containerRenamed },
  { weight: 2, arbitrary: networkUpdated },
  { weight: 2, arbitrary: gatewayChosen },
  { weight: 2, arbitrary: routesSet },
  { weight: 2, arbitrary: qualitySet },
  { weight: 2, arbitrary: settingsChosen },
  { weight: 2, arbitrary: dependencyChosen },
  { weight: 2, arbitrary: copied },
  { weight: 3, arbitrary: annotated },
  { weight: 2, arbitrary: annotationUpdated },
  { weight: 1, arbitrary: annotationRemoved },
);
