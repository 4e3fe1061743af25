import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { terminalSubprotocol, type ClientControl, type ServerControl } from '../protocol.ts';

/** One join as the server saw it. */
export interface Viewer {
  readonly socket: WebSocket;
  readonly query: URLSearchParams;
  readonly typed: string[];
  readonly controls: ClientControl[];
  /** Bytes sent and not acknowledged. */
  readonly ahead: () => number;
}

/** A server of the protocol with one terminal, whose output and faults the test controls. */
export interface ScriptedTerminal extends AsyncDisposable {
  readonly origin: string;
  readonly viewers: readonly Viewer[];
  incarnation: string;
  /** The answer to a join in place of the terminal, if set. */
  refusal: { readonly control?: ServerControl; readonly code: number } | null;
  /** Whether a join is answered with `ready` at once. */
  ready: boolean;
  /** The offset of the first byte that is still kept. */
  keptFrom: number;
  print(text: string): void;
  /** Sends output to the viewers as far as their windows allow; `pieceBytes` is the size of a frame. */
  flush(pieceBytes?: number): void;
  join(viewer: Viewer): void;
  send(control: ServerControl, viewer?: Viewer): void;
  close(code: number): void;
  /** Cuts every connection without a close frame. */
  cut(): void;
  nextViewer(): Promise<Viewer>;
}

export async function startScriptedTerminal(): Promise<ScriptedTerminal> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: (offered) => (offered.has(terminalSubprotocol) ? terminalSubprotocol : false),
  });
  await once(server, 'listening');
  const viewers: Viewer[] = [];
  const positions = new Map<Viewer, { sent: number; since: number; acknowledged: number; window: number }>();
  const waiting: ((viewer: Viewer) => void)[] = [];
  let output = Buffer.alloc(0);

  const terminal: ScriptedTerminal = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    viewers,
    incarnation: 'first',
    refusal: null,
    ready: true,
    keptFrom: 0,
    print(text) {
      output = Buffer.concat([output, Buffer.from(text)]);
    },
    flush(pieceBytes = 1_000) {
      for (const [viewer, position] of positions) {
        if (viewer.socket.readyState !== viewer.socket.OPEN) continue;
        while (position.sent < output.length && position.since - position.acknowledged < position.window) {
          const free = Math.min(pieceBytes, position.window - (position.since - position.acknowledged));
          const piece = output.subarray(position.sent, position.sent + free);
          viewer.socket.send(piece);
          position.sent += piece.length;
          position.since += piece.length;
        }
      }
    },
    join(viewer) {
      const [incarnation, at] = (viewer.query.get('resume') ?? ':').split(':');
      const resumed = incarnation === terminal.incarnation && Number(at) >= terminal.keptFrom;
      const offset = resumed ? Number(at) : terminal.keptFrom;
      const lost = incarnation === terminal.incarnation ? offset - Number(at) : 0;
      positions.set(viewer, {
        sent: offset,
        since: 0,
        acknowledged: 0,
        window: Number(viewer.query.get('window') ?? Infinity),
      });
      const size = { cols: Number(viewer.query.get('cols')), rows: Number(viewer.query.get('rows')) };
      const readOnly = viewer.query.get('mode') === 'view';
      const { incarnation: now } = terminal;
      terminal.send(
        { type: 'ready', incarnation: now, offset, lost, resumed, fresh: false, readOnly, ...size },
        viewer,
      );
    },
    send(control, viewer = viewers.at(-1)) {
      viewer?.socket.send(JSON.stringify(control));
    },
    close: (code) => viewers.at(-1)?.socket.close(code),
    cut() {
      for (const { socket } of viewers) socket.terminate();
    },
    nextViewer: () => new Promise((resolve) => waiting.push(resolve)),
    async [Symbol.asyncDispose]() {
      terminal.cut();
      server.close();
      await once(server, 'close');
    },
  };

  server.on('connection', (socket, request) => {
    const viewer: Viewer = {
      socket,
      query: new URL(request.url ?? '', terminal.origin).searchParams,
      typed: [],
      controls: [],
      ahead: () => {
        const position = positions.get(viewer);
        return position ? position.since - position.acknowledged : 0;
      },
    };
    viewers.push(viewer);
    socket.on('message', (data, isBinary) => {
      if (isBinary) return void viewer.typed.push(String(data));
      const control = JSON.parse(String(data)) as ClientControl;
      viewer.controls.push(control);
      const position = positions.get(viewer);
      if (control.type !== 'ack' || !position) return;
      position.acknowledged = control.bytes;
      terminal.flush();
    });
    const { refusal } = terminal;
    if (refusal) {
      if (refusal.control) terminal.send(refusal.control, viewer);
      socket.close(refusal.code);
    } else if (terminal.ready) terminal.join(viewer);
    for (const resolve of waiting.splice(0)) resolve(viewer);
  });
  return terminal;
}
