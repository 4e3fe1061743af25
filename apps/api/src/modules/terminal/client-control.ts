import { terminalSize } from '@pineapple/host-link/protocol';
import { fail, ok, type Result } from '@pineapple/core';
import type { ClientControl } from '@pineapple/host-link/terminal';
import { z } from 'zod';

const clientControl = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resize'), ...terminalSize.shape }),
  z.object({ type: z.literal('ack'), bytes: z.int().nonnegative() }),
  z.object({ type: z.literal('terminate') }),
]);

/** Reads a text frame of a client; what is wrong with it in words for whoever sent it. */
export function parseClientControl(text: string): Result<ClientControl, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('A text frame has to be a JSON object; this one is not JSON.');
  }
  const read = clientControl.safeParse(json);
  if (read.success) return ok(read.data);
  const type = z.object({ type: z.string() }).safeParse(json).data?.type;
  switch (type) {
    case 'resize':
      return fail('A resize needs cols from 2 to 1000 and rows from 2 to 500, both whole numbers.');
    case 'ack':
      return fail('An ack needs bytes: a whole number, all that was dealt with since the connection began.');
    default:
      return fail('A text frame has to have the type resize, ack or terminate.');
  }
}
