import { readFile } from 'node:fs/promises';
import { runProgram } from '../system/run-program.ts';
import type { EngineInfo } from './docker-answers.ts';

/** What the machine and the engine allow this host to do. */
export interface HostAbilities {
  /** Whether the agent can create network namespaces and links beside the engine. */
  readonly ownNetworks: boolean;
  readonly diskLimit: boolean;
  /** Features that this host lacks, each with the reason. */
  readonly limitations: readonly string[];
}

const netAdmin = 12n;
const sysAdmin = 21n;

/** Why the agent can't create the labs' networks itself; null if it can. */
async function whyNoOwnNetworks(info: EngineInfo, dockerHost: string): Promise<string | null> {
  if (process.platform !== 'linux')
    return `the agent runs on ${process.platform}, and not beside Docker on Linux`;
  if (!dockerHost.startsWith('unix://')) return `Docker is on another machine (${dockerHost})`;
  if (info.OperatingSystem.includes('Docker Desktop'))
    return 'Docker Desktop runs the engine in a virtual machine';
  if (info.SecurityOptions?.some((option) => option.includes('rootless')))
    return 'the engine runs without root';
  const status = await readFile('/proc/self/status', 'utf8');
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const has = (capability: bigint): boolean => ((effective >> capability) & 1n) === 1n;
  if (process.getuid?.() !== 0 || !has(netAdmin) || !has(sysAdmin)) return 'the agent is not root';
  return (await isInstalled('ip', '-V')) ? null : 'iproute2 is not installed';
}

async function isInstalled(program: string, versionOption: string): Promise<boolean> {
  return runProgram(program, [versionOption]).then(
    () => true,
    () => false,
  );
}

/** Why the engine can't limit a container's writable layer, which takes overlay2 on xfs with quotas; null if it can. */
async function whyNoDiskLimit(info: EngineInfo): Promise<string | null> {
  const backing = info.DriverStatus?.find(([name]) => name === 'Backing Filesystem')?.[1] ?? 'unknown';
  if (info.Driver !== 'overlay2' || backing !== 'xfs')
    return `${info.Driver} on ${backing} has no project quotas`;
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  const own = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(
      ([, path = '-']) =>
        info.DockerRootDir === path || info.DockerRootDir.startsWith(path === '/' ? '/' : `${path}/`),
    )
    .sort((a, b) => (b[1]?.length ?? 0) - (a[1]?.length ?? 0))[0];
  return /\b(prjquota|pquota)\b/.test(own?.[3] ?? '')
    ? null
    : `${info.DockerRootDir} is not mounted with pquota`;
}

export async function readAbilities(info: EngineInfo, dockerHost: string): Promise<HostAbilities> {
  const [networks, disk] = [await whyNoOwnNetworks(info, dockerHost), await whyNoDiskLimit(info)];
  const limitations = [
    ...(networks === null
      ? []
      : [
          `own-networks: ${networks}; Docker's bridges are used instead, so labs can't use the same subnets and Docker chooses MAC addresses`,
        ]),
    ...(networks === null && !(await isInstalled('nft', '--version'))
      ? ['internet: nftables is not installed, so networks with egress fail']
      : []),
    ...(disk === null ? [] : [`disk-limit: ${disk}`]),
    ...(info.MemoryLimit ? [] : ['memory-limit: the kernel has no memory control group']),
    ...(info.SwapLimit ? [] : ['swap-limit: the kernel does not account swap to containers']),
    ...(info.PidsLimit ? [] : ['process-limit: the kernel has no pids control group']),
    ...(info.LiveRestoreEnabled
      ? []
      : ['live-restore: the engine stops containers when it restarts; the agent starts them again']),
  ];
  return { ownNetworks: networks === null, diskLimit: disk === null, limitations };
}
