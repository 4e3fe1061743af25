import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DockerClient } from '../../docker/docker-client.ts';
import { inspectExec } from '../../docker/docker-exec.ts';
import { JsonDirectory } from '../../system/json-directory.ts';
import { type SessionLeader, endSession, findLeader } from '../processes/process-session.ts';
import type { TerminalProcess } from './terminal-process.ts';
import { type TerminalRecord, terminalRecord } from './terminal-record.ts';

async function readBootId(): Promise<string> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}

/** The terminals that have processes, on disk: whoever starts after a kill ends what was left. */
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

  /** Before it starts: Docker knows its process by this id, for as long as Docker itself runs. */
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

  /** Ends what an agent before this one left behind. */
  async endLeftOvers(docker: DockerClient, log: Logger): Promise<void> {
    const left = [...(await this.#files.readAll())];
    await Promise.all(
      left.map(async ([incarnation, record]) => {
        const leader = await this.#leaderOf(docker, record);
        if (leader && !(await endSession(leader))) {
          log.warn({ execId: record.execId }, 'a terminal of an earlier agent could not be ended');
        }
        await this.remove(incarnation);
      }),
    );
    if (left.length > 0) log.info({ terminals: left.length }, 'terminals of an earlier agent were ended');
  }

  async #leaderOf(docker: DockerClient, record: TerminalRecord): Promise<SessionLeader | null> {
    const { key, leader, execId } = record;
    if (record.bootId !== this.#bootId) return null;
    if (leader) return { key, ...leader };
    const exec = await inspectExec(docker, execId).catch(() => null);
    return exec?.Running ? findLeader(exec.Pid, key) : null;
  }
}
