import { mostCommentCharacters } from '@pineapple/core';
import { expect, it } from 'vitest';
import { makeLab } from '../testing/any-draft.ts';
import { notesOf, readTexts } from '../testing/read-texts.ts';
import { writeLab } from '../write-lab-files.ts';

const text = `# yaml-language-server: $schema=https://example.org/lab.json
# An office.
pineapple: 1
name: office # in Bonn
networks:
  # Desks.
  lan:
    # Jumbo frames.
    mtu: 9000 # bytes
  dmz: {} # Servers.
containers:
  # The router.
  r1:
    image: router
    interfaces:
      # To the desks.
      - network: lan
      - network: dmz # second
    exec:
      # First.
      - ip link show
      - ip route show # last
  web:
    image: web
    waitFor:
      r1: READY # its way out
# The end.
`;

const drafted = (source: string) => {
  const { draft, notes } = readTexts({ 'lab.yaml': source });
  if (draft === null) throw new Error(JSON.stringify(notes));
  return draft;
};
const exported = (lab: ReturnType<typeof makeLab>, schemaUrl: string | null = null): string =>
  new TextDecoder().decode(writeLab(lab, 'PINEAPPLE', schemaUrl).files[0]?.content);
const linesOf = (source: string): string[] => source.split('\n').map((line) => line.trim());

it('keeps the comments of a file with what they are about', () => {
  const written = exported(makeLab(drafted(text)), 'https://example.org/new.json');
  const lines = linesOf(written);
  const after = (line: string): string | undefined => lines[lines.indexOf(line) + 1];
  expect(lines.slice(0, 3)).toEqual([
    '# yaml-language-server: $schema=https://example.org/new.json',
    '# An office.',
    'pineapple: 1',
  ]);
  expect(after('# Desks.')).toBe('lan:');
  expect(after('# Jumbo frames.')).toBe('mtu: 9000 # bytes');
  expect(after('# Servers.')).toBe('dmz: {}');
  expect(after('# The router.')).toBe('r1:');
  expect(after('# To the desks.')).toBe('- network: lan');
  expect(after('# First.')).toBe('- ip link show');
  for (const line of [
    'name: office # in Bonn',
    '- ip route show # last',
    'r1: READY # its way out',
    '# The end.',
  ])
    expect(lines).toContain(line);
  expect(exported(makeLab(drafted(written)), 'https://example.org/new.json')).toBe(written);
});

it('keeps those of what is still there when the lab has changed', () => {
  const lab = makeLab(drafted(text));
  const [lan] = lab.networks;
  const containers = lab.containers.map((container) => ({
    ...container,
    name: container.name === 'r1' ? 'core' : container.name,
    interfaces: container.interfaces.filter(({ networkId }) => networkId !== lan?.id),
  }));
  const lines = linesOf(exported({ ...lab, networks: lab.networks.slice(1), containers }));
  expect(lines[lines.indexOf('# The router.') + 1]).toBe('core:');
  expect(lines).toContain('core: READY # its way out');
  expect(lines.filter((line) => /Desks|Jumbo|To the desks/.test(line))).toEqual([]);
});

it('keeps no more than fits, and says so', () => {
  const long = `# ${'x'.repeat(mostCommentCharacters)}\n${text}`;
  const read = readTexts({ 'lab.yaml': long });
  expect(notesOf(read, 'WARNING')).toEqual([expect.stringContaining('at most 500 comments')]);
  expect(JSON.stringify(read.draft?.comments).length).toBeLessThan(2 * mostCommentCharacters);
  expect(exported(makeLab(drafted(long)))).toContain('# Desks.');
});
