import { describe, expect, it } from 'vitest';
import { ChannelMessageError, decodeMessage, encodeMessage, formatMessageId } from './message.ts';
import {
  decodeAcknowledge,
  decodeChannelClosed,
  decodeHandshakeComplete,
  decodeHandshakeRequest,
  decodeHandshakeResponse,
  decodeOpenDataChannel,
  decodeSize,
  encodeAcknowledge,
  encodeHandshakeRequest,
  encodeHandshakeResponse,
  encodeOpenDataChannel,
  encodeSize,
} from './payloads.ts';

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('an acknowledge', () => {
  it('names the acknowledged message as AWS does', () => {
    const message = decodeMessage(
      encodeMessage('output_stream_data', { sequence: 5_000_000_000, payload: Buffer.from('x') }),
    );
    const acknowledge = decodeMessage(encodeAcknowledge(message));
    expect(acknowledge).toMatchObject({ type: 'acknowledge', sequence: 0, flags: 3, payloadType: 0 });
    expect(JSON.parse(acknowledge.payload.toString())).toEqual({
      AcknowledgedMessageType: 'output_stream_data',
      AcknowledgedMessageId: formatMessageId(message.id),
      AcknowledgedMessageSequenceNumber: 5_000_000_000,
      IsSequentialMessage: true,
    });
    expect(decodeAcknowledge(acknowledge)).toBe(5_000_000_000);
  });

  it.each([
    Buffer.from('{'),
    json(null),
    json({}),
    json({ AcknowledgedMessageSequenceNumber: '1' }),
    json({ AcknowledgedMessageSequenceNumber: -1 }),
    json({ AcknowledgedMessageSequenceNumber: 1.5 }),
  ])('is refused without a valid sequence number: %s', (payload) => {
    const message = decodeMessage(encodeMessage('acknowledge', { payload }));
    expect(() => decodeAcknowledge(message)).toThrow(ChannelMessageError);
  });
});

describe('the first frame', () => {
  const clientId = '550e8400-e29b-41d4-a716-446655440000';

  it('carries the token', () => {
    const frame = decodeOpenDataChannel(Buffer.from(encodeOpenDataChannel('secret', clientId)));
    expect(frame).toMatchObject({ MessageSchemaVersion: '1.0', TokenValue: 'secret', ClientId: clientId });
    expect(frame.ClientVersion).toMatch(/^\d+(\.\d+){3}$/);
  });

  it.each([
    Buffer.from('not JSON'),
    json([]),
    json({ ...JSON.parse(encodeOpenDataChannel('t', clientId)), TokenValue: '' }),
    json({ ...JSON.parse(encodeOpenDataChannel('t', clientId)), MessageSchemaVersion: '2.0' }),
    json({ ...JSON.parse(encodeOpenDataChannel('t', clientId)), ClientId: 'me' }),
    json({ ...JSON.parse(encodeOpenDataChannel('t', clientId)), TokenValue: 'x'.repeat(3000) }),
  ])('is refused when invalid: %.60s', (frame) => {
    expect(() => decodeOpenDataChannel(frame)).toThrow(ChannelMessageError);
  });
});

describe('a payload', () => {
  it('of the handshake is the same after encoding and decoding', () => {
    const request = {
      AgentVersion: '3.3.2746.0',
      RequestedClientActions: [{ ActionType: 'SessionType', ActionParameters: { SessionType: 'Port' } }],
    };
    expect(decodeHandshakeRequest(encodeHandshakeRequest(request))).toEqual(request);
    const response = {
      ClientVersion: '1.2.0.0',
      ProcessedClientActions: [
        { ActionType: 'SessionType', ActionStatus: 1 as const, ActionResult: null, Error: '' },
      ],
      Errors: [],
    };
    expect(decodeHandshakeResponse(encodeHandshakeResponse(response))).toEqual(response);
  });

  it('may omit the fields that AWS omits', () => {
    expect(decodeHandshakeComplete(json({ HandshakeTimeToComplete: 12 })).CustomerMessage).toBe('');
    expect(decodeChannelClosed(json({ SessionId: 's' })).Output).toBe('');
    const action = { ActionType: 'SessionType', ActionStatus: 1, ActionResult: null };
    const response = json({ ClientVersion: '1', ProcessedClientActions: [action], Errors: null });
    expect(decodeHandshakeResponse(response).Errors).toBeNull();
  });

  it('carries a terminal size', () => {
    expect(decodeSize(encodeSize({ cols: 80, rows: 24 }))).toEqual({ cols: 80, rows: 24 });
  });

  it.each([
    [decodeHandshakeRequest, json({ AgentVersion: 1 })],
    [decodeHandshakeRequest, Buffer.from('')],
    [decodeHandshakeResponse, json({ ClientVersion: '1', ProcessedClientActions: [{ ActionStatus: 4 }] })],
    [decodeHandshakeComplete, json({})],
    [decodeChannelClosed, json('closed')],
    [decodeSize, json({ cols: 0, rows: 24 })],
    [decodeSize, json({ cols: 80 })],
    [decodeSize, json({ cols: 1e9, rows: 24 })],
  ] as const)('is refused when invalid (%#)', (decode, payload) => {
    expect(() => decode(payload)).toThrow(ChannelMessageError);
  });
});
