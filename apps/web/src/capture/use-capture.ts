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
  /** What it waits for, a sentence for each interface or network. Empty while all are captured. */
  readonly waitsFor: Readonly<ShallowRef<readonly string[]>>;
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
  const waitsFor = shallowRef<readonly string[]>([]);
  const filter = ref('');
  const filterProblem = ref<string | null>(null);
  const recordingId = ref<string | null>(null);
  let ring = new PacketRing();
  /** By interface. */
  let lost: number[] = [];
  let comments: (string | null)[] = [];
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
      if (event.kind === 'statistics') note(event);
    }
    dropped.value = lost.reduce((sum, each) => sum + each, 0);
    if (events.length > 0) drawSoon();
  }

  function note(report: Extract<CaptureEvent, { kind: 'statistics' }>): void {
    lost[report.interface] = report.dropped;
    comments[report.interface] = report.isEnd ? null : report.comment;
    waitsFor.value = [...new Set(comments.flatMap((comment) => comment ?? []))];
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
    waitsFor.value = [];
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
    comments = [];
    waitsFor.value = [];
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
    waitsFor.value = [];
    state.value = 'stopped';
  }

  start('');
  onScopeDispose(() => {
    running.abort();
    cancelAnimationFrame(drawing);
  });
  const about = { state, waitsFor, filter, filterProblem, recordingId };
  return { packets, interfaces, total, dropped, ...about, start, stop };
}
