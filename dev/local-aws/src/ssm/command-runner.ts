import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServiceEvent } from '../event-bridge/event.ts';
import { describeError, type Log } from '../log.ts';
import { hasEnded, isOver, type CommandRecord, type Invocation, type Plugin } from './command-record.ts';
import type { CommandStore } from './command-store.ts';
import { DeliveryQueue, type AgentLimits } from './delivery-queue.ts';
import { parseDocument } from './document-content.ts';
import { pickVersion, type DocumentStore } from './document-store.ts';
import { commandEnvironment, type Instances, type ManagedInstance } from './instances.ts';
import { killGroup, startTimeOf } from './process-group.ts';
import type { RunningScript, ScriptEnd } from './run-script.ts';
import { ScriptRunner } from './script-runner.ts';
import { scriptSteps, type ScriptStep } from './script-steps.ts';
import { commandEvent, invocationEvent } from './status-events.ts';

interface CommandRunnerOptions {
  readonly store: CommandStore;
  readonly documents: DocumentStore;
  readonly instances: Instances;
  readonly limits: AgentLimits;
  /** Length of a second of the delivery timeout, in ms. */
  readonly deliverySecondMs?: number;
  /** How long after a change of its status a command's event comes, ms. */
  readonly eventDelayMs?: number;
  /** Whether what runs scripts starts before the first one. */
  readonly warm?: boolean;
  /** Directory of running scripts. */
  readonly directory: string;
  readonly emit: (event: ServiceEvent) => Promise<void>;
  readonly log: Log;
}

/** Delivers commands to instances, runs them and reports their status: Systems Manager and its agents in one. */
export class CommandRunner {
  readonly #options: CommandRunnerOptions;
  readonly #queues = new Map<string, DeliveryQueue>();
  readonly #scripts = new ScriptRunner();
  readonly #running = new Map<string, RunningScript>();
  /** Each sends its event at once. */
  readonly #waitingEvents = new Set<() => Promise<void>>();
  #closed = false;

  constructor(options: CommandRunnerOptions) {
    this.#options = options;
    if (options.warm) this.#scripts.warm();
  }

  /** Resumes after a restart: commands that ran have failed, waiting ones still wait. */
  async resume(left: readonly CommandRecord[]): Promise<void> {
    await rm(this.#options.directory, { recursive: true, force: true });
    for (const command of left) {
      for (const invocation of command.invocations) {
        if (invocation.status === 'Pending') {
          this.#deliver(command, invocation.instanceId);
        } else if (!hasEnded(invocation.status)) {
          const { process: orphan } = invocation;
          if (orphan?.startTime && startTimeOf(orphan.pid) === orphan.startTime) killGroup(orphan.pid);
          await this.#end(command.commandId, invocation.instanceId, 'Failed', 'Terminated');
        }
      }
    }
  }

  /** @param command As stored, with pending invocations. */
  start(command: CommandRecord): void {
    for (const { instanceId } of command.invocations) this.#deliver(command, instanceId);
  }

  setOnline(instanceId: string, online: boolean): void {
    this.#queueOf(instanceId).setOnline(online);
  }

  /** Cancels one invocation, unless it has ended. */
  async cancel(commandId: string, instanceId: string): Promise<void> {
    if (this.#queueOf(instanceId).remove(commandId)) {
      await this.#end(commandId, instanceId, 'Cancelled', 'Cancelled');
      return;
    }
    const current = this.#invocation(commandId, instanceId);
    if (!current || hasEnded(current.status)) return;
    await this.#change(commandId, instanceId, { status: 'Cancelling', statusDetails: 'Cancelling' });
    this.#running.get(keyOf(commandId, instanceId))?.kill();
  }

  /** Kills running commands. The next start reports them as failed. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const queue of this.#queues.values()) queue.close();
    const running = [...this.#running.values()];
    for (const script of running) script.kill();
    await Promise.all(running.map((script) => script.ended));
    await this.#scripts.close();
    for (const send of this.#waitingEvents) await send();
  }

  #queueOf(instanceId: string): DeliveryQueue {
    const existing = this.#queues.get(instanceId);
    if (existing) return existing;
    const queue = new DeliveryQueue(this.#options.limits);
    this.#queues.set(instanceId, queue);
    return queue;
  }

  #deliver(command: CommandRecord, instanceId: string): void {
    const { commandId, requestedAt, timeoutSeconds } = command;
    const { deliverySecondMs = 1_000 } = this.#options;
    const guard = (work: Promise<void>): Promise<void> =>
      work.catch(async (error: unknown) => {
        if (this.#closed) return;
        this.#options.log({
          level: 'error',
          message: `command ${commandId} broke off`,
          error: describeError(error),
        });
        await this.#end(commandId, instanceId, 'Failed', 'Failed').catch(() => undefined);
      });
    this.#queueOf(instanceId).add({
      commandId,
      expiresAt: Date.parse(requestedAt) + timeoutSeconds * deliverySecondMs,
      run: () => guard(this.#run(command, instanceId)),
      expire: () => void guard(this.#end(commandId, instanceId, 'TimedOut', 'DeliveryTimedOut')),
    });
  }

  async #run(command: CommandRecord, instanceId: string): Promise<void> {
    const { commandId } = command;
    const instance = this.#options.instances.get(instanceId)?.instance;
    const document = this.#options.documents.find(command.documentName);
    if (!instance || !document) {
      await this.#end(commandId, instanceId, 'Failed', instance ? 'InvalidDocument' : 'Undeliverable');
      return;
    }
    const content = parseDocument(pickVersion(document, command.documentVersion).content);
    const ran: Plugin[] = [];
    for (const step of scriptSteps(content, command.parameters)) {
      // A failed step fails the command, but later steps still run, as with AWS's agent.
      ran.push(await this.#runStep(commandId, instance, step, ran));
      if (this.#closed) return;
      if (ran.at(-1)?.status === 'Cancelled') break;
    }
    const worst = ran.findLast(({ status }) => status !== 'Success');
    await this.#end(
      commandId,
      instanceId,
      worst?.status ?? 'Success',
      worst?.statusDetails ?? 'Success',
      ran,
    );
  }

  async #runStep(
    commandId: string,
    instance: ManagedInstance,
    step: ScriptStep,
    ran: readonly Plugin[],
  ): Promise<Plugin> {
    const { instanceId } = instance;
    const key = keyOf(commandId, instanceId);
    const startedAt = new Date().toISOString();
    const script = await this.#scripts.start(step, {
      directory: join(this.#options.directory, `${commandId}.${instanceId}.${ran.length}`),
      environment: commandEnvironment(instance),
    });
    this.#running.set(key, script);
    const before = this.#invocation(commandId, instanceId);
    if (this.#closed || before?.status === 'Cancelling') script.kill();
    const running: Plugin = {
      name: step.name,
      status: 'InProgress',
      statusDetails: 'InProgress',
      responseCode: -1,
      startedAt,
      endedAt: null,
      stdout: '',
      stderr: '',
    };
    const process = script.pid === null ? null : { pid: script.pid, startTime: startTimeOf(script.pid) };
    const begun = before?.status === 'Pending';
    await this.#change(commandId, instanceId, {
      ...(begun ? { status: 'InProgress', statusDetails: 'InProgress' } : {}),
      process,
      plugins: [...ran, running],
    });
    if (begun) await this.#announce(commandId, instanceId);

    const end = await script.ended;
    this.#running.delete(key);
    return {
      ...running,
      ...resultOf(end),
      endedAt: new Date().toISOString(),
      stdout: end.stdout,
      stderr: end.stderr,
    };
  }

  async #end(
    commandId: string,
    instanceId: string,
    status: Invocation['status'],
    statusDetails: string,
    ran?: readonly Plugin[],
  ): Promise<void> {
    const current = this.#invocation(commandId, instanceId);
    if (!current || hasEnded(current.status)) return;
    const endedAt = new Date().toISOString();
    const plugins = (ran ?? current.plugins).map((plugin) =>
      hasEnded(plugin.status) ? plugin : { ...plugin, status, statusDetails, endedAt },
    );
    const command = await this.#change(commandId, instanceId, {
      status,
      statusDetails,
      plugins,
      process: null,
    });
    await this.#announce(commandId, instanceId, command);
    if (command && isOver(command)) await this.#emit(commandEvent(command));
  }

  /** Changes one invocation in memory immediately and resolves when it is on disk. */
  async #change(
    commandId: string,
    instanceId: string,
    changes: Partial<Invocation>,
  ): Promise<CommandRecord | null> {
    const command = this.#options.store.active(commandId);
    if (!command) return null;
    const invocations = command.invocations.map((invocation) =>
      invocation.instanceId === instanceId ? { ...invocation, ...changes } : invocation,
    );
    const changed = { ...command, invocations };
    await this.#options.store.save(changed);
    return changed;
  }

  async #announce(
    commandId: string,
    instanceId: string,
    command = this.#options.store.active(commandId),
  ): Promise<void> {
    const invocation = command?.invocations.find((candidate) => candidate.instanceId === instanceId);
    if (command && invocation) await this.#emit(invocationEvent(command, invocation));
  }

  /** Events that wait keep their order, because all wait equally long. */
  async #emit(event: ServiceEvent): Promise<void> {
    const { emit, eventDelayMs = 0, log } = this.#options;
    if (eventDelayMs === 0) return emit(event);
    const send = async (): Promise<void> => {
      clearTimeout(timer);
      this.#waitingEvents.delete(send);
      await emit(event).catch((error: unknown) => {
        log({ level: 'error', message: 'a status event was lost', error: describeError(error) });
      });
    };
    const timer = setTimeout(() => void send(), eventDelayMs);
    this.#waitingEvents.add(send);
  }

  #invocation(commandId: string, instanceId: string): Invocation | undefined {
    return this.#options.store
      .active(commandId)
      ?.invocations.find((candidate) => candidate.instanceId === instanceId);
  }
}

function keyOf(commandId: string, instanceId: string): string {
  return `${commandId}/${instanceId}`;
}

function resultOf(end: ScriptEnd): Pick<Plugin, 'status' | 'statusDetails' | 'responseCode'> {
  if (end.reason === 'timed-out')
    return { status: 'TimedOut', statusDetails: 'ExecutionTimedOut', responseCode: end.exitCode };
  if (end.reason === 'killed')
    return { status: 'Cancelled', statusDetails: 'Cancelled', responseCode: end.exitCode };
  return end.exitCode === 0
    ? { status: 'Success', statusDetails: 'Success', responseCode: 0 }
    : { status: 'Failed', statusDetails: 'Failed', responseCode: end.exitCode };
}
