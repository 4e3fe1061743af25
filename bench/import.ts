import { ApiUser } from '@pineapple/test-kit/users';
import { LabWatch } from './src/lab-watch.ts';
import type { Benchmark } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { rounds } from './src/rounds.ts';
import { startProduct } from './src/start-product.ts';
import { withoutPool } from './src/warm-pool.ts';

const nodes = 100;
const previews = 10;
const mostRounds = 2;
const budgetMs = 100_000;
const mostPreviewMs = 1_000;
const mostRatio = 1.1;

const names = Array.from({ length: nodes }, (_, index) => `node-${index}`);
/** Two nodes are on each link. */
const links = Array.from({ length: nodes / 2 }, (_, index) => `link-${index}`);
const linkOf = (index: number): number => Math.floor(index / 2);
const command = (index: number): string =>
  `ip address add 10.0.${linkOf(index)}.${1 + (index % 2)}/24 dev eth1`;

/** A topology of containerlab with the nodes, and a command for each. */
const topology = [
  'topology:',
  '  defaults: { kind: linux, image: alpine }',
  '  nodes:',
  ...names.map((name, index) => `    ${name}: { exec: ["${command(index)}"] }`),
  '  links:',
  ...links.map((_, at) => `    - endpoints: ["node-${2 * at}:eth1", "node-${2 * at + 1}:eth1"]`),
].join('\n');
const files = [{ path: 'lab.clab.yml', contentBase64: Buffer.from(topology).toString('base64') }];

/**
 * Measures the preview of a topology with 100 nodes, and the time until all of them are READY. The floor of that is the same
 * lab, drawn through the API with all requests at once.
 */
export const importLab: Benchmark = async (note) => {
  await using product = await startProduct(note, withoutPool);
  using api = await ApiUser.signUp(product.url);
  const shown = await measurePreviews(api);
  note(`preview: ${median(shown).toFixed(0)} ms, at most ${Math.max(...shown).toFixed(0)} ms`);
  const [imported, drawn]: [number[], number[]] = [[], []];
  for (const round of rounds(mostRounds, budgetMs)) {
    // A machine can be slower for a minute, so the two take turns.
    drawn.push(await drawnUntilReady(api, `drawn-${round}`));
    imported.push(await importedUntilReady(api, `imported-${round}`));
    note(
      `round ${round + 1}: imported ${imported.at(-1)?.toFixed(0)} ms, drawn ${drawn.at(-1)?.toFixed(0)} ms`,
    );
  }
  return [
    {
      what: `preview of an import of ${nodes} nodes`,
      unit: 'ms',
      value: Math.max(...shown),
      floor: null,
      goal: { kind: 'absolute', most: mostPreviewMs },
    },
    {
      what: `import of ${nodes} nodes until all are READY`,
      unit: 'ms',
      value: median(imported),
      floor: median(drawn),
      goal: { kind: 'at-most', ratio: mostRatio },
    },
  ];
};

async function measurePreviews(api: ApiUser): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < previews; index += 1) {
    const start = performance.now();
    await api.change('importLab', { files, dryRun: true }, 'networkCount notes { message } preview { name }');
    taken.push(performance.now() - start);
  }
  return taken;
}

async function importedUntilReady(api: ApiUser, name: string): Promise<number> {
  const start = performance.now();
  const { lab } = await api.change<{ lab: { id: string } }>('importLab', { files, name }, 'lab { id }');
  using watch = await LabWatch.open(api, lab.id);
  // What was READY before the subscription began sends no change.
  const waiting = await notReady(api, lab.id);
  const readyAt = await Promise.all(waiting.map((each) => watch.ready(each)));
  return endOf(api, lab.id, start, readyAt);
}

async function drawnUntilReady(api: ApiUser, name: string): Promise<number> {
  const labId = await api.createLab(name);
  using watch = await LabWatch.open(api, labId);
  const start = performance.now();
  const networkIds = await Promise.all(links.map((link) => api.createNetwork(labId, link, { plain: true })));
  await Promise.all(
    names.map((each, index) =>
      api.change(
        'createContainer',
        {
          labId,
          name: each,
          image: 'host',
          networks: [{ networkId: networkIds[linkOf(index)], interfaceName: 'eth1' }],
          config: { exec: [command(index)] },
        },
        '__typename',
      ),
    ),
  );
  const readyAt = await Promise.all(names.map((each) => watch.ready(each)));
  return endOf(api, labId, start, readyAt);
}

async function notReady(api: ApiUser, id: string): Promise<string[]> {
  const { lab } = await api.ask<{ lab: { containers: { name: string; phase: string }[] } }>(
    'query ($id: ID!) { lab(id: $id) { containers { name phase } } }',
    { id },
  );
  return lab.containers.flatMap(({ name, phase }) => (phase === 'READY' ? [] : [name]));
}

/** Removes the lab before the next one is measured. @returns the milliseconds until its last container was READY */
async function endOf(
  api: ApiUser,
  labId: string,
  start: number,
  readyAt: readonly number[],
): Promise<number> {
  using watch = await LabWatch.open(api, labId);
  const { lab } = await api.ask<{ lab: { containers: { id: string }[] } }>(
    'query ($id: ID!) { lab(id: $id) { containers { id } } }',
    { id: labId },
  );
  const ids = lab.containers.map(({ id }) => id);
  await Promise.all(ids.map((id) => api.deleteContainer(id)));
  await Promise.all(ids.map((id) => watch.gone(id)));
  await api.deleteLab(labId);
  return Math.max(...readyAt) - start;
}
