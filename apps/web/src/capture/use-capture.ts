import { type CaptureEvent } from '@pineapple/host-link/capture';
import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { type KeptPackets, PacketRing } from './packet-ring.ts';
import { readCapture } from './read-capture.ts';

/** What a capture does now. An object says why it does nothing. */
export type CaptureState =
  'starting' | 'live' | 'stopped' | { readonly ended: string } | { readonly fault: string };

export interface Capture {
  /** The packets that the page keeps, oldest first. */
  readonly packets: Readonly<ShallowRef<KeptPackets>>;
  /** The names of the captured interfaces, by their numbers. */
  readonly interfaces: Readonly<ShallowRef<readonly string[]>>;
  /** How many there were in all. */
  readonly total: Readonly<Ref<number>>;
  /** How many the host dropped, because they came faster than this page took them. */
  readonly dropped: Readonly<Ref<number>>;
  readonly state: Readonly<ShallowRef<CaptureState>>;
  /** The filter of the present capture; empty for all packets. */
  readonly filter: Readonly<Ref<string>>;
  /** Why the last filter was refused. */
  readonly filterProblem: Readonly<Ref<string | null>>;
  /** Under which the host keeps the latest packets; null until it captures. */
  readonly recordingId: Readonly<Ref<string | null>>;
  /** Starts again, without the packets so far. */
  start(filter: string): void;
  stop(): void;
}

/**
 * Captures until it is stopped or the component is gone.
 * @param pathOf the address of the capture with a filter
 */
export function useCapture(pathOf: (filter: string) => string): Capture {
  const packets = shallowRef<KeptPackets>(new PacketRing().snapshot());
  const interfaces = shallowRef<readonly string[]>([]);
  const total = ref(0);
  const dropped = ref(0);
  const state = shallowRef<CaptureState>('starting');
  const filter = ref('');
  const filterProblem = ref<string | null>(null);
  const recordingId = ref<string | null>(null);
  let ring = new PacketRing();
  /** By interface. */
  let lost: number[] = [];
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

  function take(events: readonly CaptureEvent[]): void {
    for (const event of events) {
      if (event.kind === 'packet') ring.add(event);
      if (event.kind === 'interface') interfaces.value = [...interfaces.value, event.name];
      if (event.kind === 'statistics') lost[event.interface] = event.dropped;
    }
    dropped.value = lost.reduce((sum, each) => sum + each, 0);
    if (events.length > 0) drawSoon();
  }

  async function run(signal: AbortSignal): Promise<void> {
    const end = await readCapture(pathOf(filter.value), signal, {
      opened: (id) => {
        state.value = 'live';
        recordingId.value = id;
      },
      events: take,
    });
    if (end === null) return;
    if ('filterProblem' in end) filterProblem.value = end.filterProblem;
    state.value = 'filterProblem' in end ? 'stopped' : end;
  }

  function start(wanted: string): void {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    ring = new PacketRing();
    interfaces.value = [];
    lost = [];
    dropped.value = 0;
    filter.value = wanted.trim();
    filterProblem.value = null;
    recordingId.value = null;
    state.value = 'starting';
    drawSoon();
    void run(signal);
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
  return { packets, interfaces, total, dropped, state, filter, filterProblem, recordingId, start, stop };
}
