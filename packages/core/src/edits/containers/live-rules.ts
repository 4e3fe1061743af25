import {
  type ContainerPort,
  containerCpusSchema,
  containerMemorySchema,
  containerPortSchema,
} from '../../settings/container-config.ts';
import type { LabLimits } from '../../edit-context.ts';
import type { Issue } from '../../edit-error.ts';
import { quoted } from '../../names/quoted.ts';

const mostPorts = 16;
const longestName = 60;
const [leastCpus, mostCpus] = [0.01, 256];
const [leastMb, mostMb] = [6, 1_048_576];

interface Resources {
  readonly cpus: number | null;
  readonly memoryMb: number | null;
}

/** What is wrong with how much of its host a container may use. */
export function checkResources(
  { cpus, memoryMb }: Resources,
  { cpusPerContainer, memoryMbPerContainer }: Pick<LabLimits, 'cpusPerContainer' | 'memoryMbPerContainer'>,
  path: readonly string[],
): Issue[] {
  const [cpuLimit, mbLimit] = [cpusPerContainer ?? mostCpus, memoryMbPerContainer ?? mostMb];
  const issues: Issue[] = [];
  if (cpus !== null && (!containerCpusSchema.safeParse(cpus).success || cpus > cpuLimit)) {
    const message = `${cpus} processors were given. Give ${leastCpus} to ${cpuLimit}, in hundredths, such as 0.5.`;
    issues.push({ path: [...path, 'cpus'], message });
  }
  if (memoryMb !== null && (!containerMemorySchema.safeParse(memoryMb).success || memoryMb > mbLimit)) {
    const message = `${memoryMb} MB of memory were given. Give a whole number from ${leastMb} to ${mbLimit}.`;
    issues.push({ path: [...path, 'memoryMb'], message });
  }
  return issues;
}

/** What is wrong with the ports of a container that are offered. */
export function checkPorts(ports: readonly ContainerPort[], path: readonly string[]): Issue[] {
  if (ports.length > mostPorts) {
    const message = `${ports.length} ports were given. A container can offer at most ${mostPorts}.`;
    return [{ path, message }];
  }
  return ports.flatMap(({ port, name }, index) => {
    const issues: Issue[] = [];
    const at = (field: string, message: string): unknown =>
      issues.push({ path: [...path, String(index), field], message });
    if (!containerPortSchema.shape.port.safeParse(port).success)
      at('port', `${port} is no port. Give a number from 1 to 65535.`);
    else if (ports.findIndex((each) => each.port === port) < index)
      at('port', `Port ${port} was given twice. Give each port once.`);
    if (!containerPortSchema.shape.name.safeParse(name).success)
      at('name', `${quoted(name ?? '')} can't name a port. Give 1 to ${longestName} characters in one line.`);
    return issues;
  });
}
