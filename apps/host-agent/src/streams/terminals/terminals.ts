import { randomBytes } from 'node:crypto';
import type { TerminalSummary } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import type { DockerEvent } from '../../docker/docker-answers.ts';
import type { DockerClient } from '../../docker/docker-client.ts';
import type { RunningContainer } from '../running-container.ts';
import { StreamRefusal } from '../stream-refusal.ts';
import { EndExplainer } from './end-explainer.ts';
import { ScreenDrawer } from './screen/screen-drawer.ts';
import { startShell } from './terminal-process.ts';
import type { TerminalRecords } from './terminal-records.ts';
import { Terminal } from './terminal.ts';
import { TypingActivity } from './typing-activity.ts';
import type { WindowSize } from './window-size.ts';

export interface TerminalLimits {
  readonly perHost: number;
  readonly perContainer: number;
  /** How long a terminal lives without a viewer, in milliseconds. */
  readonly retentionMs: number;
  /** Output kept per terminal for viewers that join, in bytes. */
  readonly ringBytes: number;
}

interface TerminalsOptions {
  readonly docker: DockerClient;
  readonly records: TerminalRecords;
  readonly limits: TerminalLimits;
  readonly log: Logger;
}

/** What a shell gets when it is started. */
interface ShellOptions {
  readonly size: WindowSize;
  readonly tty: boolean;
}

/** How long a shell without a pseudo-terminal lives after its only viewer left. */
const runRetentionMs = 5_000;

function nameInUse(name: string): StreamRefusal {
  return new StreamRefusal(
    'LIMIT',
    `The container has a terminal named ${name} already. Choose another name.`,
  );
}

/** All terminals of this host. */
export class Terminals {
  readonly #options: TerminalsOptions;
  readonly #explainer: EndExplainer;
  /** By container and name. Promises, because terminals that are starting count too. */
  readonly #terminals = new Map<string, Promise<Terminal>>();
  readonly #open = new Set<Terminal>();
  readonly #typing = new TypingActivity();
  readonly #drawer: ScreenDrawer;
  #closing = false;

  constructor(options: TerminalsOptions) {
    this.#options = options;
    this.#explainer = new EndExplainer(options.docker);
    this.#drawer = new ScreenDrawer(options.log);
  }

  handleEvent(event: DockerEvent): void {
    this.#explainer.handleEvent(event);
  }

  list(containerIds: ReadonlySet<string>): TerminalSummary[] {
    return [...this.#open]
      .filter(({ containerId, isEnding, tty }) => tty && !isEnding && containerIds.has(containerId))
      .map(({ summary }) => summary);
  }

  /** Opens the terminal of that name, and starts it if there is none. @throws StreamRefusal */
  async open(
    container: RunningContainer,
    name: string,
    { size, tty }: ShellOptions,
  ): Promise<{ readonly terminal: Terminal; readonly fresh: boolean }> {
    const id = `${container.containerId}/${name}`;
    for (;;) {
      const known = this.#terminals.get(id);
      if (!known) return { terminal: await this.#add(id, container, name, { size, tty }), fresh: true };
      const terminal = await known;
      if (!terminal.isEnding && !(terminal.tty && tty)) throw nameInUse(name);
      if (!terminal.isEnding) return { terminal, fresh: false };
      await terminal.ended;
    }
  }

  /** Ends a terminal; resolves once its process is gone. @throws StreamRefusal if there is none */
  async end(containerId: string, name: string, reason: string): Promise<void> {
    const terminal = await this.#terminals.get(`${containerId}/${name}`);
    if (!terminal) throw new StreamRefusal('NOT_FOUND', `The container has no terminal named ${name}`);
    await terminal.end(reason);
  }

  /** Ends all terminals. */
  async close(): Promise<void> {
    this.#closing = true;
    const ending = [...this.#terminals.values()].map(async (starting) => {
      const terminal = await starting.catch(() => null);
      await terminal?.end('The host agent was stopped');
    });
    await Promise.all(ending);
    this.#drawer.close();
  }

  #add(id: string, container: RunningContainer, name: string, shell: ShellOptions): Promise<Terminal> {
    this.#checkLimits(container.containerId);
    const starting = this.#start(container, name, shell);
    this.#terminals.set(id, starting);
    starting.then(
      (terminal) => {
        this.#open.add(terminal);
        void terminal.ended.then(() => {
          this.#open.delete(terminal);
          this.#terminals.delete(id);
        });
      },
      () => this.#terminals.delete(id),
    );
    return starting;
  }

  #checkLimits(containerId: string): void {
    const { perHost, perContainer } = this.#options.limits;
    const here = [...this.#terminals.keys()].filter((id) => id.startsWith(`${containerId}/`)).length;
    if (this.#closing) throw new StreamRefusal('DOCKER', 'The host agent is stopping');
    if (here >= perContainer) {
      throw new StreamRefusal(
        'LIMIT',
        `A container can have at most ${perContainer} terminals. Close one first.`,
      );
    }
    if (this.#terminals.size >= perHost) {
      throw new StreamRefusal(
        'LIMIT',
        `The host has reached its limit of ${perHost} terminals. Close one first.`,
      );
    }
  }

  async #start(container: RunningContainer, name: string, { size, tty }: ShellOptions): Promise<Terminal> {
    const { docker, records, limits, log } = this.#options;
    const { containerId, details } = container;
    const incarnation = randomBytes(9).toString('base64url');
    try {
      const process = await startShell({
        ...{ docker, details, incarnation, size, tty, ringBytes: limits.ringBytes, drawer: this.#drawer },
        containerName: container.name,
        onCreate: (execId) => records.created(incarnation, details.Id, execId),
      });
      await records.started(incarnation, details.Id, process);
      const terminal = new Terminal({
        ...{ docker, containerId, name, incarnation, process, size },
        retentionMs: tty ? limits.retentionMs : runRetentionMs,
        typing: this.#typing,
        explainEnd: () => this.#explainer.explain(details.Id, process.execId),
      });
      log.info({ containerId, terminal: name, execId: process.execId }, 'started a terminal');
      void terminal.ended.then(() => this.#ended(terminal));
      return terminal;
    } catch (error) {
      await records.remove(incarnation);
      throw error;
    }
  }

  async #ended(terminal: Terminal): Promise<void> {
    const { containerId, name } = terminal;
    await this.#options.records.remove(terminal.incarnation);
    this.#options.log.info({ containerId, terminal: name }, 'a terminal ended');
  }
}
