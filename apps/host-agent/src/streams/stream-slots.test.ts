import { expect, it } from 'vitest';
import { StreamSlots } from './stream-slots.ts';

it('limits the streams of a lab and of the host, and gives places back once', () => {
  const slots = new StreamSlots('captures', { perLab: 2, perHost: 3 });
  const [first] = [slots.take('a'), slots.take('a')];
  expect(() => slots.take('a')).toThrow('The lab has 2 captures');
  slots.take('b');
  expect(() => slots.take('c')).toThrow('The host has 3 captures');
  first?.();
  first?.();
  slots.take('a');
  expect(() => slots.take('a')).toThrow('The lab has 2 captures');
  expect(() => slots.take('c')).toThrow('The host has 3 captures');
});
