import { expect, it } from 'vitest';
import { labels } from '../docker/docker-names.ts';
import { slowReason } from './readiness-check.ts';

const details = (Labels: Record<string, string>) => ({ Config: { Labels } }) as never;

it("says what a slow container waits for in its image's words", () => {
  const starting = { [labels.starting]: 'Routing daemons are starting' };
  expect(slowReason('/bin/ready', details(starting))).toBe('Routing daemons are starting');
  expect(slowReason('/bin/ready', details({}))).toBe('The readiness command /bin/ready has not finished yet');
});
