import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runInShell } from '../../system/program-shell.ts';
import { ProgramError, runProgram } from '../../system/run-program.ts';

/** An interface as the container sees it. */
export interface ContainerInterface {
  readonly name: string;
  readonly macAddress: string;
  /** The link's alias in the kernel. It keeps the name that Docker gave, if the agent renamed the interface. */
  readonly alias: string;
}

/** A change of one interface's name. */
interface Renaming {
  readonly from: string;
  readonly to: string;
}

const aliasPrefix = 'docker:';
const temporary = (name: string): string => `pn-${name}`;
const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** Reads the interfaces of a running container from its /sys, which takes no extra process. */
export async function readInterfaces(pid: number): Promise<ContainerInterface[]> {
  const directory = `/proc/${pid}/root/sys/class/net`;
  const read = async (name: string, file: string): Promise<string> =>
    (await readFile(join(directory, name, file), 'utf8')).trim();
  const names = (await readdir(directory)).filter((name) => name !== 'lo');
  return Promise.all(
    names.map(async (name) => ({
      name,
      macAddress: await read(name, 'address'),
      alias: await read(name, 'ifalias').catch(() => ''),
    })),
  );
}

/**
 * Plans new names for a container's interfaces, which Docker numbers by their networks' names or at random: the same
 * names in the lab's order. Empty if the order is right.
 * @param wanted MAC addresses in the lab's order
 */
export function planNames(present: readonly ContainerInterface[], wanted: readonly string[]): Renaming[] {
  const ordered = wanted.flatMap((mac) => present.find(({ macAddress }) => macAddress === mac) ?? []);
  const names = ordered.map(({ name }) => name).sort(inOrder);
  return ordered.flatMap(({ name }, index) => {
    const to = names[index] ?? name;
    return to === name ? [] : [{ from: name, to }];
  });
}

/** Lines for `ip` that rename by way of temporary names, because names may be swapped. */
export function renamingLines(renamings: readonly Renaming[], up: boolean): string[] {
  const before = renamings.flatMap(({ from }) => [
    ...(up ? [] : [`link set dev ${from} down`]),
    `link set dev ${from} name ${temporary(from)}`,
  ]);
  const after = renamings.flatMap(({ from, to }) => [
    `link set dev ${temporary(from)} name ${to}`,
    ...(up ? [] : [`link set dev ${to} up`]),
  ]);
  return [...before, ...after];
}

async function ipInside(pid: number, lines: readonly string[]): Promise<void> {
  await runInShell('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', '-batch', '-'], lines);
}

/** Kernels before 6.2 only rename links that are down, and taking a link down removes its routes. */
async function rename(pid: number, renamings: readonly Renaming[]): Promise<void> {
  try {
    await ipInside(pid, renamingLines(renamings, true));
  } catch (error) {
    if (!(error instanceof ProgramError && /busy/i.test(error.stderr))) throw error;
    const routes = await runProgram('nsenter', [
      `--net=/proc/${pid}/ns/net`,
      'ip',
      'route',
      'show',
      'default',
    ]);
    const gateway = /via (\S+)/.exec(routes)?.[1];
    await ipInside(pid, [
      ...renamingLines(renamings, false),
      ...(gateway === undefined ? [] : [`route replace default via ${gateway}`]),
    ]);
  }
}

/**
 * Renames the interfaces of a container that was just started to the lab's order, eth0 first.
 * @param wanted MAC addresses in the lab's order
 */
export async function orderInterfaces(pid: number, wanted: readonly string[]): Promise<void> {
  const present = await readInterfaces(pid);
  const renamings = planNames(present, wanted);
  if (renamings.length === 0) return;
  await rename(pid, renamings);
  await ipInside(
    pid,
    renamings.map(({ from, to }) => `link set dev ${to} alias ${aliasPrefix}${from}`),
  );
}

/** Sets the MTU, in bytes, of a running container's interface; does nothing if there is no such interface. */
export async function resizeInterface(pid: number, macAddress: string, mtu: number): Promise<void> {
  const own = (await readInterfaces(pid)).find((each) => each.macAddress === macAddress);
  if (own) await ipInside(pid, [`link set dev ${own.name} mtu ${mtu}`]);
}

/** The interface that now has the name by which Docker looks for the one that leaves; null if there is none. */
export function nameClash(present: readonly ContainerInterface[], leaving: string): string | null {
  const own = present.find(({ macAddress }) => macAddress === leaving);
  if (!own?.alias.startsWith(aliasPrefix)) return null;
  const dockersName = own.alias.slice(aliasPrefix.length);
  return present.find(({ name }) => name === dockersName && name !== own.name)?.name ?? null;
}

/**
 * Lets Docker remove an interface from a running container. Docker looks for it by the name that Docker gave it. If
 * another interface has that name now, it is renamed meanwhile.
 * @param leaving MAC address of the interface that Docker removes
 */
export async function withoutNameClash<T>(
  pid: number,
  leaving: string,
  remove: () => Promise<T>,
): Promise<T> {
  const other = nameClash(await readInterfaces(pid), leaving);
  if (other === null) return remove();
  const held = `hold-${other}`;
  await rename(pid, [{ from: other, to: held }]);
  try {
    return await remove();
  } finally {
    await rename(pid, [{ from: held, to: other }]);
  }
}
