import { join } from 'node:path';
import { SetupError } from './setup-error.ts';
import { hostIdentity, type LocalHost } from './product-programs.ts';
import type { Environment } from './machine.ts';

const mostHosts = 16;

/** How many hosts there are to be. @throws SetupError when `PINEAPPLE_HOSTS` is not a number from 1 to 16 */
export function hostCount(environment: Environment): number {
  const text = environment['PINEAPPLE_HOSTS'] || '1';
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= mostHosts) return count;
  throw new SetupError(`PINEAPPLE_HOSTS must be a number from 1 to ${mostHosts}, not "${text}".`);
}

/** The hosts of a data directory, each with its sockets in the directory of the run. */
export function localHosts(dataDir: string, runDir: string, count: number): [LocalHost, ...LocalHost[]] {
  const [first, ...more] = Array.from({ length: count }, (_, index) => index + 1);
  const hostOf = (number: number): LocalHost => ({
    hostId: hostIdentity(dataDir, number),
    name: count === 1 ? 'this machine' : `host ${number}`,
    agentSocket: join(runDir, number === 1 ? 'agent.sock' : `${number}/agent.sock`),
  });
  return [hostOf(first ?? 1), ...more.map(hostOf)];
}
