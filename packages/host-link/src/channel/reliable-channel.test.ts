import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ChannelMessageError, decodeMessage, encodeMessage } from './message.ts';
import { windowMessages } from './outgoing-stream.ts';
import { ReliableChannel } from './reliable-channel.ts';

/** One end of a channel, with what it received and what it sent. */
class End {
  readonly received: Buffer[] = [];
  readonly wire: Buffer[] = [];
  readonly channel: ReliableChannel;
  closedFor: string | null = null;
  accepts = true;

  constructor(end: 'client' | 'agent') {
    this.channel = new ReliableChannel({
      end,
      onData: (_type, payload) => {
        this.received.push(Buffer.from(payload));
        return this.accepts;
      },
      onDrain: () => undefined,
      onClosed: (reason) => (this.closedFor = reason),
    });
  }

  /** Collects messages, so that the test delivers them. */
  attachByHand(): this {
    this.channel.attach((message) => this.wire.push(message));
    return this;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.received);
  }
}

type Wire = (message: Buffer, deliver: (message: Buffer) => void) => void;

/** A wire that loses, swaps and duplicates messages, each at this rate. */
const faulty = (rate: number): Wire => {
  let swapped: Buffer | null = null;
  return (message, deliver) => {
    const fate = Math.random();
    if (fate < rate) return;
    if (fate < 2 * rate && !swapped) {
      swapped = message;
      return;
    }
    setImmediate(() => deliver(message));
    if (fate > 1 - rate) setImmediate(() => deliver(message));
    if (swapped) setImmediate(deliver, swapped);
    swapped = null;
  };
};

function join(client: End, agent: End, up: Wire, down: Wire): void {
  client.channel.attach((message) => up(message, (sent) => agent.channel.receive(sent)));
  agent.channel.attach((message) => down(message, (sent) => client.channel.receive(sent)));
}

const data = (sequence: number, text: string): Buffer =>
  encodeMessage('input_stream_data', { sequence, payloadType: 1, payload: Buffer.from(text) });

const typesOf = (messages: readonly Buffer[]): string[] =>
  messages.map((message) => decodeMessage(message).type);

describe('a channel', () => {
  it('delivers every byte over a wire that loses, duplicates and reorders 12 % of the messages', async () => {
    const [client, agent] = [new End('client'), new End('agent')];
    join(client, agent, faulty(0.12), faulty(0.12));
    const [up, down] = [randomBytes(1_000_000), randomBytes(2_000_000)];
    client.channel.send(1, up);
    agent.channel.send(1, down);
    const finished = (): boolean => client.channel.acknowledged && agent.channel.acknowledged;
    await expect.poll(finished, { timeout: 30_000, interval: 20 }).toBe(true);
    expect(agent.bytes.equals(up)).toBe(true);
    expect(client.bytes.equals(down)).toBe(true);
  });

  it('continues over another connection', () => {
    const client = new End('client').attachByHand();
    client.channel.send(1, Buffer.from('a'));
    client.channel.detach();
    client.channel.send(1, Buffer.from('b'));
    expect(client.wire).toHaveLength(1);
    const agent = new End('agent').attachByHand();
    client.channel.attach((message) => agent.channel.receive(message));
    expect(agent.bytes.toString()).toBe('ab');
  });

  it('delivers in order, once, and acknowledges everything', () => {
    const agent = new End('agent').attachByHand();
    for (const sequence of [1, 2, 1, 0, 0, 2]) agent.channel.receive(data(sequence, String(sequence)));
    expect(agent.bytes.toString()).toBe('012');
    expect(typesOf(agent.wire)).toEqual(Array(6).fill('acknowledge'));
  });

  it('marks the first message and splits long data into 1024 bytes', () => {
    const client = new End('client').attachByHand();
    client.channel.send(1, Buffer.alloc(2500));
    const sent = client.wire.map((message) => decodeMessage(message));
    expect(sent.map(({ payload }) => payload.length)).toEqual([1024, 1024, 452]);
    expect(sent.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(sent.map(({ flags }) => flags)).toEqual([1, 0, 0]);
  });

  it('sends no more than a window ahead of acknowledges', () => {
    const client = new End('client').attachByHand();
    client.channel.send(1, Buffer.alloc(10 * windowMessages * 1024));
    expect(client.wire).toHaveLength(windowMessages);
    expect(client.channel.drained).toBe(false);
  });

  it('acknowledges nothing while the consumer is blocked, and everything afterwards', () => {
    const agent = new End('agent').attachByHand();
    agent.accepts = false;
    for (const sequence of [0, 1, 2]) agent.channel.receive(data(sequence, String(sequence)));
    expect(agent.bytes.toString()).toBe('0');
    expect(agent.wire).toHaveLength(1);
    agent.accepts = true;
    agent.channel.unblock();
    expect(agent.bytes.toString()).toBe('012');
    expect(agent.wire).toHaveLength(3);
  });

  it('keeps a bounded number of messages from a sender that ignores the window', () => {
    const agent = new End('agent').attachByHand();
    for (let sequence = 1; sequence < 2000; sequence += 1) agent.channel.receive(data(sequence, 'x'));
    expect(agent.wire).toHaveLength(511);
    agent.channel.receive(data(0, 'x'));
    expect(agent.received).toHaveLength(512);
  });

  it('resends a lost message as soon as later ones are acknowledged', () => {
    const client = new End('client').attachByHand();
    const agent = new End('agent');
    agent.channel.attach((message) => client.channel.receive(message));
    client.channel.send(1, Buffer.alloc(8 * 1024));
    for (const message of client.wire.splice(0).slice(1)) agent.channel.receive(message);
    expect(client.wire.map((message) => decodeMessage(message).sequence)).toEqual([0]);
  });

  it('resends the oldest message when it is not acknowledged in time', async () => {
    const client = new End('client').attachByHand();
    const from = performance.now();
    client.channel.send(1, Buffer.alloc(2 * 1024));
    await expect.poll(() => client.wire.length, { interval: 10 }).toBe(3);
    expect(performance.now() - from).toBeGreaterThan(190);
    expect(decodeMessage(client.wire[2] ?? Buffer.alloc(0)).sequence).toBe(0);
    client.channel.detach();
  });

  it('sends nothing between pause_publication and start_publication', () => {
    const agent = new End('agent').attachByHand();
    agent.channel.receive(encodeMessage('pause_publication', { payload: Buffer.alloc(0) }));
    agent.channel.send(1, Buffer.from('later'));
    expect(agent.wire).toHaveLength(0);
    agent.channel.receive(encodeMessage('start_publication', { payload: Buffer.alloc(0) }));
    expect(typesOf(agent.wire)).toEqual(['output_stream_data']);
  });

  it('reports why the other end closed it', () => {
    const client = new End('client').attachByHand();
    client.channel.receive(
      encodeMessage('channel_closed', { payload: Buffer.from('{"Output":"The session timed out"}') }),
    );
    expect(client.closedFor).toBe('The session timed out');
  });

  it('refuses data of its own direction and ignores acknowledges of unsent messages', () => {
    const client = new End('client').attachByHand();
    expect(() => client.channel.receive(data(0, 'x'))).toThrow(ChannelMessageError);
    const payload = Buffer.from('{"AcknowledgedMessageSequenceNumber":99}');
    client.channel.receive(encodeMessage('acknowledge', { payload }));
    expect(client.channel.acknowledged).toBe(true);
  });
});
