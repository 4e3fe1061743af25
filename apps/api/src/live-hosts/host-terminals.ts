import { type TerminalSummary, terminalSummary } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type HostLinks, askHost } from '@pineapple/host-link';
import type { LabSnapshot } from '../live-lab/lab-snapshot.ts';

const answer = z.object({ terminals: z.array(terminalSummary) });
const patienceMs = 2_000;
/** Nobody waits long for a host that was away a moment ago. */
const shortPatienceMs = 300;

/** Asks hosts which terminals are open in a lab: once for all who ask at the same time. */
export class HostTerminals {
  readonly #links: HostLinks;
  readonly #logger: Logger;
  readonly #asking = new Map<string, Promise<readonly TerminalSummary[]>>();

  constructor(links: HostLinks, logger: Logger) {
    this.#links = links;
    this.#logger = logger;
  }

  /** Oldest first; none of a host that can't be asked. */
  async of({ id: labId, desired }: LabSnapshot): Promise<readonly TerminalSummary[]> {
    const asking = this.#asking.get(labId);
    if (asking !== undefined) return asking;
    const promise = this.#askAll(labId, desired.placement.hosts).finally(() => this.#asking.delete(labId));
    this.#asking.set(labId, promise);
    return promise;
  }

  async #askAll(labId: string, hostIds: readonly string[]): Promise<readonly TerminalSummary[]> {
    const lists = await Promise.all(hostIds.map((hostId) => this.#ask(labId, hostId)));
    return lists.flat().sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  }

  async #ask(labId: string, hostId: string): Promise<readonly TerminalSummary[]> {
    const signal = AbortSignal.timeout(this.#links.unreachable(hostId) ? shortPatienceMs : patienceMs);
    const lease = this.#links.feeds(hostId);
    try {
      const path = `/terminals?lab=${labId}`;
      const text = await askHost(await lease.session(signal), { method: 'GET', path, labId }, signal);
      return answer.parse(JSON.parse(text)).terminals;
    } catch (error) {
      this.#logger.info({ err: error, labId, hostId }, "a lab's terminals could not be listed");
      return [];
    } finally {
      lease.release();
    }
  }
}
