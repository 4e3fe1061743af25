import { loadLambdaConfig } from '@pineapple/config';
import type { ApplyLabResponse } from '@pineapple/contracts';
import { createPorts } from './create-ports.ts';
import { run } from './run.ts';

/** Created once, so that invocations share their connections. */
const ports = createPorts(loadLambdaConfig());

export async function handler(event: unknown): Promise<ApplyLabResponse> {
  return run(event, ports);
}
