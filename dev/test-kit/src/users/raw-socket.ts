import { once } from 'node:events';
import { WebSocket } from 'ws';
import { EventLog } from '../waiting/event-log.ts';

export type Message = Readonly<Record<string, unknown>>;

/** The graphql-ws protocol by hand, for what a well-behaved client never does. */
export class RawSocket {
  readonly log = new EventLog<Message>();
  readonly socket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;

  constructor(url: string, headers: Record<string, string>) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    this.socket.on('message', (data) => this.log.push(JSON.parse(String(data))));
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => {
        this.log.end();
        resolve({ code, reason: String(reason) });
      });
    });
    this.socket.on('error', () => undefined);
  }

  /** Resolves once the server has acknowledged. */
  static async open(url: string, headers: Record<string, string>, payload: object = {}): Promise<RawSocket> {
    const raw = new RawSocket(url, headers);
    await once(raw.socket, 'open');
    raw.send({ type: 'connection_init', payload });
    await raw.log.find(({ type }) => type === 'connection_ack');
    return raw;
  }

  /** The HTTP status with which the upgrade was refused. */
  static async refused(url: string, headers: Record<string, string>): Promise<number> {
    const raw = new RawSocket(url, headers);
    return new Promise((resolve, reject) => {
      raw.socket.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      raw.socket.on('open', () => {
        raw.socket.terminate();
        reject(new Error('The upgrade was accepted'));
      });
    });
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Sends an operation and returns the first message about it. */
  async ask(id: string, query: string, variables: object = {}, operationName?: string): Promise<Message> {
    this.send({ id, type: 'subscribe', payload: { query, variables, operationName } });
    return this.log.find((message) => message['id'] === id);
  }
}
