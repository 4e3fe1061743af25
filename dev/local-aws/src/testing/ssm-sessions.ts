import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  CreateDocumentCommand,
  StartSessionCommand,
  type SSMClient,
  type StartSessionCommandOutput,
} from '@aws-sdk/client-ssm';
import {
  encodeOpenDataChannel,
  encodeSize,
  payloadTypes,
  ReliableChannel,
} from '@pineapple/host-link/channel';
import WebSocket from 'ws';
import { signRequest } from './sign-request.ts';
import { hostId } from './start-test-aws.ts';

/** Creates a session document with one anchored parameter. */
export async function createSessionDocument(
  ssm: SSMClient,
  commands: string,
  more: object = {},
): Promise<void> {
  const content = {
    schemaVersion: '1.0',
    sessionType: 'InteractiveCommands',
    parameters: { word: { type: 'String', allowedPattern: '^[a-z]{1,20}$', default: 'none' } },
    properties: { linux: { commands, runAsElevated: true } },
    ...more,
  };
  await ssm.send(
    new CreateDocumentCommand({
      Name: 'Test-Session',
      DocumentType: 'Session',
      Content: JSON.stringify(content),
    }),
  );
}

export function startSession(ssm: SSMClient, word?: string): Promise<StartSessionCommandOutput> {
  const Parameters: Record<string, string[]> = word === undefined ? {} : { word: [word] };
  return ssm.send(new StartSessionCommand({ Target: hostId, DocumentName: 'Test-Session', Parameters }));
}

/** A WebSocket whose request is signed. */
export async function openSocket(
  url: string | undefined,
  more: { origin?: string } = {},
): Promise<WebSocket> {
  const headers = await signRequest({ url: url ?? '', service: 'ssmmessages', method: 'GET' });
  return new WebSocket(url ?? '', { headers, ...more });
}

/** A minimal client of a session. */
export class TestSession implements Disposable {
  readonly socket: WebSocket;
  readonly channel: ReliableChannel;
  output = '';
  closedFor: string | null = null;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.channel = new ReliableChannel({
      end: 'client',
      onData: (payloadType, payload) => {
        if (payloadType === payloadTypes.output) this.output += payload.toString('latin1');
        return true;
      },
      onDrain: () => undefined,
      onClosed: (reason) => (this.closedFor = reason),
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.channel.receive(data as Buffer);
    });
    socket.on('close', () => this.channel.detach());
  }

  static async open(url: string | undefined, token: string | undefined): Promise<TestSession> {
    const socket = await openSocket(url);
    const session = new TestSession(socket);
    await once(socket, 'open');
    socket.send(encodeOpenDataChannel(token ?? '', randomUUID()));
    session.channel.attach((message) => socket.send(message));
    return session;
  }

  type(text: string): void {
    this.channel.send(payloadTypes.output, Buffer.from(text));
  }

  resize(cols: number, rows: number): void {
    this.channel.send(payloadTypes.size, encodeSize({ cols, rows }));
  }

  /** The connection's close code. */
  async closeCode(): Promise<number> {
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}
