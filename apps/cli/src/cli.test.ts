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

describe('a command', () => {
  it('is read with its options', () => {
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
    [['exec'], 'Say which container, as <lab>/<container>.'],
    [['exec', 'alpha'], 'Say which container, as <lab>/<container>, not "alpha".'],
    [['exec', '/alpha'], 'Say which container'],
    [['exec', 'a/b', '--tail', '3'], 'exec does not take --tail.'],
    [['exec', 'a/b', '--terminal', 'No Way'], '"No Way" can\'t be a terminal\'s name'],
    [['logs', 'a/b', '--tail', '9999'], '--tail is "9999"'],
    [['logs', 'a/b', 'c'], 'logs does not take "c".'],
    [['labs', '--frobnicate'], 'frobnicate'],
    [['dance'], 'There is no command "dance"'],
  ])('%j is refused with a reason', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
  });
});

describe('the container of a place', () => {
  it('is found by the name or the id of its lab', () => {
    expect(findContainer(labs, { lab: 'first steps', container: 'www' }).id).toBe('ctr_2');
    expect(findContainer(labs, { lab: 'lab_1', container: 'alpha' }).id).toBe('ctr_1');
  });

  it.each([
    ['none', 'x', 'You have no lab "none". There are "first steps", "a/b", "twin", "twin".'],
    ['twin', 'x', 'You have 2 labs "twin": say which by its id, one of lab_3, lab_4.'],
    ['first steps', 'x', 'The lab "first steps" has no container "x". There are "alpha", "www".'],
    ['a/b', 'x', 'The lab "a/b" has no container "x": it has none.'],
  ])('%s/%s is explained when it is not there', (lab, name, message) => {
    expect(() => findContainer(labs, { lab, container: name })).toThrow(message);
  });

  it('is listed with its lab', () => {
    expect(labsText(labs.slice(0, 2))).toBe(
      'first steps  (lab_1)\n  alpha  READY\n  www    READY\na/b  (lab_2)\n',
    );
  });
});

describe('the keys that leave a terminal', () => {
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
  ])('%j types %j and leaves: %s', (pieces, sent, leaves) => {
    expect(type(...pieces)).toEqual({ sent, leaves });
  });

  it('change nothing else, however it arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((text) => !text.includes('~'))), (pieces) => {
        expect(type(...pieces)).toEqual({ sent: pieces.join(''), leaves: false });
      }),
    );
  });
});
