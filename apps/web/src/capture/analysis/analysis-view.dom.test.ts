import type { AnalysisAnswers, AnalysisRequest } from '@pineapple/host-link/analysis';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import AnalysisView from './AnalysisView.vue';

const base64 = (bytes: readonly number[]) => btoa(String.fromCharCode(...bytes));
const field = (label: string, start: number, length: number, filter: string | null = null) => ({
  ...{ label, filter, severity: null, fields: [] },
  range: { source: 0, start, length },
});

/** What the server answers to each question. */
type Script = {
  [K in AnalysisRequest['ask']]: (request: Extract<AnalysisRequest, { ask: K }>) => AnalysisAnswers[K];
};

const answers: Script = {
  load: () => ({ snapshot: 1, frames: 250, forgotten: 7, missed: 0 }),
  frames: ({ filter, skip, limit }) => ({
    matched: filter === '' ? 250 : 2,
    rows: Array.from({ length: filter === '' ? limit : 2 }, (_, index) => ({
      number: skip + index + 1,
      cells: [String(skip + index + 1), '0.0', '10.0.0.1', '10.0.0.2', 'TCP', '60', 'Seq=0'],
      background: '#e4ffc7',
      foreground: '#12272e',
    })),
  }),
  frame: () => ({
    fields: [
      field('Frame 1', 0, 4),
      { ...field('Layer', 1, 3, 'layer'), fields: [field('Flag: set', 2, 1, 'layer.flag == 1')] },
    ],
    sources: [{ name: 'Frame', bytes: base64([1, 2, 0x41, 4]) }],
    streams: [{ protocol: 'TCP', stream: 3 }],
  }),
  check: ({ filter }) => ({
    problem: filter.includes('typo') ? 'typo is neither a field nor a protocol name.' : null,
  }),
  complete: () => ({ fields: [{ name: 'tcp.flags', description: 'Flags' }] }),
  follow: () => ({
    client: { address: '10.0.0.1', port: '4000', bytes: 5 },
    server: { address: '10.0.0.2', port: '80', bytes: 0 },
    pieces: [{ frame: 9, isFromServer: false, data: btoa('GET /') }],
    isCut: true,
  }),
  conversations: () => ({
    total: 1,
    rows: [
      {
        ...{ a: '10.0.0.1', b: '10.0.0.2', framesFromA: 1, bytesFromA: 60, framesFromB: 2, bytesFromB: 120 },
        ...{ start: 0, stop: 1.5, filter: 'ip.addr==10.0.0.1' },
      },
    ],
  }),
  expert: () => ({
    total: 1,
    rows: [
      { frame: 120, severity: 'Error', group: 'Malformed', protocol: 'DNS', message: 'Malformed Packet' },
    ],
  }),
  volume: ({ filter }) => ({
    interval: 200,
    frames: filter === '' ? [2, 0, 7] : [1],
    bytes: filter === '' ? [120, 0, 420] : [60],
  }),
};

let page: VueWrapper;
let asked: AnalysisRequest[];
/** What the server refuses next with 409. */
let stale: AnalysisRequest['ask'] | null;

beforeEach(async () => {
  asked = [];
  stale = null;
  // The document has no layout. The list draws the rows that fit into its height.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(240);
  // Nor does it draw.
  const context = new Proxy({}, { get: () => () => ({ width: 0 }), set: () => true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.stubGlobal('Path2D', vi.fn().mockReturnValue(context));
  vi.stubGlobal('fetch', (path: string, { body }: { body: string }) => {
    expect(path).toBe('/captures/ctr_1/recordings/rec_1');
    const request = JSON.parse(body) as AnalysisRequest;
    asked.push(request);
    if (request.ask === stale) {
      stale = null;
      const errors = [{ message: 'The dissector took too long.' }];
      return Promise.resolve(new Response(JSON.stringify({ errors }), { status: 409 }));
    }
    const answer = answers[request.ask] as (request: AnalysisRequest) => unknown;
    return Promise.resolve(new Response(JSON.stringify(answer(request))));
  });
  page = mount(AnalysisView, {
    attachTo: document.body,
    props: { containerId: 'ctr_1', recordingId: 'rec_1', name: 'r1 eth0', isRunning: false },
  });
  await settle();
});
afterEach(() => {
  page.unmount();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Questions lead to others. */
async function settle(): Promise<void> {
  for (let round = 0; round < 8; round += 1) await flushPromises();
}
async function filter(text: string): Promise<void> {
  await page.get('[role=combobox]').setValue(text);
  await page.get('form').trigger('submit');
  await settle();
}
const rows = () => page.findAll('[role=grid] [role=row]').slice(1);
const click = async (selector: string): Promise<void> => {
  await page.get(selector).trigger('click');
  await settle();
};
const press = async (name: string): Promise<void> => {
  await page
    .findAll('button')
    .find((each) => each.text() === name)
    ?.trigger('click');
  await settle();
};
const marked = () => page.findAll('.marked').map((each) => each.text());

describe('the analysis of a capture', () => {
  it('lists frames in the colours of their protocols, and says what is no longer kept', () => {
    expect(page.get('[role=grid]').attributes('aria-rowcount')).toBe('251');
    expect(rows()[0]?.text()).toContain('10.0.0.1');
    expect(rows()[0]?.attributes('style')).toContain('background-color');
    expect(page.text()).toContain('250 frames, 7 earlier ones no longer kept');
  });

  it('links layers and bytes in both directions', async () => {
    await page.get('[role=grid]').trigger('keydown', { key: 'ArrowDown' });
    await settle();
    expect(page.findAll('[role=treeitem]')).toHaveLength(2);
    await page.findAll('[role=treeitem]')[1]?.trigger('click');
    expect(marked()).toEqual(['02', '41', '04', '·', 'A', '·']);
    await click('[data-offset="2"]');
    expect(page.get('[aria-selected=true][role=treeitem]').text()).toBe('Flag: set');
    expect(marked()).toEqual(['41', 'A']);
    await press('Filter by field');
    expect(asked.at(-1)).toMatchObject({ ask: 'frames', filter: 'layer.flag == 1' });
  });

  it('applies a filter, and says what is wrong with one', async () => {
    await filter('tcp.port == 80');
    expect(rows()).toHaveLength(2);
    expect(page.text()).toContain('2 of 250 frames');
    await filter('tcp.typo');
    expect(page.get('p[role=alert]').text()).toBe('typo is neither a field nor a protocol name.');
    expect(rows()).toHaveLength(2);
  });

  it('completes the name of a field', async () => {
    const input = page.get('[role=combobox]');
    await input.setValue('tcp.fl');
    await settle();
    expect(page.findAll('[role=option]').map((each) => each.text())).toEqual(['tcp.flagsFlags']);
    await input.trigger('keydown', { key: 'Tab' });
    await settle();
    expect((input.element as HTMLInputElement).value).toBe('tcp.flags');
  });

  it('follows a stream, and goes to one of its frames', async () => {
    await click('[role=grid] [role=row]:nth-child(1)[aria-rowindex="2"]');
    await press('Follow TCP stream');
    expect(page.get('pre').text()).toBe('GET /');
    expect(page.text()).toContain('Only the beginning is shown.');
    await press('Client, frame 9');
    expect(asked.at(-1)).toMatchObject({ ask: 'frame', number: 9 });
  });

  it('filters by a conversation, and goes to the frame of a remark', async () => {
    await press('Conversations');
    await click('[aria-label="Show the frames between 10.0.0.1 and 10.0.0.2"]');
    expect(asked.at(-1)).toMatchObject({ ask: 'frames', filter: 'ip.addr==10.0.0.1' });
    await press('Expert info');
    await click('[aria-label="Show frame 120"]');
    expect(asked.at(-1)).toMatchObject({ ask: 'frames', filter: '' });
    expect(page.get('[role=grid]').attributes('aria-rowcount')).toBe('251');
  });

  it('draws how much came when, with a line for each filter, and leads to the frames of an interval', async () => {
    await filter('arp');
    await press('Graph');
    const lines = () => page.findAll('[aria-label="Lines of the graph"] .code').map((each) => each.text());
    expect(lines()).toEqual(['All packets', 'arp']);
    await vi.dynamicImportSettled();
    const label = () => page.get('[role=img]').attributes('aria-label');
    expect(label()).toBe(
      'All packets, arp: packets in each 200 ms over 0.4 s. The busiest interval begins at 0.4 s.',
    );

    await page.get('[aria-label="Display filter of another line"]').setValue('typo');
    await page.get('form:has([aria-label="Display filter of another line"])').trigger('submit');
    await settle();
    expect(page.get('[role=alert]').text()).toContain('typo is neither');
    expect(lines()).toHaveLength(2);
    await page.get('[aria-label="Display filter of another line"]').setValue('tcp');
    await page.get('form:has([aria-label="Display filter of another line"])').trigger('submit');
    await settle();
    await click('[aria-label="Remove the line arp"]');
    expect(lines()).toEqual(['All packets', 'tcp']);
    await press('bit/s');
    expect(label()).toContain('All packets, tcp: bit/s');

    await click('[aria-label="Show the frames from 0.4 s to 0.6 s"]');
    expect(asked.filter(({ ask }) => ask === 'frames').at(-1)).toMatchObject({
      filter: 'frame.time_relative >= 0.400 && frame.time_relative < 0.600',
    });
  });

  it('loads again, without the filter, when the host has lost what it had loaded', async () => {
    await filter('tcp.port == 80');
    stale = 'frame';
    const before = asked.length;
    await page.get('[role=grid]').trigger('keydown', { key: 'ArrowDown' });
    await settle();
    expect(asked.slice(before)).toMatchObject([
      { ask: 'frame' },
      { ask: 'load', newer: false },
      { ask: 'frames', filter: '' },
    ]);
    expect(page.text()).toContain('The dissector took too long.');
  });
});
