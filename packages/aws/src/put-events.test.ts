import { CreateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { eventBatches, measureEvent, mostBytes } from './event-batches.ts';
import {
  type BusEvent,
  createEventBridgeClient,
  EventsRefusedError,
  MissingResourceError,
  putEvents,
  RejectedInputError,
} from './index.ts';
import { type RecordedRequest, startRecordingServer } from './testing/recording-server.ts';
import { startTestAws } from '@pineapple/test-kit/aws';

function event(detail: unknown): BusEvent {
  return { source: 'pineapple.host', detailType: 'Observations Reported', detail };
}

function entriesOf({ body }: RecordedRequest): { Detail: string; EventBusName: string }[] {
  return (body as { Entries: { Detail: string; EventBusName: string }[] }).Entries;
}

const accepted = (request: RecordedRequest) => ({
  FailedEntryCount: 0,
  Entries: entriesOf(request).map(() => ({ EventId: 'e' })),
});

describe('events for a bus', () => {
  it('are put in order, ten per call', async () => {
    await using server = await startRecordingServer(accepted);
    const details = Array.from({ length: 23 }, (_, index) => ({ index }));
    await putEvents(createEventBridgeClient(server.settings), 'pineapple', details.map(event));
    expect(server.requests.map((request) => entriesOf(request).length)).toEqual([10, 10, 3]);
    expect(server.requests.flatMap(entriesOf).map(({ Detail }) => JSON.parse(Detail))).toEqual(details);
    expect(new Set(server.requests.flatMap(entriesOf).map(({ EventBusName }) => EventBusName))).toEqual(
      new Set(['pineapple']),
    );
  });

  it('never exceed 256 kB per call, counted in bytes of UTF-8', () => {
    const measured = Array.from({ length: 9 }, () => measureEvent(event('é'.repeat(30_000))));
    expect(measured[0]?.bytes).toBeGreaterThan(60_000);
    const batches = eventBatches(measured);
    expect(batches.map((batch) => batch.length)).toEqual([4, 4, 1]);
    for (const batch of batches)
      expect(batch.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(mostBytes);
  });

  it('may be as large as a call, but no larger', async () => {
    await using server = await startRecordingServer(accepted);
    const client = createEventBridgeClient(server.settings);
    const freeBytes = mostBytes - measureEvent(event('')).bytes;
    await putEvents(client, 'pineapple', [event('x'.repeat(freeBytes)), event('small')]);
    expect(server.requests).toHaveLength(2);
    const putting = putEvents(client, 'pineapple', [event('small'), event('x'.repeat(freeBytes + 1))]);
    await expect(putting).rejects.toBeInstanceOf(RejectedInputError);
    await expect(putting).rejects.toThrow(
      `"Observations Reported" from pineapple.host has ${mostBytes + 1} bytes`,
    );
    expect(server.requests).toHaveLength(2);
  });

  it('make no call for an empty list', async () => {
    await using server = await startRecordingServer(accepted);
    await putEvents(createEventBridgeClient(server.settings), 'pineapple', []);
    expect(server.requests).toEqual([]);
  });

  it('that AWS refused are returned in the error, with those after them', async () => {
    await using server = await startRecordingServer((request, count) => {
      if (count === 1) return accepted(request);
      const Entries = entriesOf(request).map((_, index) =>
        index === 2 ? { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' } : { EventId: 'e' },
      );
      return { FailedEntryCount: 1, Entries };
    });
    const events = Array.from({ length: 25 }, (_, index) => event({ index }));
    const putting = putEvents(createEventBridgeClient(server.settings), 'pineapple', events);
    const error = await putting.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EventsRefusedError);
    expect(error).toMatchObject({ refused: [events[12], ...events.slice(20)] });
    expect(String(error)).toContain('6 of the events were refused: ThrottlingException: slow down');
  });

  it('reach an existing bus, and fail with MissingResourceError for a missing one', async () => {
    await using started = await startTestAws();
    const client = createEventBridgeClient(started.settings);
    await client.send(new CreateEventBusCommand({ Name: 'pineapple' }));
    await putEvents(client, 'pineapple', [event({ hostId: 'mi-1' })]);
    started.local.injectFault({
      service: 'events',
      operation: 'PutEvents',
      error: 'ResourceNotFoundException',
    });
    await expect(putEvents(client, 'pineapple', [event({})])).rejects.toBeInstanceOf(MissingResourceError);
    client.destroy();
  });
});
