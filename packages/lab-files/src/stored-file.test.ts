import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LabFileFormat } from './read-lab-files.ts';
import { readLabFiles } from './read-lab-files.ts';
import { draftContents } from './stored-file.ts';
import { makeLab } from './testing/any-draft.ts';
import { writeLab } from './write-lab-files.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const encoder = new TextEncoder();
const program = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0, 1]);
const long = encoder.encode('x'.repeat(20_000));

const kathara = [
  { path: 'lab.conf', content: encoder.encode('pc[0]="a"\n') },
  { path: 'pc/usr/bin/tool', content: program },
  { path: 'pc/srv/long.txt', content: long },
];
const filesOf = (files: readonly { path: string; content: Uint8Array }[]) => {
  const { draft, notes } = readLabFiles(files, null, sha256);
  return { draft, notes, files: draft?.nodes[0]?.files ?? [] };
};

describe('a binary or long file', () => {
  it('is read as stored content, a program as one that can run', () => {
    const { files, notes, draft } = filesOf(kathara);
    expect(notes).toEqual([]);
    const [text, binary] = [sha256(long), sha256(program)];
    expect(files.map(({ bytes: _bytes, ...file }) => file)).toEqual([
      ...[{ path: '/usr/bin/tool', content: '', mode: 0o755, stored: { sha256: binary, bytes: 7 } }],
      ...[{ path: '/srv/long.txt', content: '', mode: 0o644, stored: { sha256: text, bytes: 20_000 } }],
    ]);
    expect([...draftContents(draft ?? { nodes: [] }).keys()]).toEqual([binary, text]);
  });

  it('is stored beside the lab too once the texts of a lab are many, and the list of daemons stays a text', () => {
    const text = (letter: string) => encoder.encode(letter.repeat(9_000));
    const { files, notes } = filesOf([
      { path: 'lab.conf', content: encoder.encode('r1[0]="a"\nr1[image]="kathara/frr"\n') },
      { path: 'r1/etc/a', content: text('a') },
      { path: 'r1/etc/b', content: text('b') },
      { path: 'r1/etc/frr/daemons', content: encoder.encode('bgpd=yes\n') },
      { path: 'r1/etc/frr/frr.conf', content: text('!') },
    ]);
    expect(notes.filter(({ severity }) => severity !== 'INFO')).toEqual([]);
    expect(files.map(({ path, content, stored }) => [path, content.length, stored?.bytes])).toEqual([
      ['/etc/a', 9_000, undefined],
      ['/etc/b', 0, 9_000],
      ['/etc/frr/daemons', 9, undefined],
      ['/etc/frr/frr.conf', 0, 9_000],
    ]);
  });

  it('is left out with a note by a reader that takes text only', () => {
    const { draft, notes } = readLabFiles(kathara);
    expect(draft?.nodes[0]?.files).toEqual([]);
    expect(notes.map(({ severity }) => severity)).toEqual(['WARNING', 'WARNING']);
  });

  it.each<LabFileFormat>(['PINEAPPLE', 'CONTAINERLAB', 'KATHARA'])('survives %s byte by byte', (format) => {
    const { draft } = filesOf(kathara);
    if (draft === null) throw new Error('The lab can not be read.');
    const lab = makeLab(draft);
    expect(JSON.stringify(lab)).not.toContain('"bytes":{');
    const written = writeLab(lab, format, null, draftContents(draft));
    const read = filesOf(written.files);
    for (const [path, content] of [
      ['/usr/bin/tool', program],
      ['/srv/long.txt', long],
    ] as const)
      expect(read.files.find((file) => file.path === path)?.bytes).toEqual(content);
  });

  it('is left out with a note when its content is gone', () => {
    const { draft } = filesOf(kathara);
    if (draft === null) throw new Error('The lab can not be read.');
    for (const format of ['PINEAPPLE', 'CONTAINERLAB', 'KATHARA'] as const) {
      const { files, notes } = writeLab(makeLab(draft), format, null);
      expect(notes.filter(({ message }) => message.includes('no longer stored'))).toHaveLength(2);
      expect(readLabFiles(files).draft?.nodes[0]?.files.filter(({ stored }) => stored)).toEqual([]);
    }
  });
});

it('counts little in a lab.yaml, which has to be short otherwise', () => {
  const bytes = new Uint8Array(300_000).fill(255);
  const { draft } = filesOf([
    { path: 'lab.conf', content: encoder.encode('pc[0]="a"\n') },
    { path: 'pc/opt/blob', content: bytes },
  ]);
  if (draft === null) throw new Error('The lab can not be read.');
  const { files } = writeLab(makeLab(draft), 'PINEAPPLE', null, draftContents(draft));
  expect(filesOf(files).files[0]?.bytes).toEqual(bytes);
});

it('says which base64 in a lab.yaml is none', () => {
  const text =
    'pineapple: 1\nname: x\ncontainers:\n  a:\n    image: host\n    files:\n      /a: { base64: "%" }\n';
  const { draft, notes } = readLabFiles([{ path: 'lab.yaml', content: encoder.encode(text) }], null, sha256);
  expect(draft).toBeNull();
  expect(notes).toMatchObject([
    { severity: 'ERROR', line: 7, message: expect.stringContaining('not base64') },
  ]);
});
