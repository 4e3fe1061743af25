import { type TerminalSummary, terminalSummary } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type HostLinks, askHost } from '@pineapple/host-link';
import type { LabSnapshot } from '../live-lab/lab-snapshot.ts';

const answer = z.object({ terminals: z.array(terminalSummary) });
const timeoutMs = 2_000;
/** For a host that did not answer a moment ago. */
const shortTimeoutMs = 300;

/** Asks hosts for the open terminals of a lab. Callers at the same time share one request. */
export class HostTerminals {
  readonly #links: HostLinks;
  readonly #logger: Logger;
  readonly #requests = new Map<string, Promise<readonly TerminalSummary[]>>();

  constructor(links: HostLinks, logger: Logger) {
    this.#links = links;
    this.#logger = logger;
  }

  /** Oldest first. Without those of a host that does not answer. */
  async of({ id: labId, desired }: LabSnapshot): Promise<readonly TerminalSummary[]> {
    const pending = this.#requests.get(labId);
    if (pending !== undefined) return pending;
    const promise = this.#askAll(labId, desired.placement.hosts).finally(() => this.#requests.delete(labId));
    this.#requests.set(labId, promise);
    return promise;
  }

  async #askAll(labId: string, hostIds: readonly string[]): Promise<readonly TerminalSummary[]> {
    const lists = await Promise.all(hostIds.map((hostId) => this.#ask(labId, hostId)));
    return lists.flat().sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  }

  async #ask(labId: string, hostId: string): Promise<readonly TerminalSummary[]> {
    const signal = AbortSignal.timeout(this.#links.unreachable(hostId) ? shortTimeoutMs : timeoutMs);
    const lease = this.#links.feeds(hostId);
    try {
      const path = `/terminals?lab=${labId}`;
      const text = await askHost(await lease.session(signal), { method: 'GET', path, labId }, signal);
      return answer.parse(JSON.parse(text)).terminals;
    } catch (error) {
      this.#logger.info({ err: error, labId, hostId }, 'could not list the terminals of a lab');
      return [];
    } finally {
      lease.release();
    }
  }
}
