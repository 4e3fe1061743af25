import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateLab } from './lab-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const validate = (path = '.', json = false) =>
  validateLab({ name: 'validate', path: join(folder, path), format: null, json });
const topology = 'topology:\n  nodes:\n    a: { kind: linux, image: alpine, binds: ["motd:/etc/motd"] }\n';

describe('validateLab', () => {
  it('prints a note a line and the size of the lab', async () => {
    await write({ 'x.clab.yml': topology, motd: 'hello\n' });
    expect(await validate()).toEqual({
      status: 0,
      text: "info x.clab.yml:3 The image 'alpine' is replaced by our image 'host'. It is Debian with the usual tools, and has no apk or apt source. Commands are those of GNU, not of busybox.\nThe lab has 0 networks and 1 container.\n",
    });
  });

  it('reads a named file with the files beside it, and no other lab of the folder', async () => {
    await write({ 'x.clab.yml': topology, 'y.clab.yml': topology, motd: 'hello\n' });
    expect((await validate()).status).toBe(1);
    expect((await validate('x.clab.yml')).status).toBe(0);
  });

  it('ends with status 1 for an ERROR, also one that only the rules of labs find', async () => {
    await write({ 'lab.yaml': 'pineapple: 1\nname: x\ncontainers:\n  UPPER: { image: host }\n' });
    const { status, text } = await validate();
    expect(status).toBe(1);
    expect(text).toMatch(/^error lab\.yaml:4 In container 'UPPER': 'UPPER' is not a valid host name/);
  });

  it('skips links that lead out, large files and the folders of other programs', async () => {
    await write({ 'x.clab.yml': topology, big: 'x'.repeat(10_485_761), '.git/config': '', 'clab-x/a': '' });
    await symlink('/etc/hostname', join(folder, 'motd'));
    await symlink('.', join(folder, 'loop'));
    const report = JSON.parse((await validate('.', true)).text) as { notes: { path: string }[] };
    expect(report.notes.map(({ path }) => path)).toEqual(['big', 'loop', 'motd', 'x.clab.yml', 'x.clab.yml']);
  });

  describe('of a topology that binds files of other folders', () => {
    const binds = [
      '../configs/r1:/etc/frr',
      './../motd:/etc/motd',
      '../../secret:/secret',
      '../gone:/gone',
      '../.git/config:/c',
    ];
    const text = `topology:\n  nodes:\n    a: { kind: linux, image: alpine, binds: ${JSON.stringify(binds)} } # ../other\n`;
    const files = {
      'labs/topology/x.clab.yml': text,
      'labs/y.clab.yml': topology,
      'labs/configs/r1/frr.conf': 'hostname r1\n',
      ...{ 'labs/motd': 'hello\n', 'labs/other': 'x\n', secret: 'x\n' },
    };
    const warnings = async (): Promise<readonly string[]> => {
      const { text: report, status } = await validate('labs/topology/x.clab.yml', true);
      expect(status).toBe(0);
      const { notes } = JSON.parse(report) as { notes: { severity: string; message: string }[] };
      return notes.flatMap(({ severity, message }) => (severity === 'WARNING' ? [message] : []));
    };

    it('has those of its git repository', async () => {
      await write({ ...files, 'labs/.git/config': '' });
      expect(await warnings()).toEqual([
        expect.stringContaining('../../secret:/secret'),
        expect.stringContaining("There is no file 'gone'."),
        expect.stringContaining("There is no file '.git/config'."),
      ]);
    });

    it('has none of them without a repository', async () => {
      await write(files);
      const found = await warnings();
      expect(found).toHaveLength(5);
      expect(found[0]).toContain('Import the folder that holds both.');
    });
  });
});
