import { unpackContext } from '@pineapple/build-context';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packFiles } from './pack-files.ts';

const found = (path: string, content: string | Uint8Array<ArrayBuffer>) => ({
  path,
  file: new File([content], path),
});
const filesOf = async (archive: Blob) =>
  (await unpackContext(new Uint8Array(await archive.arrayBuffer())))
    .filter(({ kind }) => kind === 'file')
    .map(({ path, mode }) => `${mode.toString(8)} ${path}`);

describe('files for COPY', () => {
  it('are packed without their common folder and what is left out, with modes by what they are', async () => {
    const packed = await packFiles([
      found('lab/Dockerfile', 'FROM host\nCOPY . /'),
      found('lab/.dockerignore', 'node_modules\n'),
      found('lab/.git/HEAD', 'x'),
      found('lab/node_modules/big', new Uint8Array(60 * 1024 * 1024)),
      found('lab/run', '#!/bin/sh\n'),
      found('lab/etc/motd', 'hello'),
    ]);
    expect(packed).toMatchObject({ count: 4, dockerfile: 'FROM host\nCOPY . /' });
    expect(await filesOf(packed.archive)).toEqual([
      ...['644 .dockerignore', '644 Dockerfile', '644 etc/motd', '755 run'],
    ]);
  });

  it('come out of a zip archive, which is refused before it is unpacked if it would be too large', async () => {
    const archive = zipSync({ 'lab/a': strToU8('a'), 'lab/Dockerfile': strToU8('FROM host') });
    const packed = await packFiles([found('lab.zip', new Uint8Array(archive))]);
    expect(packed).toMatchObject({ count: 2, bytes: 10, dockerfile: 'FROM host' });
    // Only the folder that was chosen is left out.
    const deep = await packFiles([found('lab/src/deep/a', 'a')]);
    expect(await filesOf(deep.archive)).toEqual(['644 src/deep/a']);
    const bomb = zipSync({ zeros: new Uint8Array(51 * 1024 * 1024) });
    await expect(packFiles([found('bomb.zip', new Uint8Array(bomb))])).rejects.toThrow(/more than 50 MB/);
    await expect(packFiles([found('x.zip', 'no archive')])).rejects.toThrow(/damaged/);
    const outside = zipSync({ '../evil': strToU8('x'), a: strToU8('a') });
    await expect(packFiles([found('x.zip', new Uint8Array(outside))])).rejects.toThrow(
      /'\.\.\/evil' leads out/,
    );
  });
});
