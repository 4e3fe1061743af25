import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContextEntry, packContext } from '@pineapple/build-context';
import { mustRun } from '@pineapple/launcher';
import { ApiUser } from '@pineapple/test-kit/users';
import type { Benchmark } from './src/measurement.ts';
import { median, percentile } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';

const warmUps = 1;
const mostRounds = 9;
const budgetMs = 120_000;
const image = 'bench';

interface News extends Readonly<Record<string, unknown>> {
  readonly imageBuild: {
    readonly image: { readonly state: string; readonly reason: string | null };
    readonly lines: readonly string[];
  };
}

/** What a lab's image does: files, a user, some computing, some data. Each round differs, so that nothing is cached. */
const dockerfile = (base: string, round: number): string => `FROM ${base}
ENV ROUND=${round}
COPY files /opt/files/
RUN useradd --create-home student && chown -R student /opt/files
RUN python3 -c "print(sum(range(20000000)))"
RUN head -c 64M /dev/zero > /srv/data && sha256sum /srv/data
WORKDIR /home/student
CMD ["sleep", "infinity"]
`;

/** 200 files, 2 MB. */
const files: readonly ContextEntry[] = Array.from({ length: 200 }, (_, number) => ({
  ...{ path: `files/file-${number}`, kind: 'file', mode: 0o644, target: '' },
  content: new Uint8Array(10_000).fill(number),
}));

/**
 * Measures a build from sending the files to READY at a subscriber, and the time to the first line of its log. The floor
 * is `docker build` of the same Dockerfile and files on the same engine, between the builds.
 */
export const build: Benchmark = async (note) => {
  await using product = await startProduct(note);
  using api = await ApiUser.signUp(product.url);
  const folder = await mkdtemp(join(tmpdir(), 'pn-bench-build-'));
  try {
    await mustRun('mkdir', [join(folder, 'files')]);
    for (const { path, content } of files) await writeFile(join(folder, path), content);
    const archive = await packContext(files);
    const samples = { build: [] as number[], floor: [] as number[], firstLine: [] as number[] };
    for (const round of rounds(warmUps + mostRounds, budgetMs)) {
      const { took, firstLine } = await buildOnce(api, archive, dockerfile('host', round));
      await api.change('deleteImage', { name: image }, 'deletedName');
      const began = performance.now();
      await writeFile(join(folder, 'Dockerfile'), dockerfile('pineapple/host:1', round));
      await mustRun('docker', [
        ...['-H', product.dockerHost, 'build', '--network', 'none', '--tag', `pn-bench:${round}`, folder],
      ]);
      const floor = performance.now() - began;
      await mustRun('docker', ['-H', product.dockerHost, 'image', 'rm', `pn-bench:${round}`]);
      if (round < warmUps) continue;
      samples.build.push(took);
      samples.floor.push(floor);
      samples.firstLine.push(firstLine);
    }
    note(
      `${samples.build.length} builds; first line p95 ${percentile(samples.firstLine, 0.95).toFixed(0)} ms`,
    );
    return [
      {
        ...{ what: 'build of a Dockerfile with files, p50', unit: 'ms' },
        ...{ value: median(samples.build), floor: median(samples.floor) },
        goal: { kind: 'at-most', ratio: 1.15 },
      },
      {
        ...{ what: 'buildImage to the first line of its log, p50', unit: 'ms' },
        ...{ value: median(samples.firstLine), floor: null },
        goal: { kind: 'absolute', most: 300 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Builds as the page does: sends the files, asks for the build, and follows it. */
async function buildOnce(
  api: ApiUser,
  archive: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<{ readonly took: number; readonly firstLine: number }> {
  const began = performance.now();
  const response = await fetch(`${api.url}/build-contexts`, {
    method: 'PUT',
    headers: { ...api.headers, 'content-type': 'application/x-tar' },
    body: archive,
  });
  const { sha256 } = (await response.json()) as { sha256: string };
  const asked = performance.now();
  await api.change('buildImage', { name: image, dockerfile: text, contextSha256: sha256 }, 'image { name }');
  const ended = Promise.withResolvers<number>();
  let firstLine = Number.NaN;
  const query = 'subscription ($name: String!) { imageBuild(name: $name) { image { state reason } lines } }';
  const stop = api.subscribe<News>(query, { name: image }, ({ imageBuild }) => {
    const { state, reason } = imageBuild.image;
    if (Number.isNaN(firstLine) && imageBuild.lines.length > 0) firstLine = performance.now() - asked;
    if (state === 'READY') ended.resolve(performance.now() - began);
    else if (state !== 'BUILDING') ended.reject(new Error(`The build ended as ${state}: ${reason}`));
  });
  const took = await ended.promise;
  stop();
  return { took, firstLine };
}
