import type { ContainerSysctl, Wire } from '@pineapple/core';
import { z } from 'zod';
import { readLineInShell, runInShell } from '../../system/program-shell.ts';
import { ProgramError } from '../../system/run-program.ts';
import { deleteLink } from '../kernel/ip-command.ts';
import { bridgeName, labNamespace, wireName, wireOwner } from '../link-names.ts';
import { containerLines, fromAlias, labLines, removalLines, type SizedWire } from './wire-lines.ts';

/** Settings below /proc/sys/net that are the whole host's, although every network namespace shows them. */
export const hostWideSettings: readonly string[] = ['/proc/sys/net/netfilter/nf_hooks_lwtunnel'];

const shownLinks = z.array(
  z.object({ ifname: z.string().optional(), ifalias: z.string().optional(), master: z.string().optional() }),
);

/**
 * Prepares a container's new namespaces: it gets its host name, which Docker sets to another one if the container comes
 * from the warm pool. IPv6 is on, but no address comes from router advertisements, and link-local
 * addresses can be used at once.
 */
const prepareNamespaces = `
echo "$5" > /proc/sys/kernel/hostname
set_to() { [ ! -e "$2" ] || echo "$1" > "$2"; }
for scope in all default; do
  set_to 0 /proc/sys/net/ipv6/conf/$scope/disable_ipv6
  set_to 0 /proc/sys/net/ipv6/conf/$scope/accept_ra
  set_to 0 /proc/sys/net/ipv6/conf/$scope/accept_dad
done
`;

/** No command of `ip`: it stands for lines that must not be carried out. */
const unmade = 'unmade';

/**
 * Runs inside the container's namespaces. $1: the lab's namespace; $2 to $4: lines for `ip` that remove earlier wires,
 * that make the wires, and that give the container's ends their addresses. The last `ip` is loaded while the wires are made.
 */
const makeWires = `
if [ -n "$2" ]; then
  ip -n "$1" -force -batch - 2>/dev/null <<LINES || true
$2
LINES
fi
{
  nsenter --net="/run/netns/$1" ip -batch - <<LINES && printf '%s\n' "$4" || echo ${unmade}
$3
LINES
} | ip -batch -
`;

/** Runs inside the container's namespace. $1, $2 and so on: a setting's path below /proc/sys, its value, the next path. */
const writeSettings = `
while [ $# -gt 0 ]; do
  if [ ! -e "/proc/sys/$1" ]; then echo "the kernel has no setting $1" >&2; exit 1; fi
  if ! printf '%s\\n' "$2" 2>/dev/null > "/proc/sys/$1"; then echo "the kernel refuses $2 for $1" >&2; exit 1; fi
  shift 2
done
`;

/** A container's namespace, and the lab that it belongs to. */
interface WireTarget {
  readonly labId: string;
  readonly containerId: string;
  /** A process in the container's namespace. */
  readonly pid: number;
}

interface NewWires {
  readonly hostname: string;
  readonly wires: readonly SizedWire[];
  /** Whether the container may have had wires before. What is left of them is replaced. */
  readonly replace: boolean;
}

/**
 * Makes all wires of a container that was just started. Sets its host name.
 * @throws ProgramError when a bridge is missing or the container exited
 */
export async function makeAllWires(
  target: WireTarget,
  { hostname, wires, replace }: NewWires,
): Promise<void> {
  const script = wires.length === 0 ? prepareNamespaces : `${prepareNamespaces}${makeWires}`;
  await run(target, script, wires, { hostname, replaced: replace ? wires : [] });
}

/** Changes the host name of a running container. Docker knows only the name that it was made with. */
export async function setHostname(pid: number, hostname: string): Promise<void> {
  const script = 'echo "$1" > /proc/sys/kernel/hostname';
  await runInShell('nsenter', [`--uts=/proc/${pid}/ns/uts`, 'sh', '-ec', script, 'sh', hostname]);
}

/**
 * Sets kernel parameters of a container's namespace.
 * @param settings names as sysctl(8) writes them, all below `net`
 * @throws Error that says which one the kernel lacks or refuses
 */
export async function setSysctls(pid: number, settings: readonly ContainerSysctl[]): Promise<void> {
  if (settings.length === 0) return;
  const words = settings.flatMap(({ name, value }) => [sysctlPath(name), value]);
  const shared = words.find((word) => hostWideSettings.includes(`/proc/sys/${word}`));
  if (shared !== undefined)
    throw new Error(`The setting ${shared} is the whole host's. Remove it from the container.`);
  try {
    await runInShell('nsenter', [`--net=/proc/${pid}/ns/net`, 'sh', '-ec', writeSettings, 'sh', ...words]);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    throw new Error(`A kernel parameter could not be set: ${error.stderr.trim()}`, { cause: error });
  }
}

/** The path below /proc/sys. In a name, a slash stands for a dot of an interface's name. */
function sysctlPath(name: string): string {
  return name.replaceAll(/[./]/g, (mark) => (mark === '.' ? '/' : '.'));
}

/** Makes one more wire while the container runs. It sets no sysctls: its user may have changed them. */
export async function makeWire(target: WireTarget, wire: SizedWire): Promise<void> {
  try {
    await tryToMakeWire(target, wire);
  } catch (error) {
    if (!isTaken(error)) throw error;
    // What was left of an earlier one may have been in the way. It is rare, and looking for it takes as long as the rest.
    await tryToMakeWire(target, wire).catch((again: unknown) => {
      if (!isTaken(again)) throw again;
      throw new Error(
        `The container has an interface ${wire.name} of its own, or its address. Remove it and try again.`,
        { cause: again },
      );
    });
  }
}

/** If it fails, nothing of the wire is left, of an earlier one neither. */
async function tryToMakeWire(target: WireTarget, wire: SizedWire): Promise<void> {
  try {
    await run(target, makeWires, [wire], { hostname: '', replaced: [] });
  } catch (error) {
    await removeWire(target.labId, target.containerId, wire.networkId).catch(() => undefined);
    throw error;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof ProgramError && /File exists/.test(error.stderr);
}

async function run(
  { labId, containerId, pid }: WireTarget,
  script: string,
  wires: readonly SizedWire[],
  { hostname, replaced }: { readonly hostname: string; readonly replaced: readonly SizedWire[] },
): Promise<void> {
  const lines = [
    removalLines(containerId, replaced),
    labLines(containerId, pid, wires),
    containerLines(wires),
  ];
  const texts = lines.map((each) => each.join('\n'));
  try {
    await runInShell('nsenter', [
      ...[`--net=/proc/${pid}/ns/net`, `--uts=/proc/${pid}/ns/uts`, 'sh', '-ec', script, 'sh'],
      ...[labNamespace(labId), ...texts, hostname],
    ]);
  } catch (error) {
    const [why = '', ...more] =
      error instanceof ProgramError ? error.stderr.split(`Object "${unmade}" is unknown`) : [];
    throw more.length === 0 ? error : new ProgramError('ip', 'an error', why);
  }
}

/** Removes a container's interface, and all that is configured on it. */
export async function removeWire(labId: string, containerId: string, networkId: string): Promise<void> {
  await deleteLink(labNamespace(labId), wireName(containerId, networkId));
}

/** The wires of a lab that are in place on this host, by container id; empty if the lab has no namespace. */
export async function listWires(labId: string): Promise<ReadonlyMap<string, readonly Wire[]>> {
  const wires = new Map<string, Wire[]>();
  const text = await readLineInShell('ip', ['-n', labNamespace(labId), '-j', 'link', 'show']).catch(() => '');
  for (const { ifname = '', ifalias = '', master } of shownLinks.parse(JSON.parse(text || '[]'))) {
    const owner = wireOwner(labId, ifname);
    if (!owner || master !== bridgeName(owner.networkId)) continue;
    const wire = fromAlias(owner.networkId, ifalias);
    if (wire) wires.set(owner.containerId, [...(wires.get(owner.containerId) ?? []), wire]);
  }
  return wires;
}
