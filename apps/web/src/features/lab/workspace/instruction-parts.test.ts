import { labTemplates } from '@pineapple/core';
import { expect, it } from 'vitest';
import { instructionParts } from './instruction-parts.ts';

it('separates paragraphs and commands', () => {
  expect(instructionParts('One\ntwo.\n\n\nNow:\n$ ping host-2\n$ ip  route \nDone, for $ 5.')).toEqual([
    { kind: 'text', text: 'One\ntwo.' },
    { kind: 'text', text: 'Now:' },
    { kind: 'command', text: 'ping host-2' },
    { kind: 'command', text: 'ip  route' },
    { kind: 'text', text: 'Done, for $ 5.' },
  ]);
  expect(instructionParts(' \n')).toEqual([]);
});

it.each(labTemplates)('finds commands in the instructions of $id', ({ instructions }) => {
  expect(instructionParts(instructions).filter(({ kind }) => kind === 'command').length).toBeGreaterThan(1);
});
