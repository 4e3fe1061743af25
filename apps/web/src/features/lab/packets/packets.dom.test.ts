import { pcapngHeader, pcapngPackets } from '@pineapple/host-link/capture';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { canvasStoreKey, createCanvasStore, updateStore } from '../canvas/canvas-store.ts';
import { mapLab } from '../canvas/map-lab.ts';
import { sampleContainer, sampleNetwork, samplePerfectLink } from '../model/testing/sample-nodes.ts';
import PacketMarks from './PacketMarks.vue';
import PacketPanel from './PacketPanel.vue';

const header = pcapngHeader({ name: 'eth0', description: '', linkType: 1, snapLength: 192, filter: null });
/** An ARP request of alpha, and the reply of r1. */
const frames = [
  'ffffffffffff 0200000000aa 0806 0001080006040001 0200000000aa0a000001 0000000000000a000002',
  '0200000000aa 020000000001 0806 0001080006040002 0200000000010a000002 0200000000aa0a000001',
].map((text) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex')));

let asked: { readonly path: string; readonly signal: AbortSignal; send(bytes: Uint8Array): Promise<void> }[];
let refusal: (() => Response) | null;
let prefersStill: boolean;
const mounted: VueWrapper[] = [];

beforeEach(() => {
  asked = [];
  refusal = null;
  prefersStill = false;
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame', 'performance'],
  });
  vi.stubGlobal('matchMedia', () => ({ matches: prefersStill }));
  vi.stubGlobal('fetch', (path: string, { signal }: { signal: AbortSignal }) => {
    if (refusal) return Promise.resolve(refusal());
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
    const send = async (bytes: Uint8Array): Promise<void> => {
      controller.enqueue(bytes);
      await flushPromises();
    };
    asked.push({ path, signal, send });
    return Promise.resolve({ ok: true, body, headers: new Headers() } as Response);
  });
});
afterEach(() => {
  mounted.splice(0).forEach((each) => each.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The panel and the marks of a lab of alpha and r1 on one network. */
function show() {
  const store = createCanvasStore();
  const container = (name: string, macAddress: string) =>
    sampleContainer({
      ...{ id: name, name },
      interfaces: [
        {
          ...{ name: 'eth0', ipv4Address: null, ipv6Address: null, macAddress, ...samplePerfectLink },
          network: { id: 'lan', name: 'lan' },
        },
      ],
    });
  const networks = [sampleNetwork({ id: 'lan' })];
  const containers = [container('alpha', '02:00:00:00:00:aa'), container('r1', '02:00:00:00:00:01')];
  updateStore(store, mapLab({ networks, containers }));
  for (const id of store.connectors.keys())
    store.wires.set(id, {
      ...{
        drop: 'M0 0L0 100',
        trunk: '',
        junction: { x: 0, y: 100 },
        label: null,
        middle: { x: 0, y: 50 },
        cut: false,
      },
    });
  const routes = [{ path: '/:rest(.*)*', component: {} }];
  const router = createRouter({ history: createMemoryHistory(), routes });
  const global = { plugins: [router], provide: { [canvasStoreKey as symbol]: store } };
  const panel = mount(PacketPanel, { attachTo: document.body, global });
  const marks = mount(PacketMarks, { global });
  mounted.push(panel, marks);
  const button = (name: string) => panel.findAll('button').find((one) => one.text().startsWith(name));
  return {
    panel,
    marks: () => marks.findAll('.mark').map((mark) => mark.get('text').text()),
    press: async (name: string) => {
      await button(name)?.trigger('click');
      await flushPromises();
    },
    start: async () => {
      await panel.get('form').trigger('submit');
      await flushPromises();
    },
    said: () => panel.get('[role=status]').text(),
  };
}

/** Sends both frames over a capture, a millisecond apart, and lets the page join them. */
async function sendFrames(): Promise<void> {
  const packets = frames.map((bytes, index) => ({
    at: BigInt(index) * 1_000_000n,
    length: bytes.length,
    bytes,
  }));
  await asked[0]?.send(header);
  await asked[0]?.send(pcapngPackets(packets));
  await vi.advanceTimersByTimeAsync(150);
}

it('captures with the filter of the choice, and runs a mark for each packet', async () => {
  const { panel, marks, start, said, press } = show();
  expect(asked).toEqual([]);
  await start();
  // One capture of both interfaces.
  expect(asked).toHaveLength(1);
  expect(asked[0]?.path).toMatch(/on=\w+%3Aeth0&on=\w+%3Aeth0&filter=arp/);
  await sendFrames();
  expect(said()).toBe('2 packets');
  await vi.advanceTimersByTimeAsync(100);
  expect(marks()).toEqual(['ARP', 'ARP']);
  await press('Pause');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(marks()).toEqual(['ARP', 'ARP']);
  await press('Pause');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(marks()).toEqual([]);
  await press('Stop');
  expect(panel.findAll('[aria-label="Latest steps"] li').map((each) => each.text())[0]).toBe(
    'alpha → lan: ARP Who has 10.0.0.2? Tell 10.0.0.1',
  );
});

it('goes through the last seconds by arrow keys, with one step on the canvas at a time', async () => {
  const { panel, marks, start, press } = show();
  await start();
  await sendFrames();
  await press('Step through');
  const list = panel.get('[role=listbox]');
  const chosen = () => list.get('[aria-selected=true]').text();
  await list.trigger('keydown', { key: 'Home' });
  expect(chosen()).toContain('alpha → lan');
  expect(marks()).toEqual(['ARP']);
  await list.trigger('keydown', { key: 'ArrowRight' });
  expect(chosen()).not.toContain('alpha → lan');
  await list.trigger('keydown', { key: 'ArrowLeft' });
  expect(chosen()).toContain('alpha → lan');
  await press('Live');
  expect(marks()).toEqual([]);
});

it('moves nothing for those who prefer that, and still has the steps', async () => {
  prefersStill = true;
  const { panel, marks, start, press } = show();
  await start();
  await sendFrames();
  await vi.advanceTimersByTimeAsync(500);
  expect(marks()).toEqual([]);
  expect(panel.find('[aria-label=Speed]').exists()).toBe(false);
  await press('Step through');
  expect(marks()).toEqual(['ARP']);
  await press('Stop');
  expect(marks()).toEqual(['ARP']);
});

it('says what is wrong with a filter', async () => {
  const { start, said } = show();
  const message = "can't parse filter expression: syntax error";
  refusal = () => Response.json({ errors: [{ message, extensions: { path: ['filter'] } }] }, { status: 400 });
  await start();
  expect(said()).toBe(message);
});

it('ends its captures when it is closed', async () => {
  const { panel, start } = show();
  await start();
  panel.unmount();
  expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
});
