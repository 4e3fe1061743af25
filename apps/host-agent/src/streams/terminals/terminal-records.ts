import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { DockerClient } from '../../docker/docker-client.ts';
import { inspectExec } from '../../docker/docker-exec.ts';
import { JsonDirectory } from '../../system/json-directory.ts';
import { type SessionLeader, endSession, findLeader } from '../processes/process-session.ts';
import type { TerminalProcess } from './terminal-process.ts';

/** What is saved about a terminal, so that the next agent finds its processes after a crash. */
const terminalRecord = z.object({
  /** Docker's id of the container. */
  key: z.string(),
  execId: z.string(),
  /** The shell, once it is known. The start time guards against reuse of the pid. */
  leader: z.object({ pid: z.int(), startTime: z.string() }).nullable(),
  /** Pids and start times are meaningless after a reboot. */
  bootId: z.string(),
});
type TerminalRecord = z.infer<typeof terminalRecord>;

async function readBootId(): Promise<string> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}

/** The records on disk of terminals with processes. After a crash, the next agent ends those processes. */
export class TerminalRecords {
  readonly #files: JsonDirectory<TerminalRecord>;
  readonly #bootId: string;

  private constructor(files: JsonDirectory<TerminalRecord>, bootId: string) {
    this.#files = files;
    this.#bootId = bootId;
  }

  static async open(stateDir: string, log: Logger): Promise<TerminalRecords> {
    const files = await JsonDirectory.open(join(stateDir, 'terminals'), terminalRecord, log);
    return new TerminalRecords(files, await readBootId());
  }

  /** Called before the shell starts. As long as Docker runs, it knows the process by this id. */
  async created(incarnation: string, key: string, execId: string): Promise<void> {
    await this.#files.write(incarnation, { key, execId, leader: null, bootId: this.#bootId });
  }

  async started(incarnation: string, key: string, { execId, leader }: TerminalProcess): Promise<void> {
    const known = leader && { pid: leader.pid, startTime: leader.startTime };
    await this.#files.write(incarnation, { key, execId, leader: known, bootId: this.#bootId });
  }

  async remove(incarnation: string): Promise<void> {
    await this.#files.remove(incarnation);
  }

  /** Ends the processes of terminals that an earlier agent left behind. */
  async endOrphans(docker: DockerClient, log: Logger): Promise<void> {
    const orphans = [...(await this.#files.readAll())];
    await Promise.all(
      orphans.map(async ([incarnation, record]) => {
        const leader = await this.#leaderOf(docker, record);
        if (leader && !(await endSession(leader))) {
          log.warn({ execId: record.execId }, 'could not end a terminal of an earlier agent');
        }
        await this.remove(incarnation);
      }),
    );
    if (orphans.length > 0) log.info({ terminals: orphans.length }, 'ended terminals of an earlier agent');
  }

  async #leaderOf(docker: DockerClient, record: TerminalRecord): Promise<SessionLeader | null> {
    const { key, leader, execId } = record;
    if (record.bootId !== this.#bootId) return null;
    if (leader) return { key, ...leader };
    const exec = await inspectExec(docker, execId).catch(() => null);
    return exec?.Running ? findLeader(exec.Pid, key) : null;
  }
}
