import { fault, type Faults } from '../faults.ts';
import { AwsError } from './aws-error.ts';
import type { AwsResponse } from './aws-request.ts';
import { parseInput, parseJson } from './parse-input.ts';

/** `POST /_local/faults` adds a fault, `DELETE` removes all. For tests only. */
export function answerFaultRequest(faults: Faults, method: string, body: Buffer | null): AwsResponse {
  if (method === 'DELETE') {
    faults.clear();
  } else if (method === 'POST' && body) {
    faults.add(parseInput(fault, parseJson(body)));
  } else {
    throw new AwsError('ValidationException', 'POST one fault (at most 64 kB) or DELETE all of them.');
  }
  return { status: 204, headers: {}, body: '' };
}
