import { expect, it } from 'vitest';
import type { Lab } from '../workspace/lab-changes.ts';
import { isOnSeveralHosts } from './where-it-is.ts';

const on = (...hosts: (string | null)[]): Pick<Lab, 'containers'> =>
  ({ containers: hosts.map((id) => ({ host: id === null ? null : { id } })) }) as never;

it('is worth saying on which host a container is once they are on more than one', () => {
  expect(isOnSeveralHosts(on())).toBe(false);
  expect(isOnSeveralHosts(on('mi-1', null, 'mi-1'))).toBe(false);
  expect(isOnSeveralHosts(on('mi-1', null, 'mi-2'))).toBe(true);
});
