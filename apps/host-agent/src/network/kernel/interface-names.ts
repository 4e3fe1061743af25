import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ProgramError } from '../../system/program-error.ts';
import { carryOut } from '../../system/program-shell.ts';
import { runProgram } from '../../system/run-program.ts';

/** One interface inside a container. */
export interface ContainerInterface {
  readonly name: string;
  readonly macAddress: string;
  /** The name Docker gave it, where the agent gave it another: kept in the kernel, as the link's alias. */
  readonly alias: string;
}

/** What one interface is to be called. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

const aliasPrefix = 'docker:';
const aside = (name: string): string => `pn-${name}`;
const inOrder = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

/** The interfaces of a running container, out of the kernel's own view of it; costs no process. */
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
 * Docker numbers a container's interfaces by the names of their networks, or by chance. What it is to call
 * them: the same names, given in the order in which the lab has them. Empty when they are right already.
 *
 * @param wanted MAC addresses, first to last
 */
export function planNames(present: readonly ContainerInterface[], wanted: readonly string[]): Renaming[] {
  const ordered = wanted.flatMap((mac) => present.find(({ macAddress }) => macAddress === mac) ?? []);
  const names = ordered.map(({ name }) => name).sort(inOrder);
  return ordered.flatMap(({ name }, index) => {
    const to = names[index] ?? name;
    return to === name ? [] : [{ from: name, to }];
  });
}

/** Lines for `ip` that rename by way of names that nobody has, since names may be swapped. */
export function renamingLines(renamings: readonly Renaming[], up: boolean): string[] {
  const before = renamings.flatMap(({ from }) => [
    ...(up ? [] : [`link set dev ${from} down`]),
    `link set dev ${from} name ${aside(from)}`,
  ]);
  const after = renamings.flatMap(({ from, to }) => [
    `link set dev ${aside(from)} name ${to}`,
    ...(up ? [] : [`link set dev ${to} up`]),
  ]);
  return [...before, ...after];
}

async function ipInside(pid: number, lines: readonly string[]): Promise<void> {
  await carryOut('nsenter', [`--net=/proc/${pid}/ns/net`, 'ip', '-batch', '-'], lines);
}

/** Kernels before 6.2 rename only what is down; that takes the routes through a gateway along. */
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
 * Gives a container that was just started its interfaces in the order of the lab: eth0 first.
 * @param wanted MAC addresses, first to last
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

/**
 * Has an interface of a running container take IP packets of so many bytes; nothing where it is gone.
 * @param macAddress of the interface
 */
export async function resizeInterface(pid: number, macAddress: string, mtu: number): Promise<void> {
  const own = (await readInterfaces(pid)).find((each) => each.macAddress === macAddress);
  if (own) await ipInside(pid, [`link set dev ${own.name} mtu ${mtu}`]);
}

/** The interface that has the name by which Docker will look for the one that is about to leave; null if none. */
export function mistakenFor(present: readonly ContainerInterface[], leaving: string): string | null {
  const own = present.find(({ macAddress }) => macAddress === leaving);
  if (!own?.alias.startsWith(aliasPrefix)) return null;
  const dockersName = own.alias.slice(aliasPrefix.length);
  return present.find(({ name }) => name === dockersName && name !== own.name)?.name ?? null;
}

/**
 * Has Docker take an interface out of a running container. Docker looks for it by the name that it gave it
 * itself; whichever other interface has that name now is out of the way meanwhile.
 *
 * @param leaving MAC address of the interface
 */
export async function keepingOthers<T>(pid: number, leaving: string, take: () => Promise<T>): Promise<T> {
  const other = mistakenFor(await readInterfaces(pid), leaving);
  if (other === null) return take();
  const held = `hold-${other}`;
  await rename(pid, [{ from: other, to: held }]);
  try {
    return await take();
  } finally {
    await rename(pid, [{ from: held, to: other }]);
  }
}
