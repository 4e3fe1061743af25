import { expect, it } from 'vitest';
import { isOnSeveralHosts, type Lab } from './lab.ts';

const on = (...hosts: (string | null)[]): Pick<Lab, 'containers'> =>
  ({ containers: hosts.map((id) => ({ host: id === null ? null : { id } })) }) as never;

it('is on several hosts once its containers run on more than one', () => {
  expect(isOnSeveralHosts(on())).toBe(false);
  expect(isOnSeveralHosts(on('mi-1', null, 'mi-1'))).toBe(false);
  expect(isOnSeveralHosts(on('mi-1', null, 'mi-2'))).toBe(true);
});
