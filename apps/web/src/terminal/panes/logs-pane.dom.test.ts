import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { apiClientKey, type ApiClient, type Sink } from '../../client/api-client.ts';
import type { ContainerLogsSubscription } from '../../generated/graphql.ts';
import { makeTab } from '../dock/dock-layout.ts';
import LogsPane from './LogsPane.vue';

type LogSink = Sink<ContainerLogsSubscription>;

let page: VueWrapper | null = null;
afterEach(() => {
  page?.unmount();
  vi.restoreAllMocks();
});

/** Mounts the pane with a log that the test prints to. Its content is taller than its box. */
function show() {
  const asked: { variables: Record<string, unknown>; sink: LogSink; stopped: boolean }[] = [];
  const regained: (() => void)[] = [];
  const api = {
    subscribe(_document: unknown, variables: Record<string, unknown>, sink: LogSink) {
      const one = { variables, sink, stopped: false };
      asked.push(one);
      return () => void (one.stopped = true);
    },
    connection: { onRegained: (again: () => void) => (regained.push(again), () => undefined) },
  } as unknown as ApiClient;
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: {} }] });
  page = mount(LogsPane, {
    attachTo: document.body,
    props: { tab: makeTab('logs', 'ctr_1'), name: 'alpha', seen: true, wanted: 0 },
    global: { plugins: [router], provide: { [apiClientKey as symbol]: api } },
  });
  const wrapper = page;
  const list = wrapper.get('[role=log]').element;
  const scrolledTo = vi.spyOn(list, 'scrollTo').mockImplementation(() => undefined);
  let height = 1000;
  Object.defineProperties(list, { scrollHeight: { get: () => height }, clientHeight: { value: 100 } });
  let printed = 0;
  return {
    wrapper,
    asked,
    scrolledTo,
    async print(...texts: string[]) {
      const lines = texts.map((text) => ({
        at: `2026-01-01T00:00:${String((printed += 1)).padStart(2, '0')}.000Z`,
        stream: text.startsWith('!') ? ('STDERR' as const) : ('STDOUT' as const),
        text,
      }));
      asked.at(-1)?.sink.next({ containerLogs: { lines, skipped: 0 } } as ContainerLogsSubscription);
      await flushPromises();
    },
    texts: () => wrapper.findAll('[role=log] p > span:last-child').map((line) => line.text()),
    button: (name: string) => wrapper.findAll('button').find((one) => one.text().startsWith(name)),
    grow: (by: number) => void (height += by),
    async scroll(top: number) {
      list.scrollTop = top;
      await wrapper.get('[role=log]').trigger('scroll');
    },
    async regain() {
      regained.forEach((again) => again());
      await flushPromises();
    },
  };
}

describe('the log of a container', () => {
  it('follows new lines until the user scrolls up, and again on request', async () => {
    const log = show();
    await log.print('one', 'two');
    expect(log.scrolledTo).toHaveBeenLastCalledWith({ top: 1000 });
    expect(log.button('Follow')).toBeUndefined();

    await log.scroll(900);
    await log.scroll(300);
    log.scrolledTo.mockClear();
    await log.print('three');
    expect(log.texts()).toEqual(['one', 'two', 'three']);
    expect(log.scrolledTo).not.toHaveBeenCalled();

    await log.button('Follow')?.trigger('click');
    await flushPromises();
    expect(log.scrolledTo).toHaveBeenLastCalledWith({ top: 1000 });
    await log.scroll(900);
    await log.print('four');
    expect(log.scrolledTo).toHaveBeenCalledTimes(2);
  });

  it('follows lines that wrap, whose height is known only once they are in view', async () => {
    const log = show();
    await log.print('one', 'two');
    await log.scroll(900);
    log.grow(75);
    await log.scroll(900);
    expect(log.button('Follow')).toBeUndefined();
    await log.print('three');
    expect(log.scrolledTo).toHaveBeenLastCalledWith({ top: 1075 });
  });

  it('stands still while paused, counts new lines, and loses none', async () => {
    const log = show();
    await log.print('one');
    await log.button('Pause')?.trigger('click');
    await log.print('two', 'three');
    expect(log.texts()).toEqual(['one']);
    expect(log.button('Resume')?.text()).toBe('Resume (2 new)');
    await log.button('Resume')?.trigger('click');
    expect(log.texts()).toEqual(['one', 'two', 'three']);
  });

  it('filters existing and new lines', async () => {
    const log = show();
    await log.print('GET /index', 'started', '!get failed');
    await log.wrapper.get('[type=search]').setValue('Get');
    await log.print('nothing', '\u001b[1mget\u001b[0m ready');
    expect(log.texts()).toEqual(['GET /index', '!get failed', 'get ready']);
    await log.wrapper.get('[type=search]').setValue('absent');
    expect(log.wrapper.get('[role=log]').text()).toBe('No matching lines.');
  });

  it('downloads the filtered lines as a file', async () => {
    const log = show();
    let file: Blob | null = null;
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => ((file = blob as Blob), 'blob:log'));
    const named: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      named.push(this.download);
    });
    await log.print('one', '!two');
    await log.wrapper.get('[type=search]').setValue('two');
    await log.button('Download')?.trigger('click');
    expect(named).toEqual(['alpha.log']);
    expect(await (file as Blob | null)?.text()).toBe('2026-01-01T00:00:02.000Z stderr !two\n');
  });

  it('continues after its last line when the connection is restored', async () => {
    const log = show();
    await log.print('one');
    await log.regain();
    expect(log.asked.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(log.asked[1]?.variables).toMatchObject({ since: '2026-01-01T00:00:01.000Z' });
    await log.print('two');
    expect(log.texts()).toEqual(['one', 'two']);
  });

  it('unsubscribes when its pane is closed', () => {
    const log = show();
    log.wrapper.unmount();
    expect(log.asked[0]?.stopped).toBe(true);
  });
});
