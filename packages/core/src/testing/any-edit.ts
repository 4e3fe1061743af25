import fc from 'fast-check';
import type { ContainerConfig } from '../container-config.ts';
import { addContainer } from '../edits/add-container.ts';
import { addNetwork } from '../edits/add-network.ts';
import { copyNodes } from '../edits/copy-nodes.ts';
import { connectContainer, disconnectContainer } from '../edits/connections.ts';
import type { EditContext } from '../edit-context.ts';
import type { EditError } from '../edit-error.ts';
import { moveNodes } from '../edits/move-nodes.ts';
import { removeContainer, removeNetwork } from '../edits/remove-nodes.ts';
import { renameContainer } from '../edits/rename-container.ts';
import { updateLab } from '../edits/lab-edits.ts';
import { setLinkQuality } from '../edits/set-link-quality.ts';
import { restartContainer, startContainer, stopContainer } from '../edits/switch-container.ts';
import { updateContainer } from '../edits/update-container.ts';
import { updateNetwork } from '../edits/update-network.ts';
import type { Lab } from '../lab.ts';
import { noImpairment } from '../link-quality/link-quality.ts';
import { containerPhases } from '../observed/phase.ts';
import type { Result } from '../result.ts';

type Edit = (lab: Lab, context: EditContext) => Result<{ readonly lab: Lab }, EditError>;

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
  .array(fc.tuple(fc.boolean(), index, coordinate, coordinate), { minLength: 1, maxLength: 3 })
  .map<Edit>((wanted) => (lab, context) => {
    const moves = wanted.map(([network, at, x, y]) => ({
      nodeId: network ? networkId(lab, at) : containerId(lab, at),
      ...{ x, y },
    }));
    return moveNodes(lab, { moves }, context);
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
        user: mostly<string | null>(fc.constantFrom(null, '1000'), ''),
        exec: mostly(fc.constantFrom<string[]>([], ['true']), ["'"]),
        sysctls: fc.constantFrom([], [{ name: 'net.ipv4.ip_forward', value: '1' }]),
      },
      { requiredKeys: [] },
    ),
  )
  .map<Edit>(([at, settings]) => (lab, context) => {
    return updateContainer(lab, { containerId: containerId(lab, at), settings }, context);
  });

const copied = fc
  .tuple(fc.array(index, { maxLength: 2 }), fc.array(index, { maxLength: 2 }), coordinate)
  .map<Edit>(([networks, containers, x]) => (lab, context) => {
    const nodeIds = [
      ...networks.map((at) => networkId(lab, at)),
      ...containers.map((at) => containerId(lab, at)),
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
  { weight: 2, arbitrary: qualitySet },
  { weight: 2, arbitrary: settingsChosen },
  { weight: 2, arbitrary: copied },
);
