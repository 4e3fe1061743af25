import { once } from 'node:events';
import { type ClientHttp2Session, connect, createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import headless from '@xterm/headless';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgentTerminal } from '@pineapple/test-kit/terminals';
import { StreamFrameReader, takenControl } from '@pineapple/host-link/protocol';
import type { DockerClient } from '../../docker/docker-client.ts';
import { OutputRing } from './output-ring.ts';
import { mostScreenBytes } from './screen/draw-screen.ts';
import { ScreenDrawer } from './screen/screen-drawer.ts';
import { ScreenRecord } from './screen/screen-record.ts';
import { Terminal } from './terminal.ts';
import type { TerminalViewer } from './terminal-viewer.ts';
import { TypingActivity } from './typing-activity.ts';
import { parseViewerRequest } from './viewer-request.ts';

const size = { cols: 80, rows: 24 };

/** A terminal whose program is the test, with viewers over real HTTP/2. */
class Bench {
  readonly typed: string[] = [];
  readonly drawer = new ScreenDrawer(pino({ level: 'silent' }));
  readonly terminal: Terminal;
  readonly #program: Duplex;
  readonly #server: Http2Server;
  #session: ClientHttp2Session | null = null;
  #fresh = true;

  constructor() {
    this.#program = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        this.typed.push(chunk.toString());
        done();
      },
    });
    const stream = this.#program;
    const record = new ScreenRecord({ drawer: this.drawer, start: mostScreenBytes, size });
    const ring = new OutputRing(1024 * 1024, (bytes) => record.dropped(bytes), mostScreenBytes);
    stream.on('data', (bytes: Buffer) => ring.append(bytes));
    const closed = once(stream, 'close').then(() => undefined);
    this.terminal = new Terminal({
      // Nothing is resized: all viewers have the same size.
      docker: {} as DockerClient,
      process: { execId: 'x', key: 'x', shell: 'sh', tty: true, stream, closed, ring, record, leader: null },
      ...{ containerId: 'c', name: 'main', incarnation: 'first', size, retentionMs: 60_000 },
      typing: new TypingActivity(),
      explainEnd: () => Promise.resolve({ code: 0, reason: 'The shell has ended', by: 'shell' }),
    });
    const viewers = new Map<string, TerminalViewer>();
    this.#server = createServer().on('stream', (viewing, headers) => {
      const [, kind, id = ''] = String(headers[':path']).split('/');
      const reader = new StreamFrameReader();
      viewing.respond({ ':status': 200 });
      const viewer =
        kind === 'terminals'
          ? this.terminal.join({ stream: viewing, fresh: this.#fresh, ...parseViewerRequest(headers) })
          : viewers.get(id);
      this.#fresh = false;
      if (kind === 'terminals' && viewer) viewers.set(viewer.id, viewer);
      viewing.on('data', (bytes: Buffer) => {
        for (const frame of reader.read(bytes)) {
          if (!viewer) continue;
          if (frame.kind === 'control') viewer.taken(takenControl.parse(frame.json).offset);
          else this.terminal.type(frame.bytes, viewer, viewing);
        }
      });
    });
  }

  async view(headers: Readonly<Record<string, string>> = {}, keep = true): Promise<AgentTerminal> {
    if (!this.#session) {
      this.#server.listen(0, '127.0.0.1');
      await once(this.#server, 'listening');
      this.#session = connect(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
    }
    const viewer = new AgentTerminal(this.#session, 'c', headers, { keep });
    await viewer.until('ready', () => viewer.last('ready') !== undefined);
    return viewer;
  }

  /** Whether the program would have to wait before it prints more. */
  get isFull(): boolean {
    return this.#program.readableLength > 100_000;
  }

  print(text: string): void {
    this.#program.push(Buffer.from(text));
  }

  async close(): Promise<void> {
    this.#program.destroy();
    this.#session?.destroy();
    this.#server.close();
    this.drawer.close();
    await this.terminal.ended;
  }
}

// An emulator reads megabytes here, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});
afterEach(() => bench.close());

/** The last lines that a screen shows after output. */
async function shown(raw: string): Promise<string> {
  const terminal = new headless.Terminal({ ...size, scrollback: 20_000, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(Buffer.from(raw, 'latin1'), resolve));
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: active.length },
    (_, y) => active.getLine(y)?.translateToString(true) ?? '',
  );
  terminal.dispose();
  return lines.join('\n').trimEnd();
}

describe('a viewer that attaches', () => {
  it('gets the screen without the queries of the history, and all that follows', async () => {
    const first = await bench.view();
    bench.print('one\u001b[6n\r\ntwo\u001b[c\r\n');
    await first.shows('two');
    const late = await bench.view();
    expect(late.last('ready')).toMatchObject({ lost: 0, fresh: false });
    bench.print('three\r\n');
    await Promise.all([first.shows('three'), late.shows('three')]);
    expect(late.raw()).not.toMatch(/\[6n|\[c/);
    expect(await shown(late.raw())).toBe(await shown(first.raw()));
    const end = (viewer: AgentTerminal): number => (viewer.last('ready')?.offset ?? 0) + viewer.received;
    expect(end(late)).toBe(end(first));
  });

  it('resumes at the exact byte after a short loss, and gets the screen after a long one', async () => {
    const whole = await bench.view();
    const cut = await bench.view();
    bench.print('a'.repeat(1000));
    await cut.until('output', () => cut.received === 1000);
    await cut.leave();
    const position = `first:${(cut.last('ready')?.offset ?? 0) + cut.received}`;
    bench.print('b'.repeat(1000));
    const back = await bench.view({ 'pineapple-resume': position });
    bench.print('c\r\n');
    await Promise.all([whole.shows('c\r\n'), back.shows('c\r\n')]);
    expect(cut.raw() + back.raw()).toBe(whole.raw());
    expect(back.last('ready')).toMatchObject({ lost: 0 });

    for (let line = 0; line < 130; line += 1) bench.print(`${'x'.repeat(9_000)}\r\n`);
    bench.print('end\r\n');
    await whole.shows('end\r\n');
    const late = await bench.view({ 'pineapple-resume': position });
    await late.shows('end');
    expect(late.last('ready')?.lost).toBeGreaterThan(0);
    expect((await shown(late.raw())).split('\n').slice(-20)).toEqual(
      (await shown(whole.raw())).split('\n').slice(-20),
    );
  });

  it('gets the screen of a terminal that prints all the time', async () => {
    const reader = await bench.view({}, false);
    let printing = true;
    const flood = (): void => {
      if (!printing) return;
      if (!bench.isFull) bench.print(`${'y'.repeat(10_000)}\r\n`);
      setImmediate(flood);
    };
    flood();
    await reader.until('a flood', () => reader.received > 500_000);
    const late = await bench.view({}, false);
    const seen = reader.received;
    await late.until('more', () => late.received > 100_000);
    await reader.until('more', () => reader.received > seen + 100_000);
    printing = false;
    bench.print('end');
    await Promise.all(
      [reader, late].map((viewer) => viewer.until('the end', () => viewer.output.endsWith('end'))),
    );
  });
});

describe('the answers of emulators', () => {
  it('reach the program from the viewer that typed last, else from the first', async () => {
    const [one, two] = [await bench.view(), await bench.view()];
    const typed = (text: string): Promise<void> =>
      expect.poll(() => bench.typed.join('')).toBe(text) as unknown as Promise<void>;
    two.type('\u001b[2;2R');
    one.type('\u001b[1;1R');
    await typed('\u001b[1;1R');
    two.type('x');
    await typed('\u001b[1;1Rx');
    one.type('\u001b[3;3R');
    two.type('\u001b[4;4R');
    await typed('\u001b[1;1Rx\u001b[4;4R');
    await two.leave();
    await one.until('one viewer', () => one.last('size')?.viewers === 1);
    one.type('\u001b[5;5R');
    await typed('\u001b[1;1Rx\u001b[4;4R\u001b[5;5R');
  });
});
