import { lstat } from 'node:fs/promises';
import {
  type NetworkTables,
  readAddresses,
  readFdb,
  readFilters,
  readNeighbours,
  readRoutes,
  readSessions,
  sessionQuestions,
} from '@pineapple/core';
import { ProgramOutput } from '@pineapple/host-link/terminal';
import { createCommand } from '../../docker/docker-exec.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import { runProgram } from '../../system/run-program.ts';
import type { TablePart } from './netlink-messages.ts';

/** One run of a container. */
export interface ContainerRun {
  /** Docker's id. */
  readonly key: string;
  /** Its first process. */
  readonly pid: number;
}

/** The client of FRRouting's daemons in a container. */
const vtyshPath = '/usr/bin/vtysh';
const vtyshTimeoutMs = 5_000;
const mostVtyshBytes = 1024 * 1024;

/**
 * Reads parts of the tables of a running container: the kernel's with the host's own programs, those of FRRouting with its
 * vtysh, if it has one.
 * @returns the tables that could be read
 * @throws ProgramError or ZodError, for example when the container stops
 */
export async function readContainerTables(
  docker: DockerClient,
  run: ContainerRun,
  parts: ReadonlySet<TablePart>,
): Promise<Partial<NetworkTables>> {
  const read: Promise<Partial<NetworkTables>>[] = [];
  const ip = (...args: string[]): Promise<unknown> => inNamespace(run, 'ip', ...args);
  if (parts.has('addresses')) read.push(ip('-j', 'address', 'show').then(readAddresses));
  if (parts.has('routes'))
    read.push(ip('-j', 'route', 'show', 'table', 'all').then((printed) => ({ routes: readRoutes(printed) })));
  if (parts.has('neighbours'))
    read.push(ip('-j', 'neighbour', 'show').then((printed) => ({ neighbours: readNeighbours(printed) })));
  if (parts.has('fdb'))
    read.push(inNamespace(run, 'bridge', '-j', 'fdb', 'show').then((printed) => ({ fdb: readFdb(printed) })));
  if (parts.has('filters'))
    // A host without nftables has no such rules.
    read.push(
      runProgram('nsenter', [`--net=/proc/${run.pid}/ns/net`, 'nft', '-a', 'list', 'ruleset']).then(
        (printed) => ({ filters: readFilters(printed) }),
        () => ({}),
      ),
    );
  if (parts.has('sessions'))
    // The kernel's tables don't wait for Docker or a daemon that hangs.
    read.push(
      askVtysh(docker, run).then(
        (printed) => ({ sessions: readSessions(printed) }),
        () => ({}),
      ),
    );
  return Object.assign({}, ...(await Promise.all(read))) as Partial<NetworkTables>;
}

async function inNamespace({ pid }: ContainerRun, ...command: readonly string[]): Promise<unknown> {
  const text = await runProgram('nsenter', [`--net=/proc/${pid}/ns/net`, ...command]);
  return JSON.parse(text.trim() || '[]');
}

/** What vtysh answers; empty if the container has none or it does not answer. */
async function askVtysh(docker: DockerClient, { key, pid }: ContainerRun): Promise<string> {
  if (!(await isRouter(pid))) return '';
  const signal = AbortSignal.timeout(vtyshTimeoutMs);
  const command = [vtyshPath, ...sessionQuestions.flatMap((question) => ['-c', question])];
  const execId = await createCommand(docker, key, command, []);
  const output = new ProgramOutput();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const options = { body: { Detach: false, Tty: false }, signal };
  for await (const chunk of await docker.transport.stream('POST', `/exec/${execId}/start`, options)) {
    for (const piece of output.read(chunk)) {
      bytes += piece.bytes.length;
      if (piece.to === 'stdout' && bytes <= mostVtyshBytes) pieces.push(piece.bytes);
    }
    if (bytes > mostVtyshBytes) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * Whether a container has FRRouting. Only the name counts: a link in the container would lead elsewhere from here.
 * @param pid its first process
 */
export async function isRouter(pid: number): Promise<boolean> {
  return lstat(`/proc/${pid}/root${vtyshPath}`).then(
    () => true,
    () => false,
  );
}
