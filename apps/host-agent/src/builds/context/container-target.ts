import { unpackTar } from 'modern-tar';
import type { DockerClient } from '../../docker/docker-client.ts';
import { DockerError, isNotFound } from '../../docker/docker-error.ts';
import { BuildFailure } from '../build-failure.ts';
import type { CopyTarget } from './copy-files.ts';
import { ownerIdsOf } from './owner-ids.ts';

/** The files of a container, as Docker reads and writes them from outside. */
export function containerTarget(docker: DockerClient, key: string): CopyTarget {
  const { transport } = docker;

  async function fileText(path: string): Promise<string> {
    try {
      const archive = await transport.bytes(`/containers/${key}/archive`, { path });
      const [file] = await unpackTar(archive);
      return new TextDecoder().decode(file?.data);
    } catch (error) {
      if (isNotFound(error)) return '';
      throw error;
    }
  }

  return {
    // With the dot, a link counts as what it leads to, and a file as nothing.
    hasFolder: async (path) =>
      (await transport.head(`/containers/${key}/archive`, { path: `${path.replace(/\/$/, '')}/.` })) === 200,
    putArchive: async (archive) => {
      const query = { path: '/', noOverwriteDirNonDir: 'true' };
      try {
        await transport.upload(`/containers/${key}/archive`, query, archive, 'application/x-tar');
      } catch (error) {
        // What ended the archive has a reason of its own.
        if (error instanceof Error && error.cause instanceof BuildFailure) throw error.cause;
        if (error instanceof DockerError && error.status !== 404 && error.status !== 409)
          throw new BuildFailure(`Docker could not write it: ${error.message.slice(0, 300)}`, {
            cause: error,
          });
        throw error;
      }
    },
    ownerIds: async (owner) =>
      ownerIdsOf(owner, { users: await fileText('/etc/passwd'), groups: await fileText('/etc/group') }),
  };
}
