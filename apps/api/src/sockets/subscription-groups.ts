import type { ExecutionResult } from 'graphql';
import type { EventSource } from './event-source.ts';
import type { SocketOutbox } from './socket-outbox.ts';
import { type Member, SubscriptionGroup } from './subscription-group.ts';

/** One subscription that passed its checks. */
export interface PreparedSubscription {
  /** Equal for subscribers who get equal events. */
  readonly groupKey: string;
  /** @param outbox of the first subscriber */
  readonly openSource: (outbox: SocketOutbox) => Promise<EventSource>;
  readonly select: (value: object) => ExecutionResult | Promise<ExecutionResult>;
}

interface GroupMeter {
  fannedOut(members: number, seconds: number): void;
  subscribed(change: 1 | -1): void;
  grouped(change: 1 | -1): void;
}

/** An operation of a socket. */
interface Operation {
  readonly id: string;
  /** Called when it is over, perhaps more than once. */
  readonly ended: () => void;
}

/** Groups subscribers with the same request. */
export class SubscriptionGroups {
  readonly #meter: GroupMeter;
  readonly #groups = new Map<string, Promise<SubscriptionGroup>>();

  constructor(meter: GroupMeter) {
    this.#meter = meter;
  }

  /** Finds or opens the group, and joins it. */
  async subscribe(
    prepared: PreparedSubscription,
    outbox: SocketOutbox,
    operation: Operation,
  ): Promise<MemberStream> {
    for (;;) {
      const opening = this.#groups.get(prepared.groupKey) ?? this.#open(prepared, outbox);
      const group = await opening;
      if (group.open) return new MemberStream(group, outbox, operation, this.#meter);
      if (this.#groups.get(prepared.groupKey) === opening) this.#groups.delete(prepared.groupKey);
    }
  }

  #open(
    { groupKey, openSource, select }: PreparedSubscription,
    outbox: SocketOutbox,
  ): Promise<SubscriptionGroup> {
    const opening = openSource(outbox).then((source) => {
      this.#meter.grouped(1);
      return new SubscriptionGroup({
        source,
        select,
        fannedOut: (members, seconds) => this.#meter.fannedOut(members, seconds),
        closed: () => {
          this.#meter.grouped(-1);
          if (this.#groups.get(groupKey) === opening) this.#groups.delete(groupKey);
        },
      });
    });
    this.#groups.set(groupKey, opening);
    opening.catch(() => {
      if (this.#groups.get(groupKey) === opening) this.#groups.delete(groupKey);
    });
    return opening;
  }
}

/**
 * The iterator that graphql-ws gets. It yields nothing, because the group writes the frames, and ends with the
 * subscription. graphql-ws handles the protocol: it sends `complete`, and calls `return` when the client leaves.
 */
export class MemberStream implements AsyncIterableIterator<ExecutionResult>, Member {
  readonly outbox: SocketOutbox;
  readonly prefix: string;
  backlog: Map<string, string> | null = null;
  readonly #group: SubscriptionGroup;
  readonly #meter: GroupMeter;
  readonly #ended: () => void;
  #finish: ((result: IteratorResult<ExecutionResult>) => void) | null = null;
  #isOver = false;

  constructor(group: SubscriptionGroup, outbox: SocketOutbox, { id, ended }: Operation, meter: GroupMeter) {
    this.#ended = ended;
    this.#group = group;
    this.#meter = meter;
    this.outbox = outbox;
    this.prefix = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    // At once: a client that leaves before graphql-ws reads must leave a group, so that its source ends.
    meter.subscribed(1);
    group.join(this);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ExecutionResult>> {
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => (this.#finish = resolve));
  }

  return(): Promise<IteratorResult<ExecutionResult>> {
    this.#group.leave(this);
    this.ended();
    return Promise.resolve({ done: true, value: undefined });
  }

  ended(): void {
    if (!this.#isOver) this.#meter.subscribed(-1);
    this.#isOver = true;
    this.#ended();
    this.#finish?.({ done: true, value: undefined });
    this.#finish = null;
  }
}
