import { loadLambdaConfig } from '@pineapple/config';
import { createPorts } from './create-ports.ts';
import { run } from './run.ts';

/** Created once, so that invocations share their connections. */
const ports = createPorts(loadLambdaConfig());

export async function handler(event: unknown): ReturnType<typeof run> {
  return run(event, ports);
}
