import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { terminalCloseCodes } from './protocol.ts';
import { TerminalConnection, type TerminalConnectionOptions } from './terminal-connection.ts';
import { recordScreen, type RecordedScreen } from './testing/recorded-screen.ts';
import { startScriptedTerminal, type ScriptedTerminal } from './testing/scripted-terminal.ts';

let server: ScriptedTerminal;
let stack: AsyncDisposableStack;
beforeEach(async () => {
  stack = new AsyncDisposableStack();
  server = stack.use(await startScriptedTerminal());
});
afterEach(() => stack.disposeAsync());

function connect(
  consumer: RecordedScreen,
  options: Partial<TerminalConnectionOptions> = {},
): TerminalConnection {
  const connection = new TerminalConnection({
    origin: server.origin,
    containerId: 'ctr_1',
    cols: 80,
    rows: 24,
    consumer,
    random: () => 0,
    ...options,
  });
  stack.defer(() => connection.dispose());
  return connection;
}
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 30_000, interval: 5 });
const isOpen = (connection: TerminalConnection) =>
  eventually(() => expect(connection.state.kind).toBe('open'));

describe('a terminal connection', () => {
  it('joins with its size and window, sends input and shows output', async () => {
    const screen = recordScreen();
    const connection = connect(screen, { terminal: 'second' });
    await isOpen(connection);
    const [viewer] = server.viewers;
    expect(Object.fromEntries(viewer?.query ?? [])).toEqual({
      terminal: 'second',
      cols: '80',
      rows: '24',
      window: '262144',
    });
    expect(connection.write('ls\r')).toBe(true);
    await eventually(() => expect(viewer?.typed.join('')).toBe('ls\r'));
    server.print('file\r\n');
    server.flush();
    await eventually(() => expect(screen.text()).toBe('file\r\n'));
  });

  it('splits a large paste into frames that the server accepts', async () => {
    const connection = connect(recordScreen());
    await isOpen(connection);
    const paste = 'ü'.repeat(100_000);
    connection.write(paste);
    await eventually(() => expect(server.viewers[0]?.typed.length).toBe(4));
    expect(connection.state.kind).toBe('open');
  });

  it('sends the size that it has at the join, after any number of changes before', async () => {
    server.ready = false;
    const viewing = server.nextViewer();
    const connection = connect(recordScreen());
    const viewer = await viewing;
    server.send({ type: 'waiting', phase: 'CREATED', reason: null });
    await eventually(() =>
      expect(connection.state).toEqual({ kind: 'waiting', phase: 'CREATED', reason: null }),
    );
    connection.resize(100, 30);
    connection.resize(120, 40);
    server.join(viewer);
    await eventually(() => expect(viewer.controls).toEqual([{ type: 'resize', cols: 120, rows: 40 }]));
    connection.resize(120, 40);
    connection.resize(90, 20);
    await eventually(() => expect(viewer.controls).toHaveLength(2));
  });

  it('receives at most one window ahead of the consumer', async () => {
    const screen = recordScreen({ processesAtOnce: false });
    await isOpen(connect(screen, { windowBytes: 4_000 }));
    server.print('x'.repeat(20_000));
    server.flush();
    await eventually(() => expect(screen.text()).toHaveLength(4_000));
    expect(server.viewers[0]?.ahead()).toBe(4_000);
    expect(server.viewers[0]?.controls).toEqual([]);
    await eventually(() => {
      for (const done of screen.pending.splice(0)) done();
      expect(screen.text()).toHaveLength(20_000);
    });
    await eventually(() => expect(server.viewers[0]?.ahead()).toBeLessThanOrEqual(4_000));
  });

  it('does not acknowledge bytes of a lost connection on the next one', async () => {
    const screen = recordScreen({ processesAtOnce: false });
    const connection = connect(screen, { windowBytes: 1_000 });
    await isOpen(connection);
    server.print('x'.repeat(1_000));
    server.flush();
    await eventually(() => expect(screen.pending).toHaveLength(1));
    const again = server.nextViewer();
    server.cut();
    const viewer = await again;
    await isOpen(connection);
    for (const done of screen.pending.splice(0)) done();
    connection.write('marker');
    await eventually(() => expect(viewer.typed).toEqual(['marker']));
    expect(viewer.controls).toEqual([]);
  });

  it('loses and duplicates no byte, wherever the connection is cut', async () => {
    const characters = [...'grün 🍍 0123456789\r\n'.repeat(40)];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ text: fc.nat(700), piece: fc.integer({ min: 1, max: 300 }), waits: fc.boolean() }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        async (rounds) => {
          await using scripted = await startScriptedTerminal();
          const screen = recordScreen();
          const connection = connect(screen, { origin: scripted.origin, windowBytes: 2_000 });
          let expected = '';
          for (const { text, piece, waits } of rounds) {
            await isOpen(connection);
            const printed = characters.slice(0, text).join('');
            expected += printed;
            scripted.print(printed);
            scripted.flush(piece);
            const seen = screen.states.length;
            // Without the wait, bytes are in flight at the cut.
            if (waits) await eventually(() => expect(screen.text()).toBe(expected));
            scripted.cut();
            await eventually(() => expect(screen.states.length).toBeGreaterThan(seen));
          }
          await isOpen(connection);
          scripted.flush();
          await eventually(() => expect(screen.text()).toBe(expected));
          expect(screen.clears()).toBe(0);
          expect(screen.losses).toEqual([]);
          connection.dispose();
        },
      ),
      { numRuns: 15 },
    );
  });

  it('clears the screen and reports the loss when the terminal was restarted', async () => {
    const screen = recordScreen();
    const connection = connect(screen);
    await isOpen(connection);
    server.print('old');
    server.flush();
    await eventually(() => expect(screen.text()).toBe('old'));
    server.incarnation = 'second';
    server.keptFrom = 3;
    server.cut();
    await eventually(() => expect(screen.losses).toEqual([{ kind: 'process' }]));
    server.print('new');
    server.flush();
    await eventually(() => expect(screen.text()).toBe('new'));
  });

  it('clears the screen and counts the bytes that are no longer kept', async () => {
    const screen = recordScreen();
    const connection = connect(screen);
    await isOpen(connection);
    server.print('0123456789');
    server.keptFrom = 4;
    server.cut();
    await eventually(() => expect(screen.losses).toEqual([{ kind: 'output', bytes: 4 }]));
    server.flush();
    await eventually(() => expect(screen.text()).toBe('456789'));
    server.send({ type: 'skipped', lost: 5, offset: 15 });
    await eventually(() => expect(screen.losses.at(-1)).toEqual({ kind: 'output', bytes: 5 }));
    expect(screen.text()).toBe('');
    const again = server.nextViewer();
    server.cut();
    expect((await again).query.get('resume')).toBe('first:15');
    await isOpen(connection);
  });

  it('refuses input during an outage, and reconnects', async () => {
    const screen = recordScreen();
    const connection = connect(screen);
    await isOpen(connection);
    server.close(terminalCloseCodes.hostUnreachable);
    await eventually(() => expect(connection.state.kind).toBe('reconnecting'));
    expect(connection.write('lost?')).toBe(false);
    await isOpen(connection);
    expect(server.viewers.flatMap(({ typed }) => typed)).toEqual([]);
  });

  it('keeps the start of an outage over many attempts', async () => {
    server.refusal = { code: 1011 };
    const screen = recordScreen();
    const connection = connect(screen);
    await eventually(() => expect(server.viewers.length).toBeGreaterThan(2));
    const outages = screen.states.filter((state) => state.kind === 'reconnecting');
    expect(new Set(outages.map(({ since }) => since)).size).toBe(1);
    server.refusal = null;
    await isOpen(connection);
  });

  it('ends with the exit code, keeps the screen, and starts again on an empty one', async () => {
    const screen = recordScreen();
    const connection = connect(screen);
    await isOpen(connection);
    server.print('bye');
    server.flush();
    server.send({ type: 'exit', code: 3, reason: 'The shell ended.' });
    server.close(1000);
    await eventually(() => expect(connection.state.kind).toBe('ended'));
    expect(connection.state).toEqual({
      kind: 'ended',
      end: { cause: 'exit', code: 3, reason: 'The shell ended.' },
    });
    expect(screen.text()).toBe('bye');
    server.incarnation = 'second';
    server.keptFrom = 3;
    const again = server.nextViewer();
    connection.reconnect();
    expect((await again).query.has('resume')).toBe(false);
    await isOpen(connection);
    expect(screen.text()).toBe('');
    expect(screen.losses).toEqual([]);
  });

  it.each([
    [4401, 'You are signed out.'],
    [4404, 'The container was not found.'],
    [4429, 'You have reached the limit of open terminals.'],
    [4400, 'The server did not understand this page.'],
  ])('does not reconnect after %d', async (code, what) => {
    server.refusal = { code };
    const connection = connect(recordScreen());
    await eventually(() => expect(connection.state.kind).toBe('ended'));
    expect(connection.state).toMatchObject({ end: { cause: 'closed', closeCode: code, what } });
  });

  it('reports the error that the server sent', async () => {
    server.refusal = {
      code: 4409,
      control: { type: 'error', message: 'No shell: tried /bin/bash, /bin/sh.' },
    };
    const connection = connect(recordScreen());
    await eventually(() =>
      expect(connection.state).toMatchObject({ end: { what: 'No shell: tried /bin/bash, /bin/sh.' } }),
    );
  });

  it('sends no input in view mode', async () => {
    const connection = connect(recordScreen(), { mode: 'view' });
    await isOpen(connection);
    expect(connection.state).toEqual({ kind: 'open', readOnly: true, tty: true });
    expect(connection.write('x')).toBe(false);
    expect(connection.terminate()).toBe(false);
  });

  it('ignores unknown and malformed control messages', async () => {
    const screen = recordScreen();
    const connection = connect(screen);
    await isOpen(connection);
    for (const text of [
      'no json',
      '[]',
      '{"type":"later"}',
      '{"type":"exit","code":"x"}',
      '{"type":"toString"}',
    ]) {
      server.viewers[0]?.socket.send(text);
    }
    server.print('fine');
    server.flush();
    await eventually(() => expect(screen.text()).toBe('fine'));
    expect(connection.state.kind).toBe('open');
  });

  it('reconnects on request without losing a byte', async () => {
    const screen = recordScreen();
    const connection = connect(screen);
    await isOpen(connection);
    server.print('one');
    server.flush();
    await eventually(() => expect(screen.text()).toBe('one'));
    const again = server.nextViewer();
    connection.reconnect();
    expect((await again).query.get('resume')).toBe('first:3');
    server.print('two');
    await isOpen(connection);
    server.flush();
    await eventually(() => expect(screen.text()).toBe('onetwo'));
  });

  it('keeps what is typed before the first join, and sends it in order then', async () => {
    server.ready = false;
    const viewing = server.nextViewer();
    const connection = connect(recordScreen());
    expect(connection.acceptsInput).toBe(true);
    expect(connection.write('ls')).toBe(true);
    const viewer = await viewing;
    server.send({ type: 'waiting', phase: 'CREATED', reason: null });
    await eventually(() => expect(connection.state.kind).toBe('waiting'));
    expect(connection.write('\r')).toBe(true);
    expect(connection.write('x'.repeat(5_000))).toBe(false);
    server.join(viewer);
    await eventually(() => expect(viewer.typed.join('')).toBe('ls\r'));
  });

  it('keeps nothing that is typed in view mode', () => {
    const connection = connect(recordScreen(), { mode: 'view' });
    expect([connection.acceptsInput, connection.write('x')]).toEqual([false, false]);
  });

  it('connects again by itself when the container ended the terminal, on an empty screen', async () => {
    const screen = recordScreen();
    const connection = connect(screen, { rejoins: true });
    await isOpen(connection);
    server.print('old');
    server.flush();
    await eventually(() => expect(screen.text()).toBe('old'));
    const again = server.nextViewer();
    server.ready = false;
    server.send({ type: 'exit', code: 137, reason: 'The container has stopped', by: 'container' });
    server.close(1000);
    const viewer = await again;
    expect(viewer.query.has('resume')).toBe(false);
    expect(screen.states.map(({ kind }) => kind)).not.toContain('ended');
    // No one knows what these keys would have done.
    expect(connection.write('rm -r x\r')).toBe(false);
    server.incarnation = 'second';
    server.keptFrom = 3;
    server.join(viewer);
    await isOpen(connection);
    expect(screen.text()).toBe('');
    expect(screen.losses).toEqual([]);
    expect(viewer.typed).toEqual([]);
  });

  it.each(['shell', 'request'] as const)('stays ended after an end by the %s', async (by) => {
    const connection = connect(recordScreen(), { rejoins: true });
    await isOpen(connection);
    server.send({ type: 'exit', code: 0, reason: 'The end.', by });
    server.close(1000);
    await eventually(() => expect(connection.state.kind).toBe('ended'));
  });

  it('never reconnects after dispose', async () => {
    const connection = connect(recordScreen());
    await isOpen(connection);
    const closed = new Promise((resolve) => server.viewers[0]?.socket.on('close', resolve));
    connection.dispose();
    await closed;
    connection.reconnect();
    expect(server.viewers).toHaveLength(1);
  });
});
