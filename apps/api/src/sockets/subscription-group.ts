import type { ExecutionResult } from 'graphql';
import type { EventSource, SourceEvent } from './event-source.ts';
import type { Subscriber } from './socket-outbox.ts';

export interface Member extends Subscriber {
  /** Called once after the last event. */
  ended(): void;
}

interface GroupOptions {
  readonly source: EventSource;
  /** Executes the selection on an event. Never rejects. */
  readonly select: (value: object) => ExecutionResult | Promise<ExecutionResult>;
  readonly fannedOut: (members: number, seconds: number) => void;
  /** Called when the last member has left or the source has ended. */
  readonly closed: () => void;
}

type Job =
  | { readonly kind: 'event'; readonly event: SourceEvent }
  | { readonly kind: 'join'; readonly member: Member; readonly events: readonly SourceEvent[] }
  | { readonly kind: 'end' };

/** Members who join within this time share the payload of the first state. */
const shareMs = 100;

/**
 * All subscribers with the same operation, variables and viewer. Each event is executed and serialised once for all of
 * them. Events and arrivals are processed in order, so that each member gets the state at its arrival, then every event
 * after it.
 */
export class SubscriptionGroup {
  readonly #options: GroupOptions;
  readonly #members = new Set<Member>();
  readonly #arriving = new Set<Member>();
  readonly #jobs: Job[] = [];
  readonly #payloads = new WeakMap<SourceEvent, { readonly payload: string; readonly at: number }>();
  readonly #stop: () => void;
  #busy = false;
  #closed = false;
  /** The state when the source was opened. Null once the first member has it. Until then, all jobs wait. */
  #opened: readonly SourceEvent[] | null;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.#opened = options.source.current();
    this.#stop = options.source.start({
      event: (event) => this.#push({ kind: 'event', event }),
      end: () => this.#push({ kind: 'end' }),
    });
  }

  /** False once it has ended. A new member then needs a new group. */
  get open(): boolean {
    return !this.#closed;
  }

  /** The first member gets all that the source has sent, even if it has ended. */
  join(member: Member): void {
    this.#arriving.add(member);
    const opened = this.#opened;
    if (opened === null) return this.#push({ kind: 'join', member, events: this.#options.source.current() });
    this.#opened = null;
    this.#jobs.unshift({ kind: 'join', member, events: opened });
    this.#runAll();
  }

  leave(member: Member): void {
    member.outbox.forget(member);
    const left = this.#members.delete(member) || this.#arriving.delete(member);
    if (left && this.#members.size + this.#arriving.size === 0) this.#close();
  }

  #push(job: Job): void {
    if (this.#closed) return;
    this.#jobs.push(job);
    if (!this.#busy && this.#opened === null) this.#runAll();
  }

  #runAll(): void {
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      const waiting = this.#run(job);
      if (waiting === null) continue;
      this.#busy = true;
      void waiting.then(() => {
        this.#busy = false;
        this.#runAll();
      });
      return;
    }
  }

  #run(job: Job): Promise<void> | null {
    if (job.kind === 'end') {
      this.#end();
      return null;
    }
    if (job.kind === 'join') return this.#admit(job.member, job.events);
    const payload = this.#payload(job.event);
    if (typeof payload === 'string') {
      this.#fanOut(job.event.key, payload);
      return null;
    }
    return payload.then((text) => this.#fanOut(job.event.key, text));
  }

  #admit(member: Member, events: readonly SourceEvent[]): Promise<void> | null {
    const payloads = events.map((event) => this.#sharedPayload(event));
    const add = (texts: readonly string[]): void => {
      // The member may have left in the meantime.
      if (!this.#arriving.delete(member)) return;
      this.#members.add(member);
      texts.forEach((text, index) => member.outbox.send(member, events[index]?.key ?? '', text));
    };
    if (payloads.every((payload) => typeof payload === 'string')) {
      add(payloads);
      return null;
    }
    return Promise.all(payloads).then(add);
  }

  #sharedPayload(event: SourceEvent): string | Promise<string> {
    const known = this.#payloads.get(event);
    if (known !== undefined && performance.now() - known.at < shareMs) return known.payload;
    const payload = this.#payload(event);
    if (typeof payload === 'string') this.#payloads.set(event, { payload, at: performance.now() });
    return payload;
  }

  #payload({ value }: SourceEvent): string | Promise<string> {
    const result = this.#options.select(value);
    return result instanceof Promise ? result.then((each) => JSON.stringify(each)) : JSON.stringify(result);
  }

  #fanOut(key: string, payload: string): void {
    const started = performance.now();
    for (const member of this.#members) member.outbox.send(member, key, payload);
    this.#options.fannedOut(this.#members.size, (performance.now() - started) / 1000);
  }

  #end(): void {
    const members = [...this.#members, ...this.#arriving];
    this.#members.clear();
    this.#arriving.clear();
    this.#close();
    for (const member of members) endAfterBacklog(member);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    this.#options.closed();
  }
}

/** A slow reader gets its last events before the end. */
function endAfterBacklog(member: Member): void {
  if (member.backlog === null) member.ended();
  else member.outbox.whenDrained(() => endAfterBacklog(member));
}
