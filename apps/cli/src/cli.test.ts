import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from './command.ts';
import { DetachKeys } from './detach-keys.ts';
import { findContainer, labsText } from './labs.ts';

const container = (id: string, name: string) => ({ id, name, readiness: { phase: 'READY' } });
const labs = [
  { id: 'lab_1', name: 'first steps', containers: [container('ctr_1', 'alpha'), container('ctr_2', 'www')] },
  { id: 'lab_2', name: 'a/b', containers: [] },
  { id: 'lab_3', name: 'twin', containers: [] },
  { id: 'lab_4', name: 'twin', containers: [] },
];

describe('readCommand', () => {
  it('reads a command with its options', () => {
    expect(readCommand(['exec', 'first steps/alpha', '--view', '--terminal', '2'])).toEqual({
      name: 'exec',
      place: { lab: 'first steps', container: 'alpha' },
      terminal: '2',
      view: true,
    });
    expect(readCommand(['logs', '-f', 'a/b/c', '--tail', '0'])).toEqual({
      name: 'logs',
      place: { lab: 'a/b', container: 'c' },
      follow: true,
      tail: 0,
    });
    expect(readCommand([])).toEqual({ name: 'help' });
  });

  it.each([
    [['exec'], 'Name the container as <lab>/<container>.'],
    [['exec', 'alpha'], 'Name the container as <lab>/<container>, not "alpha".'],
    [['exec', '/alpha'], 'Name the container'],
    [['exec', 'a/b', '--tail', '3'], 'exec does not take --tail.'],
    [['exec', 'a/b', '--terminal', 'No Way'], '"No Way" is not a terminal\'s name.'],
    [['logs', 'a/b', '--tail', '9999'], '--tail is "9999"'],
    [['logs', 'a/b', 'c'], 'logs does not take "c".'],
    [['labs', '--frobnicate'], 'frobnicate'],
    [['dance'], 'There is no command "dance"'],
  ])('refuses %j and says why', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
  });
});

describe('findContainer', () => {
  it('finds a container by the name or id of its lab', () => {
    expect(findContainer(labs, { lab: 'first steps', container: 'www' }).id).toBe('ctr_2');
    expect(findContainer(labs, { lab: 'lab_1', container: 'alpha' }).id).toBe('ctr_1');
  });

  it.each([
    ['none', 'x', 'You have no lab "none". Choose from "first steps", "a/b", "twin", "twin".'],
    ['twin', 'x', 'You have 2 labs named "twin". Use one of the ids lab_3, lab_4.'],
    ['first steps', 'x', 'The lab "first steps" has no container "x". Choose from "alpha", "www".'],
    ['a/b', 'x', 'The lab "a/b" has no container "x". It has no containers.'],
  ])('lists the choices when %s/%s does not exist', (lab, name, message) => {
    expect(() => findContainer(labs, { lab, container: name })).toThrow(message);
  });
});

describe('labsText', () => {
  it('lists containers under their lab', () => {
    expect(labsText(labs.slice(0, 2))).toBe(
      'first steps  (lab_1)\n  alpha  READY\n  www    READY\na/b  (lab_2)\n',
    );
  });
});

describe('DetachKeys', () => {
  const type = (...pieces: string[]): { sent: string; leaves: boolean } => {
    const keys = new DetachKeys();
    let sent = '';
    for (const piece of pieces) {
      const { bytes, leaves } = keys.read(Buffer.from(piece));
      sent += Buffer.from(bytes).toString();
      if (leaves) return { sent, leaves };
    }
    return { sent, leaves: false };
  };

  it.each([
    [['~.'], '', true],
    [['ls\r', '~', '.'], 'ls\r', true],
    [['a~.'], 'a~.', false],
    [['~~.'], '~.', false],
    [['~x\r~.'], '~x\r', true],
    [['cd ~/x\r'], 'cd ~/x\r', false],
  ])('reads %j as %j, and leaves: %s', (pieces, sent, leaves) => {
    expect(type(...pieces)).toEqual({ sent, leaves });
  });

  it('passes other input on unchanged, however it is split', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !text.includes('~'))), (pieces) => {
        expect(type(...pieces)).toEqual({ sent: pieces.join(''), leaves: false });
      }),
    );
  });
});
