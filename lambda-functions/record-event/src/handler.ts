import { loadLambdaConfig } from '@pineapple/config';
import { createPorts } from './create-ports.ts';
import type { Recorded } from './ports.ts';
import { run } from './run.ts';

/** Made once and kept between invocations: connections are what costs. */
const ports = createPorts(loadLambdaConfig());

export async function handler(event: unknown): Promise<Recorded> {
  return run(event, ports);
}
