import { release } from 'node:os';
import { type Environment, isRootOnLinux } from '../machine.ts';
import { dockerClient } from '../docker/ping-engine.ts';
import { SetupError } from '../setup-error.ts';

/** Where a host runs: beside Docker on this machine, or as a container in that Docker. */
type PlaceOfHost = 'machine' | 'container';

interface EngineFacts {
  readonly KernelVersion?: string;
  readonly OperatingSystem?: string;
  readonly SecurityOptions?: readonly string[];
}

/**
 * Where the host runs with this Docker. `PINEAPPLE_HOST` can say so. Otherwise it runs on the machine only as root beside
 * an engine of the same machine, because it makes networks for the engine's containers.
 * @throws SetupError when the variable is neither `machine` nor `container`
 */
export async function placeOfHost(dockerHost: string, environment: Environment): Promise<PlaceOfHost> {
  const asked = environment['PINEAPPLE_HOST'];
  if (asked === 'machine' || asked === 'container') return asked;
  if (asked) throw new SetupError(`PINEAPPLE_HOST must be machine or container, not "${asked}".`);
  if (!isRootOnLinux() || !dockerHost.startsWith('unix://')) return 'container';
  const facts = (await dockerClient(dockerHost).info()) as EngineFacts;
  const isBeside =
    facts.KernelVersion === release() &&
    !facts.OperatingSystem?.includes('Docker Desktop') &&
    !facts.SecurityOptions?.some((option) => option.includes('rootless'));
  return isBeside ? 'machine' : 'container';
}
