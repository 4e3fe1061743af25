import { describe, expect, test } from 'vitest';
import { parsePattern } from './event-pattern.ts';

const event = {
  source: 'pineapple.host',
  'detail-type': 'Observations Reported',
  resources: ['arn:a', 'arn:b'],
  detail: {
    hostId: 'mi-1',
    count: 5,
    up: true,
    reason: null,
    labs: [{ id: 'l1', size: 1 }, { id: 'l2' }],
    words: ['x', 'y'],
  },
};

const fits: [string, object][] = [
  ['an exact value', { source: ['pineapple.host'] }],
  ['one of several', { source: ['a', 'pineapple.host'] }],
  ['two fields', { source: ['pineapple.host'], 'detail-type': ['Observations Reported'] }],
  ['a nested field', { detail: { hostId: ['mi-1'] } }],
  ['a number', { detail: { count: [5] } }],
  ['a boolean', { detail: { up: [true] } }],
  ['null', { detail: { reason: [null] } }],
  ['one element of a list', { resources: ['arn:b'] }],
  ['one object of a list', { detail: { labs: { id: ['l2'] } } }],
  ['a prefix', { source: [{ prefix: 'pineapple.' }] }],
  ['a suffix', { source: [{ suffix: '.host' }] }],
  ['a case that does not matter', { source: [{ 'equals-ignore-case': 'PINEAPPLE.host' }] }],
  ['a wildcard', { 'detail-type': [{ wildcard: 'Obs*Rep*' }] }],
  ['anything but a value', { source: [{ 'anything-but': 'aws.ssm' }] }],
  ['anything but some values', { source: [{ 'anything-but': ['aws.ssm', 'x'] }] }],
  ['anything but a prefix', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
  ['a range', { detail: { count: [{ numeric: ['>', 4, '<=', 5] }] } }],
  ['a field that is there', { detail: { hostId: [{ exists: true }] } }],
  ['a field that is not', { detail: { absent: [{ exists: false }] } }],
  ['null, which is there', { detail: { reason: [{ exists: true }] } }],
  ['one of two patterns', { $or: [{ source: ['x'] }, { detail: { count: [5] } }] }],
];

const fitsNot: [string, object][] = [
  ['another value', { source: ['pineapple'] }],
  ['one right and one wrong field', { source: ['pineapple.host'], 'detail-type': ['x'] }],
  ['a number written as text', { detail: { count: ['5'] } }],
  ['a field that is not there', { detail: { absent: ['x'] } }],
  ['null for a field that is not there', { detail: { absent: [null] } }],
  ['a nested field of a plain value', { source: { length: [14] } }],
  ['an inherited name', { detail: { toString: [{ exists: true }] } }],
  ['anything but the value', { source: [{ 'anything-but': 'pineapple.host' }] }],
  ['anything but a value of a field that is not there', { detail: { absent: [{ 'anything-but': 'x' }] } }],
  ['a range it is out of', { detail: { count: [{ numeric: ['>', 5] }] } }],
  ['a field that must not exist', { detail: { hostId: [{ exists: false }] } }],
  ['a dot taken literally', { source: [{ wildcard: 'pineapple?host' }] }],
  ['neither of two patterns', { $or: [{ source: ['x'] }, { detail: { count: [6] } }] }],
];

describe('an event pattern', () => {
  test.each(fits)('fits %s', (_, pattern) => {
    expect(parsePattern(JSON.stringify(pattern))(event)).toBe(true);
  });

  test.each(fitsNot)('does not match %s', (_, pattern) => {
    expect(parsePattern(JSON.stringify(pattern))(event)).toBe(false);
  });

  test.each([
    '',
    '[]',
    '{}',
    '"x"',
    '{"source":"x"}',
    '{"source":[]}',
    '{"detail":{}}',
    '{"source":[{"prefix":1}]}',
    '{"source":[{"prefix":"a","suffix":"b"}]}',
    '{"source":[{"nonsense":"a"}]}',
    '{"source":[{"toString":"a"}]}',
    '{"source":[["a"]]}',
    '{"source":[{"exists":"yes"}]}',
    '{"source":[{"numeric":[">"]}]}',
    '{"source":[{"numeric":["~",1]}]}',
    '{"$or":[{"source":["x"]}]}',
  ])('that reads %s is refused', (text) => {
    expect(() => parsePattern(text)).toThrow(
      expect.objectContaining({ code: 'InvalidEventPatternException' }),
    );
  });
});
