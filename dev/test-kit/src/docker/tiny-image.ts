import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '@pineapple/launcher';
import { Client, request } from 'undici';

const run = promisify(execFile);

/** What an image contains and runs. */
export interface TinyImageOptions {
  /** Name and tag, as `pn-test/tiny:1`. */
  readonly reference: string;
  /** A socket, as `unix:///var/run/docker.sock`. */
  readonly dockerHost: string;
  /** Dockerfile instructions that `docker import` takes, as `CMD ["sleep","infinity"]`. */
  readonly changes?: readonly string[];
  /** More files, by path in the image. All are executable. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Device nodes by path, as the last words of mknod(1): `b 7 0`. Needs root. */
  readonly devices?: Readonly<Record<string, string>>;
  /** Whether the image holds nothing but `/busybox` and these files: no shell, no folders, no list of users. */
  readonly bare?: boolean;
}

const cacheDirectory = join(repositoryRoot, 'node_modules/.cache/pineapple-busybox');

/** Returns the path of Debian's statically linked busybox, which is downloaded once. */
async function busybox(): Promise<string> {
  const kept = join(cacheDirectory, 'busybox');
  if (await stat(kept).catch(() => null)) return kept;
  await mkdir(cacheDirectory, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), 'pn-busybox-'));
  try {
    // apt downloads as another user, who must be able to write here.
    await chmod(work, 0o777);
    await run('apt-get', ['download', 'busybox-static'], { cwd: work });
    const archive = (await readdir(work)).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new Error('apt-get download busybox-static downloaded no package.');
    await run('dpkg-deb', ['-x', archive, 'out'], { cwd: work });
    const binary = join(work, 'out/bin/busybox');
    await copyFile(binary, `${kept}.${process.pid}`);
    await chmod(`${kept}.${process.pid}`, 0o755);
    await run('mv', ['-f', `${kept}.${process.pid}`, kept]);
    return kept;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Returns the path of an archive with folders, all of busybox's programs and a list of users, which is made once. */
async function furnished(): Promise<string> {
  const kept = join(cacheDirectory, 'root.tar');
  if (await stat(kept).catch(() => null)) return kept;
  const binary = await busybox();
  const root = await mkdtemp(join(tmpdir(), 'pn-root-'));
  try {
    for (const name of ['bin', 'etc', 'proc', 'sys', 'dev', 'tmp', 'www']) await mkdir(join(root, name));
    await copyFile(binary, join(root, 'bin/busybox'));
    const { stdout } = await run(binary, ['--list']);
    const applets = stdout.split('\n').filter((name) => name !== '' && name !== 'busybox');
    await Promise.all(applets.map((name) => symlink('busybox', join(root, 'bin', name))));
    await writeFile(join(root, 'etc/passwd'), 'root:x:0:0:root:/:/bin/sh\n');
    // Several tests may do this at the same time.
    const own = `${kept}.${randomUUID()}`;
    await run('tar', ['-C', root, '-cf', own, '.']);
    await rename(own, kept);
    return kept;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** A file system with busybox and the given files, as a tar archive. */
async function rootFileSystem({ files = {}, devices = {}, bare = false }: TinyImageOptions): Promise<Buffer> {
  if (!bare && Object.keys({ ...files, ...devices }).length === 0) return readFile(await furnished());
  const work = await mkdtemp(join(tmpdir(), 'pn-tiny-'));
  try {
    const root = join(work, 'root');
    await mkdir(root);
    if (bare) await copyFile(await busybox(), join(root, 'busybox'));
    else await run('tar', ['-C', root, '-xf', await furnished()]);
    for (const [path, content] of Object.entries(files)) {
      await mkdir(join(root, path, '..'), { recursive: true });
      await writeFile(join(root, path), content, { mode: 0o755 });
    }
    for (const [path, words] of Object.entries(devices))
      await run('mknod', [join(root, path), ...words.split(' ')]);
    const archive = join(work, 'root.tar');
    await run('tar', ['-C', root, '-cf', archive, '.']);
    return await readFile(archive);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Makes an image of a few MB that needs no registry. The caller removes it. */
export async function makeTinyImage(options: TinyImageOptions): Promise<void> {
  const { reference, dockerHost } = options;
  const changes = options.changes ?? ['CMD ["sleep","infinity"]'];
  const [repo = '', tag = 'latest'] = reference.split(':');
  const client = new Client('http://docker', { socketPath: dockerHost.replace('unix://', '') });
  try {
    const query = new URLSearchParams({ fromSrc: '-', repo, tag });
    for (const change of changes) query.append('changes', change);
    const { statusCode, body } = await request(`http://docker/images/create?${query.toString()}`, {
      method: 'POST',
      dispatcher: client,
      headers: { 'content-type': 'application/x-tar' },
      body: await rootFileSystem(options),
    });
    const text = await body.text();
    if (statusCode !== 200 || text.includes('"error"'))
      throw new Error(`docker import ${reference}: ${text}`);
  } finally {
    await client.close();
  }
}
