import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { EventSink, EventSource, SourceEvent } from './event-source.ts';
import { SocketOutbox } from './socket-outbox.ts';
import { SubscriptionGroups } from './subscription-groups.ts';

/** A source whose sink the test holds. */
class HeldSource implements EventSource {
  sink: EventSink | null = null;
  stopped = 0;
  readonly #state: readonly SourceEvent[];
  readonly #sendAtStart: readonly SourceEvent[] | null;

  /** @param sendAtStart what it sends before its end, both while it starts; null for a source that goes on */
  constructor(state: readonly SourceEvent[], sendAtStart: readonly SourceEvent[] | null = null) {
    this.#state = state;
    this.#sendAtStart = sendAtStart;
  }

  current(): readonly SourceEvent[] {
    return this.#state;
  }

  start(sink: EventSink): () => void {
    this.sink = sink;
    this.#sendAtStart?.forEach((event) => sink.event(event));
    if (this.#sendAtStart !== null) sink.end();
    return () => (this.stopped += 1);
  }
}

const event = (text: string): SourceEvent => ({ key: text, value: { text } });

/** Subscribes to a source with an open socket. */
async function subscribe(source: EventSource, groups: SubscriptionGroups) {
  const frames: string[] = [];
  const ended: string[] = [];
  const send = (frame: string): void => void frames.push((JSON.parse(frame) as { payload: string }).payload);
  const socket = { OPEN: WebSocket.OPEN, readyState: WebSocket.OPEN, bufferedAmount: 0, send };
  const outbox = new SocketOutbox(socket as unknown as WebSocket, { laggingBytes: 1000, laggingMs: 1000 });
  const stream = await groups.subscribe(
    {
      groupKey: 'same',
      openSource: () => Promise.resolve(source),
      select: (value) => (value as { text: string }).text as never,
    },
    outbox,
    { id: '1', ended: () => ended.push('ended') },
  );
  return { stream, frames, ended };
}

function counted() {
  const counts = { members: 0, groups: 0 };
  const groups = new SubscriptionGroups({
    fannedOut: () => undefined,
    subscribed: (change) => (counts.members += change),
    grouped: (change) => (counts.groups += change),
  });
  return { counts, groups };
}

it('sends what a source says while it opens, also when it ends then', async () => {
  const { counts, groups } = counted();
  const source = new HeldSource([event('state')], [event('change'), event('last')]);
  const { stream, frames, ended } = await subscribe(source, groups);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
  expect(frames).toEqual(['state', 'change', 'last']);
  expect(ended).not.toHaveLength(0);
  expect(source.stopped).toBe(1);
  expect(counts).toEqual({ members: 0, groups: 0 });
});

it('ends the source of a subscriber who leaves before the first event is read', async () => {
  const { counts, groups } = counted();
  const source = new HeldSource([]);
  const { stream } = await subscribe(source, groups);
  await stream.return();
  expect(source.stopped).toBe(1);
  expect(counts).toEqual({ members: 0, groups: 0 });
});

it('gives a later subscriber the state, then what all get', async () => {
  const { counts, groups } = counted();
  const source = new HeldSource([event('state')]);
  const first = await subscribe(source, groups);
  source.sink?.event(event('one'));
  const second = await subscribe(source, groups);
  source.sink?.event(event('two'));
  expect(first.frames).toEqual(['state', 'one', 'two']);
  expect(second.frames).toEqual(['state', 'two']);
  expect(counts).toEqual({ members: 2, groups: 1 });
});
