import { setTimeout as delay } from 'node:timers/promises';
import type { Product } from '@pineapple/launcher';
import { readAgentStatus } from '@pineapple/test-kit/hosts';

/** How a product's host starts containers. */
export type PoolState = 'warm' | 'empty';

/** Settings of a product whose containers are all created when they are requested. */
export const withoutPool = { PINEAPPLE_WARM_CONTAINERS: '0' };

/** Waits until the host's warm pool is full, so that filling it slows no measurement. Never, if it is turned off. */
export async function untilPoolIsFull({ agentSocket }: Product): Promise<void> {
  while (!(await readAgentStatus(agentSocket)).warm.complete) await delay(50);
}
