import { expect, it } from 'vitest';
import { nextFreeLabName, nextFreeName } from './free-names.ts';

it('suggests the first free number for a container or network', () => {
  expect(nextFreeName('web', [])).toBe('web-1');
  expect(nextFreeName('web', ['web-1', 'web-3', 'host-2'])).toBe('web-2');
});

it('numbers labs of the same name', () => {
  expect(nextFreeLabName('Triangle', [])).toBe('Triangle');
  expect(nextFreeLabName('Triangle', ['triangle', 'Triangle 2', 'Triangle 4'])).toBe('Triangle 3');
});
