import { z } from 'zod';
import { runInShell } from '../../system/program-shell.ts';
import { ProgramError, runProgram } from '../../system/run-program.ts';
import { alreadyGone, ipBatch, ipBatchTolerating } from '../kernel/ip-command.ts';
import { bridgeName, labNamespace, overlayName } from '../link-names.ts';
import { forwardingChanges } from './overlay-forwarding.ts';
import { vxlanPort } from './overlay-rules.ts';

/** Bytes that VXLAN over IPv4 adds to a packet: inner Ethernet, IP, UDP and VXLAN headers. */
const vxlanOverhead = 50;
/**
 * The largest MTU of such a link, in bytes. Root in a container may set a larger one than the network's, and a link that
 * refused its packets would lose them. So the kernel sends these to the other host in fragments, or tells the sender what
 * fits (ICMP) if they must not be cut.
 */
const linkMtu = 65_535 - vxlanOverhead;

/** A network's VXLAN link to the lab's other hosts. */
interface OverlayLink {
  readonly vni: number;
  readonly peers: readonly string[];
  /** This host's address on the underlay. */
  readonly local: string;
}

/** The MTU of a network over an underlay with this MTU, in bytes. */
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
const forwardingEntries = z.array(z.object({ mac: z.string(), dst: z.string().optional() }));

async function readJson<T>(schema: z.ZodType<T>, program: string, args: readonly string[]): Promise<T> {
  return schema.parse(JSON.parse((await runProgram(program, args)) || '[]'));
}

/**
 * Creates or updates a network's VXLAN link. The link is in the lab's namespace; its socket is in the agent's namespace, where the underlay is.
 */
export async function ensureOverlayLink(
  labId: string,
  networkId: string,
  wanted: OverlayLink,
): Promise<void> {
  const [namespace, link, bridge] = [labNamespace(labId), overlayName(networkId), bridgeName(networkId)];
  const { vni, local, peers } = wanted;
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
  const matches = data?.id === vni && data.local === local && data.port === vxlanPort;
  if (found && !matches) await removeOverlayLink(labId, networkId);
  if (!matches) await addLink(namespace, link, wanted);
  await ipBatch(namespace, [`link set ${link} mtu ${linkMtu} master ${bridge} up`]);
  const lines = await readJson(forwardingEntries, 'bridge', [
    ...['-n', namespace, '-j', 'fdb', 'show', 'dev', link],
  ]);
  const changes = forwardingChanges(link, lines, peers);
  if (changes.length > 0) await runInShell('bridge', ['-n', namespace, '-force', '-batch', '-'], changes);
}

async function addLink(namespace: string, link: string, { vni, local }: OverlayLink): Promise<void> {
  const line = `link add ${link} netns ${namespace} mtu ${linkMtu} type vxlan id ${vni} local ${local} dstport ${vxlanPort}`;
  try {
    await ipBatch(null, [line]);
  } catch (error) {
    if (error instanceof ProgramError && /VNI already exists/.test(error.stderr))
      throw new Error(`VXLAN identifier ${vni} is already used by another link on this host`, {
        cause: error,
      });
    throw error;
  }
}

export async function removeOverlayLink(labId: string, networkId: string): Promise<void> {
  await ipBatchTolerating(labNamespace(labId), [`link del ${overlayName(networkId)}`], alreadyGone);
}
