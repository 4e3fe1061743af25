import { expect, it } from 'vitest';
import { freeLabName } from './free-lab-name.ts';

it('counts labs of the same name up', () => {
  expect(freeLabName('Triangle', [])).toBe('Triangle');
  expect(freeLabName('Triangle', ['triangle', 'Triangle 2', 'Triangle 4'])).toBe('Triangle 3');
});
