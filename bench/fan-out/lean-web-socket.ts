import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

interface LeanWebSocketOptions {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Gets each text frame. The bytes are valid only during the call. */
  readonly onText: (payload: Buffer) => void;
  readonly onClose: (reason: string) => void;
}

/**
 * A WebSocket client that does very little: thousands of them share the cores with the measured server, and their own
 * cost would hide the server's.
 */
export class LeanWebSocket {
  readonly #socket: Socket;
  readonly #options: LeanWebSocketOptions;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket, options: LeanWebSocketOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  static async open(options: LeanWebSocketOptions): Promise<LeanWebSocket> {
    const socket = connect({ host: '127.0.0.1', port: options.port, noDelay: true });
    const client = new LeanWebSocket(socket, options);
    const opened = Promise.withResolvers<void>();
    const key = randomBytes(16).toString('base64');
    const lines = [
      `GET ${options.path} HTTP/1.1`,
      `Host: localhost:${options.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
      ...Object.entries(options.headers).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    socket.once('error', opened.reject);
    socket.on('close', () => {
      opened.reject(new Error(`${options.path} was closed before it was open.`));
      options.onClose('connection closed');
    });
    let head = Buffer.alloc(0);
    const onHead = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      socket.off('data', onHead);
      const text = head.subarray(0, end).toString('latin1');
      if (!text.startsWith('HTTP/1.1 101') || !text.includes(accept(key))) {
        opened.reject(new Error(`The server refused the upgrade: ${text.split('\r\n')[0]}`));
        socket.destroy();
        return;
      }
      socket.on('data', (data) => client.#read(data));
      client.#read(head.subarray(end + 4));
      opened.resolve();
    };
    socket.on('data', onHead);
    await opened.promise;
    return client;
  }

  send(text: string): void {
    this.#write(1, Buffer.from(text));
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    let data = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    for (let size = frameSize(data); size !== null; size = frameSize(data)) {
      const payload = data.subarray(size.header, size.header + size.payload);
      const opcode = (data[0] ?? 0) & 15;
      if (opcode === 1) this.#options.onText(payload);
      if (opcode === 8) this.#options.onClose(`closed by the server: ${payload.subarray(2).toString()}`);
      if (opcode === 9) this.#write(10, Buffer.from(payload));
      data = data.subarray(size.header + size.payload);
    }
    this.#rest = data.length > 0 ? Buffer.from(data) : Buffer.alloc(0);
  }

  /** A mask of zeros is valid (RFC 6455, section 5.3). */
  #write(opcode: number, payload: Buffer): void {
    const long = payload.length > 125;
    const header = Buffer.alloc(long ? 8 : 6);
    header[0] = 128 | opcode;
    header[1] = 128 | (long ? 126 : payload.length);
    if (long) header.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([header, payload]));
  }
}

/** Null while the frame is incomplete. */
function frameSize(data: Buffer): { readonly header: number; readonly payload: number } | null {
  if (data.length < 2) return null;
  const short = (data[1] ?? 0) & 127;
  const header = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (data.length < header) return null;
  const payload =
    short < 126 ? short : short === 126 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2));
  return data.length < header + payload ? null : { header, payload };
}

/** RFC 6455, section 4.2.2. */
function accept(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
}
