import { capturePath, type CaptureEvent, PcapngReader } from '@pineapple/host-link/capture';
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { readProblem } from './capture-answer.ts';
import { type KeptPacket, PacketRing } from './packet-ring.ts';

/** What a capture does now. An object says why it does nothing. */
export type CaptureState =
  'starting' | 'live' | 'stopped' | { readonly ended: string } | { readonly fault: string };

export interface Capture {
  /** The packets that the page keeps, oldest first. */
  readonly packets: Readonly<ShallowRef<readonly KeptPacket[]>>;
  /** How many there were in all. */
  readonly total: Readonly<Ref<number>>;
  /** How many the host dropped, because they came faster than this page took them. */
  readonly dropped: Readonly<Ref<number>>;
  readonly state: Readonly<ShallowRef<CaptureState>>;
  /** The filter of the present capture; empty for all packets. */
  readonly filter: Readonly<Ref<string>>;
  /** Why the last filter was refused. */
  readonly filterProblem: Readonly<Ref<string | null>>;
  /** Starts again, without the packets so far. */
  start(filter: string): void;
  stop(): void;
}

/** Captures the packets of a container's interface until it is stopped or the component is gone. */
export function useCapture(containerId: string, interfaceName: string): Capture {
  const packets = shallowRef<readonly KeptPacket[]>([]);
  const total = ref(0);
  const dropped = ref(0);
  const state = shallowRef<CaptureState>('starting');
  const filter = ref('');
  const filterProblem = ref<string | null>(null);
  let ring = new PacketRing();
  let running = new AbortController();
  let drawing = 0;

  function draw(): void {
    drawing = 0;
    packets.value = ring.snapshot();
    total.value = ring.total;
  }
  /** One drawing a frame, however fast packets come. */
  function drawSoon(): void {
    if (drawing === 0) drawing = requestAnimationFrame(draw);
  }

  function take(events: readonly CaptureEvent[]): string | null {
    let comment: string | null = null;
    for (const event of events) {
      if (event.kind === 'packet') ring.add(event);
      if (event.kind !== 'statistics') continue;
      dropped.value = event.dropped;
      comment = event.comment;
    }
    if (events.length > 0) drawSoon();
    return comment;
  }

  async function run(signal: AbortSignal): Promise<void> {
    const path = capturePath(containerId, { interface: interfaceName, filter: filter.value });
    const response = await fetch(path, { signal });
    if (!response.ok || response.body === null) {
      const { message, isFilter } = await readProblem(response);
      if (signal.aborted) return;
      if (isFilter) filterProblem.value = message;
      state.value = isFilter ? 'stopped' : { fault: message };
      return;
    }
    state.value = 'live';
    const body = response.body.getReader();
    const reader = new PcapngReader();
    let comment: string | null = null;
    for (;;) {
      const { done, value } = await body.read();
      if (signal.aborted) return;
      if (done) break;
      comment = take(reader.read(value)) ?? comment;
    }
    state.value = { ended: comment ?? 'The capture ended.' };
  }

  function start(wanted: string): void {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    ring = new PacketRing();
    dropped.value = 0;
    filter.value = wanted.trim();
    filterProblem.value = null;
    state.value = 'starting';
    drawSoon();
    run(signal).catch(() => {
      if (signal.aborted) return;
      running.abort();
      state.value = { fault: 'The capture was lost: the server or the host went away. Start it again.' };
    });
  }
  function stop(): void {
    running.abort();
    state.value = 'stopped';
  }

  start('');
  onScopeDispose(() => {
    running.abort();
    cancelAnimationFrame(drawing);
  });
  return { packets, total, dropped, state, filter, filterProblem, start, stop };
}
