import type { EngineInfo } from './docker-answers.ts';

/**
 * Why the engine can't limit the writable layers of containers; null if it can. That takes overlay2 on xfs with project
 * quotas: asked for a limit, any other engine refuses to create the container.
 * @param mounts the mounts of the engine's machine, as /proc/self/mounts lists them
 */
export function whyNoDiskLimit(
  info: Pick<EngineInfo, 'Driver' | 'DriverStatus' | 'DockerRootDir'>,
  mounts: string,
): string | null {
  const backing = info.DriverStatus?.find(([name]) => name === 'Backing Filesystem')?.[1] ?? 'unknown';
  const effect = 'so nothing bounds what containers write to the disk';
  if (info.Driver !== 'overlay2' || backing !== 'xfs')
    return `${info.Driver} on ${backing} has no project quotas, ${effect}`;
  const options = optionsOf(info.DockerRootDir, mounts);
  if (options.includes('prjquota') || options.includes('pquota')) return null;
  return `${info.DockerRootDir} is not mounted with pquota, ${effect}`;
}

/** The options of the file system that holds a folder. */
function optionsOf(folder: string, mounts: string): string[] {
  let nearest = '';
  let found: string[] = [];
  for (const line of mounts.split('\n')) {
    const [, encoded = '', , options = ''] = line.split(' ');
    if (encoded === '') continue;
    // Spaces and the like are octal numbers.
    const path = encoded.replaceAll(/\\([0-7]{3})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    );
    const isAbove = folder === path || folder.startsWith(path === '/' ? '/' : `${path}/`);
    // Of two at one path, the later covers the earlier.
    if (!isAbove || path.length < nearest.length) continue;
    nearest = path;
    found = options.split(',');
  }
  return found;
}
