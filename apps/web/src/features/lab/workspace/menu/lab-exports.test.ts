import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packExport } from './lab-exports.ts';

const file = (path: string, text: string) => ({ path, contentBase64: btoa(text) });
const note = (severity: 'INFO' | 'WARNING', message: string) => ({ severity, path: 'lab.conf', message });

describe('packExport', () => {
  it('saves one file as it is', async () => {
    const saved = await packExport(
      { files: [file('lab.yaml', 'name: x')], notes: [note('INFO', 'Renamed.')] },
      'ring',
    );
    expect({ ...saved, bytes: strFromU8(saved.bytes) }).toEqual({
      name: 'lab.yaml',
      bytes: 'name: x',
      text: 'lab.yaml is saved.',
    });
  });

  it('packs several files, and says what the format left out', async () => {
    const files = [file('lab.conf', 'r1[0]="a"'), file('r1/etc/motd', 'hello')];
    const notes = [
      note('WARNING', 'The MTU is left out.'),
      note('INFO', 'Renamed.'),
      note('WARNING', 'So is egress.'),
    ];
    const { name, bytes, text } = await packExport({ files, notes }, 'ring');
    expect(name).toBe('ring.zip');
    expect(text).toBe('ring.zip is saved. The MTU is left out. export-notes.txt in it has 1 more.');
    const unpacked = Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]);
    expect(unpacked).toEqual([
      ['lab.conf', 'r1[0]="a"'],
      ['r1/etc/motd', 'hello'],
      [
        'export-notes.txt',
        'WARNING lab.conf The MTU is left out.\nINFO lab.conf Renamed.\nWARNING lab.conf So is egress.\n',
      ],
    ]);
  });
});
