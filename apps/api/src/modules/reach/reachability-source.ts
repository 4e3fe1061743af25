import { type HostLinks, HostRefusal } from '@pineapple/host-link';
import { type ReachCell, reachCell, reachEnd, reachPath } from '@pineapple/host-link/protocol';
import type { Logger } from 'pino';
import type { ResolversTypes } from '../../graphql/generated/schema-types.ts';
import type { LiveLab } from '../../live-lab/live-lab.ts';
import type { EventSink, EventSource, SourceEvent } from '../../sockets/event-source.ts';
import type { ReachKind } from './reach-arguments.ts';
import { readHostLines } from '../../live-hosts/read-host-lines.ts';

interface ReachabilityOptions {
  readonly liveLab: LiveLab;
  readonly kind: ReachKind;
  readonly links: HostLinks;
  readonly logger: Logger;
  /** Takes a place for a check. Returns a function that gives it back, or null when there is none. */
  readonly enter: () => (() => void) | null;
}

type Cell = Awaited<ResolversTypes['ReachabilityCell']>;

/** Cells that arrive within this time make one event. */
const gatherMs = 20;
/** Longer than any check takes. */
const timeoutMs = 15_000;

/** One check of who reaches whom in a lab. It runs once, for all who ask the same meanwhile. */
export class ReachabilitySource implements EventSource {
  readonly #options: ReachabilityOptions;
  readonly #known: Cell[] = [];
  readonly #stopped = new AbortController();
  #waiting: Cell[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sink: EventSink | null = null;
  #events = 0;

  constructor(options: ReachabilityOptions) {
    this.#options = options;
  }

  current(): readonly SourceEvent[] {
    return this.#known.length === 0 ? [] : [this.#event(this.#known, false, [])];
  }

  start(sink: EventSink): () => void {
    this.#sink = sink;
    const leave = this.#options.enter();
    const tooMany = 'You run too many checks at once. Wait until one has ended.';
    const checked = leave === null ? Promise.resolve([tooMany]) : this.#check().finally(leave);
    void checked.then((problems) => this.#finish(problems));
    return () => {
      this.#sink = null;
      this.#stopped.abort();
      if (this.#timer !== null) clearTimeout(this.#timer);
    };
  }

  /** Returns what could not be checked. */
  async #check(): Promise<string[]> {
    const { hosts } = this.#options.liveLab.snapshot.desired.placement;
    if (hosts.length === 0) return ['The lab is on no host yet. Add a container first.'];
    const problems = await Promise.all(hosts.map((hostId) => this.#ask(hostId)));
    return problems.flatMap((problem) => problem ?? []);
  }

  /** Checks from the containers of one host. Returns why it could not. */
  async #ask(hostId: string): Promise<string | null> {
    const { liveLab, kind, links, logger } = this.#options;
    const { labId } = liveLab;
    let isComplete = false;
    const onLine = (line: string): void => {
      const value: unknown = JSON.parse(line);
      if (reachEnd.safeParse(value).success) isComplete = true;
      else this.#add(reachCell.parse(value));
    };
    try {
      const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(timeoutMs)]);
      const path = reachPath({ ...kind, from: null, address: null });
      await readHostLines(links, { hostId, labId, path, onLine, signal });
    } catch (error) {
      if (this.#stopped.signal.aborted) return null;
      if (error instanceof HostRefusal) return `${error.problem.message}.`.replace(/\.\.$/, '.');
      logger.info({ err: error, labId, hostId }, 'could not check who reaches whom');
    }
    return isComplete ? null : 'A host of the lab did not finish the check. Run it again.';
  }

  #add({ from, to, name, pending: _, ...rest }: ReachCell): void {
    const { snapshot } = this.#options.liveLab;
    const source = snapshot.container(from);
    const target =
      to === null ? snapshot.containers.find((each) => each.name === name) : snapshot.container(to);
    if (!source || !target) return;
    const cell: Cell = { from: source, to: target, ...rest };
    this.#known.push(cell);
    this.#waiting.push(cell);
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs).unref();
  }

  #flush(): void {
    this.#timer = null;
    const cells = this.#waiting;
    this.#waiting = [];
    if (cells.length > 0) this.#sink?.event(this.#event(cells, false, []));
  }

  #finish(problems: readonly string[]): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const cells = this.#waiting;
    this.#sink?.event(this.#event(cells, true, problems));
    this.#sink?.end();
  }

  /** No event replaces another: each has cells of its own. */
  #event(cells: readonly Cell[], done: boolean, problems: readonly string[]): SourceEvent {
    this.#events += 1;
    return { key: `cells ${this.#events}`, value: { cells: [...cells], done, problems: [...problems] } };
  }
}
