import { z } from 'zod';
import { goneAlready, ipBatch, ipBatchTolerating } from '../kernel/ip-command.ts';
import { bridgeName, labNamespace, overlayName } from '../link-names.ts';
import { forwardingChanges } from './overlay-forwarding.ts';
import { vxlanPort } from './overlay-rules.ts';
import { ProgramError } from '../../system/program-error.ts';
import { carryOut } from '../../system/program-shell.ts';
import { runProgram } from '../../system/run-program.ts';

/** What VXLAN puts around a frame over IPv4: Ethernet, IP, UDP and its own header, in bytes. */
const vxlanOverhead = 50;

/** A network's link to the lab's other hosts. */
export interface OverlayLink {
  readonly vni: number;
  readonly peers: readonly string[];
  /** This host's address on the underlay. */
  readonly local: string;
  /** The largest IP packet that the network takes, in bytes. */
  readonly mtu: number;
}

/** The largest IP packet that a network over an underlay takes, in bytes. */
export function overlayMtu(underlayMtu: number): number {
  return underlayMtu - vxlanOverhead;
}

const vxlanLinks = z.array(
  z.object({
    ifname: z.string().optional(),
    linkinfo: z
      .object({ info_data: z.object({ id: z.int(), local: z.string().optional(), port: z.int() }) })
      .optional(),
  }),
);
const bridgeLinks = z.array(z.object({ ifname: z.string().optional() }));
const forwardingEntries = z.array(z.object({ mac: z.string(), dst: z.string().optional() }));

async function readJson<T>(schema: z.ZodType<T>, program: string, args: readonly string[]): Promise<T> {
  return schema.parse(JSON.parse((await runProgram(program, args)) || '[]'));
}

/**
 * Makes a network's VXLAN link or brings it up to date, with the links that containers have on the network already;
 * their own ends are in the containers and are not touched. The link's socket is in the agent's namespace, where the
 * underlay is; the link itself is in the lab's.
 */
export async function ensureOverlayLink(
  labId: string,
  networkId: string,
  wanted: OverlayLink,
): Promise<void> {
  const [namespace, link, bridge] = [labNamespace(labId), overlayName(networkId), bridgeName(networkId)];
  const { vni, local, mtu, peers } = wanted;
  const shown = await readJson(vxlanLinks, 'ip', [
    '-n',
    namespace,
    '-d',
    '-j',
    'link',
    'show',
    'type',
    'vxlan',
  ]);
  const found = shown.find(({ ifname }) => ifname === link);
  const data = found?.linkinfo?.info_data;
  const fits = data?.id === vni && data.local === local && data.port === vxlanPort;
  if (found && !fits) await removeOverlayLink(labId, networkId);
  if (!fits) await addLink(namespace, link, wanted);
  const ports = await readJson(bridgeLinks, 'ip', ['-n', namespace, '-j', 'link', 'show', 'master', bridge]);
  const ends = ports.flatMap(({ ifname }) => (ifname && ifname !== link ? [ifname] : []));
  await ipBatch(namespace, [
    `link set ${link} mtu ${mtu} master ${bridge} up`,
    ...ends.map((end) => `link set ${end} mtu ${mtu}`),
  ]);
  const lines = await readJson(forwardingEntries, 'bridge', [
    ...['-n', namespace, '-j', 'fdb', 'show', 'dev', link],
  ]);
  const changes = forwardingChanges(link, lines, peers);
  if (changes.length > 0) await carryOut('bridge', ['-n', namespace, '-force', '-batch', '-'], changes);
}

async function addLink(namespace: string, link: string, { vni, local, mtu }: OverlayLink): Promise<void> {
  const made = `link add ${link} netns ${namespace} mtu ${mtu} type vxlan id ${vni} local ${local} dstport ${vxlanPort}`;
  try {
    await ipBatch(null, [made]);
  } catch (error) {
    if (error instanceof ProgramError && /VNI already exists/.test(error.stderr))
      throw new Error(`another link of this host has VXLAN identifier ${vni}`, { cause: error });
    throw error;
  }
}

/** Takes a network's VXLAN link away, and gives what stays on its bridge the size of packets that it has alone. */
export async function removeOverlayLink(labId: string, networkId: string): Promise<void> {
  await ipBatchTolerating(labNamespace(labId), [`link del ${overlayName(networkId)}`], goneAlready);
}

/** Sets the size of packets on the bridge's ends of a network that is on this host alone again. */
export async function resizeBridgeEnds(labId: string, networkId: string, mtu: number): Promise<void> {
  const namespace = labNamespace(labId);
  const args = ['-n', namespace, '-j', 'link', 'show', 'master', bridgeName(networkId)];
  const ports = await readJson(bridgeLinks, 'ip', args);
  const lines = ports.flatMap(({ ifname }) => (ifname ? [`link set ${ifname} mtu ${mtu}`] : []));
  if (lines.length > 0) await ipBatch(namespace, lines);
}

/** A gateway that another host has now is not to answer here. */
export async function dropGateway(labId: string, networkId: string): Promise<void> {
  await ipBatch(labNamespace(labId), [`addr flush dev ${bridgeName(networkId)}`]);
}
