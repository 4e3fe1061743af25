import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunningProcess, runningProcesses } from '../proc.ts';
import { type OwnedResource, readResources } from './owned-resource.ts';
import { removeDirectory, unmountBelow } from './remove-directory.ts';

const programEndMs = 20_000;
const engineEndMs = 10_000;
const killMs = 5_000;
/** How often it checks whether processes have ended: only parents get an event. */
const pollMs = 50;

/**
 * Ends every process of a run, then removes its resources and its directory. A process belongs to a run when its
 * command or its environment names the run's directory, or when its parent belongs to the run.
 * @param spared - Processes that are left alone: the one that cleans up, and the one whose run it is.
 */
export async function cleanUpRun(directory: string, spared: readonly number[]): Promise<void> {
  const belongs = ({ pid, command, environment }: RunningProcess): boolean =>
    !spared.includes(pid) && (command.includes(directory) || environment.includes(directory));
  const resources = readResources(directory);
  // Programs end first, and in order: the host agent stops its labs through an engine that still runs.
  const find = (kinds: RegExp) => () =>
    runningProcesses().filter((one) => belongs(one) && kinds.test(nameOf(one)));
  await endAll(find(/^(?!dockerd|containerd)/), 'SIGTERM', programEndMs);
  await Promise.all(resources.flatMap((resource) => [removeLabelled(resource), stopHost(resource)]));
  await endAll(find(/^dockerd$/), 'SIGTERM', engineEndMs);
  await endAll(() => withDescendants(runningProcesses(), belongs, spared), 'SIGKILL', killMs);
  for (const resource of resources) {
    if (resource.kind === 'namespace') spawnSync('ip', ['netns', 'del', resource.name]);
    if (resource.kind === 'mounts') unmountBelow(resource.path);
    if (resource.kind === 'path') removeDirectory(resource.path);
  }
  removeDirectory(directory);
}

const nameOf = ({ command }: RunningProcess): string => basename(command.split('\0', 1)[0] ?? '');

/**
 * Sends a signal to processes once, and waits until all of them have ended or the time is over. The time begins once they
 * were found: on a busy machine with many processes, that alone takes seconds.
 */
async function endAll(
  find: () => RunningProcess[],
  signal: NodeJS.Signals,
  patienceMs: number,
): Promise<void> {
  const signalled = new Set<number>();
  let found = find();
  const deadline = performance.now() + patienceMs;
  while (found.length > 0) {
    for (const { pid } of found) {
      if (signalled.has(pid)) continue;
      signalled.add(pid);
      trySignal(pid, signal);
    }
    if (performance.now() >= deadline) return;
    await pause(pollMs);
    found = find();
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/** What runs in a container names nothing of the run, but descends from a shim that does. */
function withDescendants(
  all: readonly RunningProcess[],
  belongs: (one: RunningProcess) => boolean,
  spared: readonly number[],
): RunningProcess[] {
  const found = new Set(all.filter(belongs));
  const pids = new Set([...found].map(({ pid }) => pid));
  for (let before = -1; before !== pids.size;) {
    before = pids.size;
    for (const one of all) {
      if (!pids.has(one.parent) || spared.includes(one.pid)) continue;
      pids.add(one.pid);
      found.add(one);
    }
  }
  return [...found];
}

async function removeLabelled(resource: OwnedResource): Promise<void> {
  if (resource.kind !== 'labelled') return;
  const { dockerClient } = await import('../docker/ping-engine.ts');
  const docker = dockerClient(resource.dockerHost, { timeoutMs: engineEndMs });
  const filters = { label: [resource.label] };
  try {
    const containers = await docker.listContainers({ all: true, filters });
    await Promise.allSettled(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true })));
  } catch {
    // The engine no longer answers: it was the run's own.
  }
}

async function stopHost(resource: OwnedResource): Promise<void> {
  if (resource.kind !== 'host-container') return;
  const { dockerClient } = await import('../docker/ping-engine.ts');
  const { stopContainer } = await import('../host-container/ensure-container.ts');
  try {
    await stopContainer(dockerClient(resource.dockerHost), resource.name);
  } catch {
    // The engine no longer answers.
  }
}
