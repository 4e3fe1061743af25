import { expect, it } from 'vitest';
import { whyNoDiskLimit } from './disk-limit.ts';

const mounts = [
  '/dev/vda1 / ext4 rw,relatime 0 0',
  'proc /proc proc rw,nosuid 0 0',
  '/dev/vdb /var/lib/docker xfs rw,relatime,attr2,inode64,prjquota 0 0',
  '/dev/vdc /var/lib/dockers xfs rw,relatime,noquota 0 0',
  '/dev/vdd /srv/my\\040disk xfs rw,prjquota 0 0',
  '/dev/vde /mnt xfs rw,prjquota 0 0',
  '/dev/vdf /mnt xfs rw,noquota 0 0',
  '',
].join('\n');

const on = (DockerRootDir: string, backing = 'xfs', Driver = 'overlay2'): string | null =>
  whyNoDiskLimit({ Driver, DriverStatus: [['Backing Filesystem', backing]], DockerRootDir }, mounts);

it('is known where the data of overlay2 are on xfs with project quotas', () => {
  expect(on('/var/lib/docker')).toBeNull();
  expect(on('/var/lib/docker/100000.100000')).toBeNull();
  expect(on('/srv/my disk/docker')).toBeNull();
});

it.each(['/var/lib/dockers/data', '/mnt/docker', '/srv/docker'])('is missing without quotas: %s', (path) => {
  expect(on(path)).toBe(
    `${path} is not mounted with pquota, so nothing bounds what containers write to the disk`,
  );
});

it('is missing with any other driver or file system, which is named', () => {
  expect(on('/var/lib/docker', 'extfs')).toMatch(/^overlay2 on extfs has no project quotas, so nothing/);
  expect(on('/var/lib/docker', 'xfs', 'vfs')).toMatch(/^vfs on xfs has no project quotas/);
  const bare = { Driver: 'overlay2', DriverStatus: null, DockerRootDir: '/var/lib/docker' };
  expect(whyNoDiskLimit(bare, mounts)).toMatch(/^overlay2 on unknown has/);
});
