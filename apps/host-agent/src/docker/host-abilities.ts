import { readFile } from 'node:fs/promises';
import { runProgram } from '../system/run-program.ts';
import { whyNoDiskLimit } from './disk-limit.ts';
import type { EngineInfo } from './docker-answers.ts';

/** What the machine and the engine allow this host to do. */
export interface HostAbilities {
  readonly diskLimit: boolean;
  /** Features that this host lacks, each with the reason. */
  readonly limitations: readonly string[];
}

async function isInstalled(program: string, versionOption: string): Promise<boolean> {
  return runProgram(program, [versionOption]).then(
    () => true,
    () => false,
  );
}

export async function readAbilities(info: EngineInfo): Promise<HostAbilities> {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  const disk = whyNoDiskLimit(info, mounts);
  const limitations = [
    ...((await isInstalled('nft', '--version'))
      ? []
      : ['internet: nftables is not installed, so networks with egress fail']),
    ...((await isInstalled('tcpdump', '--version'))
      ? []
      : ['captures: tcpdump is not installed, so captures fail; install the package tcpdump']),
    ...(disk === null ? [] : [`disk-limit: ${disk}`]),
    ...(info.MemoryLimit ? [] : ['memory-limit: the kernel has no memory control group']),
    ...(info.SwapLimit ? [] : ['swap-limit: the kernel does not account swap to containers']),
    ...(info.PidsLimit ? [] : ['process-limit: the kernel has no pids control group']),
    ...(info.SecurityOptions?.some((option) => option.startsWith('name=userns'))
      ? []
      : ['user-namespaces: the engine runs without userns-remap, so containers are less separated']),
    ...(info.LiveRestoreEnabled
      ? []
      : ['live-restore: the engine stops containers when it restarts; the agent starts them again']),
  ];
  return { diskLimit: disk === null, limitations };
}
