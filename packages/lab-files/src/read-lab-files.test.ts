import { describe, expect, it } from 'vitest';
import { checkDraft } from './check-draft.ts';
import { readLabFiles } from './read-lab-files.ts';
import { notesOf, readTexts } from './testing/read-texts.ts';

const topology = 'topology:\n  nodes:\n    a: { kind: linux, image: alpine }\n';

describe('readLabFiles', () => {
  it('recognises the format by names and contents', () => {
    expect(readTexts({ 'x.clab.yaml': topology }).format).toBe('CONTAINERLAB');
    expect(readTexts({ 'lab.yaml': topology }).format).toBe('CONTAINERLAB');
    expect(readTexts({ 'course/lab.conf': 'a[0]=A' })).toMatchObject({
      format: 'KATHARA',
      draft: { name: 'course' },
    });
    expect(readTexts({ 'lab.yaml': 'pineapple: 1\nname: x\n' }).format).toBe('PINEAPPLE');
  });

  it('takes the lab that is nearest to the top', () => {
    const read = readTexts({ 'x.clab.yml': topology, 'old/x.clab.yml': topology });
    expect(read.main).toBe('x.clab.yml');
  });

  it.each([
    [
      'two labs',
      { 'x.clab.yml': topology, 'y.clab.yml': topology },
      'There are several labs: x.clab.yml, y.clab.yml.',
    ],
    ['no lab', { 'README.md': 'x' }, 'There is no lab that is known here'],
    ['no files', {}, 'There are no files.'],
    ['a path out of the folder', { '../x.clab.yml': topology }, "has a part that is empty, '.' or '..'"],
    ['an absolute path', { '/x.clab.yml': topology }, 'is an absolute path'],
    ['a path of Windows', { 'a\\x.clab.yml': topology }, 'has a backslash'],
    [
      'more bytes than a lab has',
      { 'x.clab.yml': topology, big: 'x'.repeat(14_000_001) },
      'A lab is read from at most 14000000',
    ],
    [
      'more YAML than a topology has',
      { 'x.clab.yml': `${topology}#${'x'.repeat(200_000)}` },
      'characters of YAML',
    ],
    [
      'YAML with levels without end',
      { 'x.clab.yml': `topology: ${'['.repeat(50_000)}` },
      'more than 100 levels',
    ],
    [
      'lists in lists without end',
      { 'x.clab.yml': `topology:\n  ${'- '.repeat(50_000)}` },
      'more than 100 levels',
    ],
    [
      'more nodes than a lab has',
      {
        'x.clab.yml': `topology:\n  nodes:\n${Array.from({ length: 1_001 }, (_, index) => `    a${index}: {}`).join('\n')}`,
      },
      'has 1001 nodes. Give at most 1000',
    ],
  ])('refuses %s', (_what, files, message) => {
    const read = readTexts(files);
    expect(read.draft).toBeNull();
    expect(notesOf(read, 'ERROR')[0]).toContain(message);
  });

  it('refuses more files than a lab has', () => {
    const many = Array.from({ length: 201 }, (_, index) => ({
      path: `f${index}`,
      content: new Uint8Array(),
    }));
    expect(notesOf(readLabFiles(many), 'ERROR')).toEqual([
      '.:- There are 201 files. A lab is read from at most 200.',
    ]);
  });
});

it.each([
  [
    'a topology',
    {
      'x.clab.yml': `topology:
  defaults: { kind: linux, image: alpine }
  nodes:
    a: { stages: { create: { wait-for: [{ node: b, stage: healthy }] } } }
    b: { stages: { create: { wait-for: [{ node: a, stage: healthy }] } } }
`,
    },
    'x.clab.yml',
    5,
  ],
  ['a Kathará lab', { 'lab.conf': 'a[0]=A\nb[0]=A\n', 'lab.dep': 'a: b\nb: a\n' }, 'lab.conf', 2],
])('nodes of %s that wait for each other are an error with file and line', (_what, files, path, line) => {
  const { draft, main } = readTexts(files);
  if (draft === null) throw new Error('There is no draft.');
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  expect(checkDraft(draft, main ?? '.', random)).toEqual([
    { severity: 'ERROR', path, line, message: expect.stringContaining("'b' → 'a' → 'b'") as string },
  ]);
});
