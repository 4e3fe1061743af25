import { terminalSize } from '@pineapple/host-link/protocol';
import { fail, ok, type Result } from '@pineapple/core';
import type { ClientControl } from '@pineapple/host-link/terminal';
import { z } from 'zod';

const clientControl = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resize'), ...terminalSize.shape }),
  z.object({ type: z.literal('ack'), bytes: z.int().nonnegative() }),
  z.object({ type: z.literal('end-input') }),
  z.object({ type: z.literal('terminate') }),
]);

/** Parses a text frame of a client. The error is a message for the client. */
export function parseClientControl(text: string): Result<ClientControl, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('This text frame is not JSON. Send a JSON object.');
  }
  const read = clientControl.safeParse(json);
  if (read.success) return ok(read.data);
  const type = z.object({ type: z.string() }).safeParse(json).data?.type;
  switch (type) {
    case 'resize':
      return fail('A resize needs the integers cols from 2 to 1000 and rows from 2 to 500.');
    case 'ack':
      return fail('An ack needs the integer bytes: all output processed since the connection opened.');
    default:
      return fail('A text frame needs the type resize, ack, end-input or terminate.');
  }
}
