import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type HostReported,
  type ImageBuilt,
  type LabRemoved,
  type ContentsSaved,
  contentsSaved,
  hostEventTypes,
  hostReported,
  imageBuilt,
  labRemoved,
  observationsReported,
} from '@pineapple/contracts';
import type { ContainerObservation, NetworkObservation, Observation } from '@pineapple/core';
import { Conditions } from '@pineapple/test-kit/waiting';
import { z } from 'zod';
import { readBody } from '../system/read-body.ts';
import { relayTo } from './relay.ts';

const putEvents = z.object({ Entries: z.array(z.object({ DetailType: z.string(), Detail: z.string() })) });

/** Answers EventBridge's PutEvents and keeps the agent's events, which it validates against the contracts. */
export class EventCollector implements AsyncDisposable {
  readonly observations: Observation[] = [];
  readonly hosts: HostReported[] = [];
  readonly removedLabs: LabRemoved[] = [];
  readonly built: ImageBuilt[] = [];
  readonly saved: ContentsSaved[] = [];
  /** How many of the next requests are refused. */
  failures = 0;
  requests = 0;
  readonly #server: Server;
  readonly #conditions = new Conditions();
  /** Why a report was not understood. Each wait for one fails by it. */
  #broken: unknown = null;
  #port = 0;
  #undo: () => Promise<void> = () => Promise.resolve();

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch((error: unknown) => {
        response.destroy();
        // An agent that ends takes what it was sending with it.
        if (!request.complete) return;
        this.#broken = error;
        this.#conditions.check();
      });
    });
  }

  /** @param prefix - Words that run a program in the agent's network namespace, if it has its own. */
  static async start(prefix: readonly string[] = []): Promise<EventCollector> {
    const collector = new EventCollector();
    if (prefix.length === 0) {
      await new Promise<void>((resolve) => collector.#server.listen(0, '127.0.0.1', resolve));
      collector.#port = (collector.#server.address() as AddressInfo).port;
      return collector;
    }
    const directory = await mkdtemp(join(tmpdir(), 'pn-events-'));
    const socketPath = join(directory, 'events.sock');
    await new Promise<void>((resolve) => collector.#server.listen(socketPath, resolve));
    const relay = await relayTo(socketPath, prefix);
    collector.#port = relay.port;
    collector.#undo = async () => {
      relay.process.kill('SIGKILL');
      await rm(directory, { recursive: true, force: true });
    };
    return collector;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** The last report on a container. */
  container(containerId: string): ContainerObservation | undefined {
    return this.observations.findLast(
      (one) => one.kind === 'container' && one.containerId === containerId,
    ) as ContainerObservation | undefined;
  }

  /** Drops all reports on a container, so that the next ones can be waited for. */
  forget(containerId: string): void {
    const others = this.observations.filter(
      (one) => one.kind !== 'container' || one.containerId !== containerId,
    );
    this.observations.splice(0, Infinity, ...others);
  }

  network(networkId: string): NetworkObservation | undefined {
    return this.observations.findLast((one) => one.kind === 'network' && one.networkId === networkId) as
      NetworkObservation | undefined;
  }

  /** The last reported phase of a container. */
  phase(containerId: string): string {
    return this.container(containerId)?.phase ?? 'none';
  }

  /** Resolves once the condition holds. It is checked after every request. */
  until(what: string, condition: () => boolean, timeoutMs = 240_000): Promise<void> {
    const seen = (): string => `last reports: ${this.#summary()}`;
    const holds = (): boolean => {
      if (this.#broken !== null) throw this.#broken;
      return condition();
    };
    return this.#conditions.until(holds, { what, seen, timeoutMs });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#undo();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request, 1024 * 1024);
    this.requests += 1;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (this.failures > 0) {
      this.failures -= 1;
      response.writeHead(500).end(JSON.stringify({ __type: 'InternalException', message: 'made to fail' }));
      return;
    }
    const { Entries } = putEvents.parse(JSON.parse(text));
    for (const entry of Entries) this.#take(entry.DetailType, JSON.parse(entry.Detail));
    const Answers = Entries.map((_, index) => ({ EventId: `e${this.requests}-${index}` }));
    response.end(JSON.stringify({ FailedEntryCount: 0, Entries: Answers }));
    this.#conditions.check();
  }

  #take(detailType: string, detail: unknown): void {
    if (detailType === hostEventTypes.host) this.hosts.push(hostReported.parse(detail));
    else if (detailType === hostEventTypes.labRemoved) this.removedLabs.push(labRemoved.parse(detail));
    else if (detailType === hostEventTypes.imageBuilt) this.built.push(imageBuilt.parse(detail));
    else if (detailType === hostEventTypes.contentsSaved) this.saved.push(contentsSaved.parse(detail));
    else this.observations.push(...observationsReported.parse(detail).observations);
  }

  #summary(): string {
    return this.observations
      .slice(-12)
      .map((one) => `${one.kind === 'container' ? one.name : one.networkId} ${one.phase} ${one.reason ?? ''}`)
      .join(' | ');
  }
}
