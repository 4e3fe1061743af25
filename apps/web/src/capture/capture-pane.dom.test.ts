import { pcapngHeader, pcapngPackets, PcapngReader, pcapngStatistics } from '@pineapple/host-link/capture';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { makeTab } from '../terminal/dock/dock-layout.ts';
import CapturePane from './CapturePane.vue';

/** An ARP request: who has 10.0.0.2? */
const arp = new Uint8Array(
  Buffer.from(
    '02000000000b02000000000a08060001080006040001 02000000000a0a000001 000000000000 0a000002'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  ),
);
const header = pcapngHeader({ name: 'eth0', description: '', linkType: 1, snapLength: 100, filter: null });
const packets = (count: number) =>
  pcapngPackets(
    Array.from({ length: count }, (_, index) => ({ at: BigInt(index) * 1_000_000n, length: 60, bytes: arp })),
  );

interface Asked {
  readonly path: string;
  readonly signal: AbortSignal;
  send(...parts: Uint8Array[]): Promise<void>;
  end(): Promise<void>;
  fail(): Promise<void>;
}

let page: VueWrapper | null = null;
let asked: Asked[];
let refusal: Response | null;

/** Lets the page read, and draw a frame. */
async function drawn(): Promise<void> {
  await flushPromises();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await flushPromises();
}

beforeEach(() => {
  asked = [];
  refusal = null;
  // The document has no layout. The list draws the rows that fit into its height.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(240);
  vi.stubGlobal('fetch', (path: string, { signal }: { signal: AbortSignal }) => {
    if (refusal) return Promise.resolve(refusal);
    let controller!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own) });
    asked.push({
      path,
      signal,
      async send(...parts) {
        for (const part of parts) controller.enqueue(part);
        await drawn();
      },
      async end() {
        controller.close();
        await drawn();
      },
      async fail() {
        controller.error(new TypeError('terminated'));
        await drawn();
      },
    });
    return Promise.resolve({ ok: true, body, headers: new Headers() } as Response);
  });
});
afterEach(() => {
  page?.unmount();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function show() {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  const wrapper = mount(CapturePane, {
    attachTo: document.body,
    props: { tab: makeTab('capture', 'ctr_1', 'eth0'), name: 'r1', seen: true, wanted: 0 },
    global: { plugins: [router] },
  });
  page = wrapper;
  await flushPromises();
  return {
    wrapper,
    rows: () =>
      wrapper
        .findAll('[role=row]')
        .slice(1)
        .map((row) => row.findAll('[role=cell]').map((cell) => cell.text())),
    button: (name: string) => wrapper.findAll('button').find((one) => one.text().startsWith(name)),
    async filter(text: string) {
      await wrapper.get('input').setValue(text);
      await wrapper.get('form').trigger('submit');
      await flushPromises();
    },
  };
}

describe('the pane of a capture', () => {
  it('lists packets as they come, and says how many were lost', async () => {
    const { wrapper, rows } = await show();
    expect(asked[0]?.path).toBe('/captures/ctr_1?interface=eth0&record=true');
    await asked[0]?.send(header, packets(2));
    expect(rows()).toEqual([
      [
        '1',
        '0.000000',
        '02:00:00:00:00:0a',
        '02:00:00:00:00:0b',
        'ARP',
        '60',
        'Who has 10.0.0.2? Tell 10.0.0.1',
      ],
      [
        '2',
        '0.001000',
        '02:00:00:00:00:0a',
        '02:00:00:00:00:0b',
        'ARP',
        '60',
        'Who has 10.0.0.2? Tell 10.0.0.1',
      ],
    ]);
    await asked[0]?.send(pcapngStatistics({ at: 1n, received: null, dropped: 7, comment: null }));
    expect(wrapper.text()).toContain('2 packets, 7 dropped');
  });

  it('shows only the rows that fit, of as many packets as there are', async () => {
    const { wrapper, rows } = await show();
    await asked[0]?.send(header, packets(3000));
    expect(wrapper.get('[role=table]').attributes('aria-rowcount')).toBe('3001');
    expect(rows().length).toBeLessThan(100);
  });

  it('pauses the list while the capture continues', async () => {
    const { rows, button } = await show();
    await asked[0]?.send(header, packets(1));
    await button('Pause')?.trigger('click');
    await asked[0]?.send(packets(2));
    expect(rows()).toHaveLength(1);
    expect(button('Resume')?.text()).toBe('Resume (2 new)');
    await button('Resume')?.trigger('click');
    expect(rows()).toHaveLength(3);
  });

  it('starts again with a filter, and shows why one was refused', async () => {
    const { wrapper, rows, filter } = await show();
    await asked[0]?.send(header, packets(1));
    await filter(' icmp or arp ');
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(asked[1]?.path).toBe('/captures/ctr_1?interface=eth0&filter=icmp+or+arp&record=true');
    await drawn();
    expect(rows()).toHaveLength(0);
    const message = 'The filter "icmp and" does not compile: syntax error.';
    const errors = [{ message, extensions: { code: 'VALIDATION', path: ['filter'] } }];
    refusal = new Response(JSON.stringify({ errors }), { status: 400 });
    await filter('icmp and');
    expect(wrapper.get('[role=alert]').text()).toBe(message);
    expect(wrapper.get('input').attributes('aria-invalid')).toBe('true');
  });

  it('stops, starts again, and stops when it is closed', async () => {
    const { wrapper, button } = await show();
    await asked[0]?.send(header);
    await button('Stop')?.trigger('click');
    expect(asked[0]?.signal.aborted).toBe(true);
    await button('Restart')?.trigger('click');
    expect(asked).toHaveLength(2);
    wrapper.unmount();
    page = null;
    expect(asked[1]?.signal.aborted).toBe(true);
  });

  it('says why the capture ended, and why there is none', async () => {
    const { wrapper } = await show();
    const comment = 'r1 stopped or lost the interface.';
    const end = { at: 1n, received: 1, dropped: 0, comment, isEnd: true };
    await asked[0]?.send(header, pcapngStatistics(end));
    await asked[0]?.end();
    expect(wrapper.get('[role=status]').text()).toBe(comment);
    const errors = [{ message: 'r1 is not running', extensions: { code: 'CONFLICT' } }];
    refusal = new Response(JSON.stringify({ errors }), { status: 409 });
    wrapper.unmount();
    expect((await show()).wrapper.get('[role=status]').text()).toBe('r1 is not running');
  });

  it('says what it waits for, until that is captured', async () => {
    const { wrapper, rows } = await show();
    const comment = 'r1 is not running. The capture begins when it starts.';
    const report = { at: 1n, received: null, dropped: 0 };
    await asked[0]?.send(header, pcapngStatistics({ ...report, comment }));
    expect(wrapper.get('[role=status]').text()).toBe(comment);
    expect(wrapper.text()).toContain('No packets yet. The capture waits.');
    await asked[0]?.send(pcapngStatistics({ ...report, comment: null }), packets(1));
    expect(wrapper.get('[role=status]').text()).toBe('');
    expect(rows()).toHaveLength(1);
  });

  it('keeps what came before the host was lost', async () => {
    const { wrapper, rows, button } = await show();
    await asked[0]?.send(header, packets(2));
    await asked[0]?.fail();
    expect(wrapper.get('[role=status]').text()).toContain('The capture was lost');
    expect(rows()).toHaveLength(2);
    expect(button('Download')?.attributes('disabled')).toBeUndefined();
  });

  it('downloads what it shows as pcapng with the name of the interface', async () => {
    const { button } = await show();
    await asked[0]?.send(header, packets(2));
    const made: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => (made.push(blob as Blob), 'blob:x'));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    await button('Download')?.trigger('click');
    const events = new PcapngReader().read(
      new Uint8Array((await made[0]?.arrayBuffer()) ?? new ArrayBuffer(0)),
    );
    expect(events.map(({ kind }) => kind)).toEqual(['interface', 'packet', 'packet', 'statistics']);
    expect(events[0]).toMatchObject({ name: 'eth0' });
  });
});
