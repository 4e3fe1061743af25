import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeReadyLab } from './api/ready-lab.ts';
import { startApi } from './api/start-api.ts';
import { ApiUser } from '@pineapple/test-kit/users';
import type { Benchmark } from './src/measurement.ts';
import { median } from './src/percentile.ts';
import { runProgram, startProgram } from './src/programs.ts';

const rounds = 5;
const seconds = 4;
const connections = 16;

/** The query of the page that shows a lab. */
const query = `query Lab($id: ID!) {
  lab(id: $id) {
    id name revision createdAt
    networks { id name phase ipv4Subnet internet }
    containers {
      id name phase createdAt image { id name }
      readiness { phase reason since elapsedMs version phases { phase at durationMs } }
      interfaces { name ipv4Address macAddress network { id name } }
    }
  }
}`;

/** Measures requests for a lab of fifty containers. The floor is Apollo Server's default set-up with the same data in memory. */
export const labQuery: Benchmark = async (note) => {
  await using cleanup = new AsyncDisposableStack();
  const api = cleanup.use(await startApi());
  const client = cleanup.use(await ApiUser.signUp(api.url));
  const { labId } = await makeReadyLab(api, client, 50);
  const variables = { id: labId };
  const data = await client.ask<{ lab: object }>(query, variables);

  const directory = await mkdtemp(join(tmpdir(), 'pineapple-bench-'));
  cleanup.defer(() => rm(directory, { recursive: true }));
  const dataFile = join(directory, 'lab.json');
  await writeFile(dataFile, JSON.stringify(data.lab));
  const schema = fileURLToPath(new URL('../schema.graphql', import.meta.url));
  const server = new URL('lab-query/apollo-default-server.ts', import.meta.url);
  const floor = await startProgram<{ port: number }>(server, [schema, dataFile]);
  cleanup.use(floor.program);
  const floorUrl = `http://localhost:${floor.firstLine.port}`;

  const samples = { product: [] as number[], floor: [] as number[] };
  const headers = { cookie: client.cookie, origin: api.url };
  for (let round = 0; round < rounds; round += 1) {
    const product = await load(api.url, headers, variables);
    const bare = await load(floorUrl, {}, variables);
    note(`round ${round + 1}: ${product.toFixed(0)} requests/s, default Apollo Server ${bare.toFixed(0)}`);
    // The first round is a warm-up.
    if (round === 0) continue;
    samples.product.push(product);
    samples.floor.push(bare);
  }
  return [
    {
      what: 'lab query with 50 containers',
      unit: 'requests/s',
      value: median(samples.product),
      floor: median(samples.floor),
      goal: { kind: 'at-least', ratio: 2 },
    },
  ];
};

async function load(url: string, headers: Record<string, string>, variables: object): Promise<number> {
  const body = JSON.stringify({ query, variables });
  const task = { url: `${url}/graphql`, headers, body, connections, seconds };
  const program = new URL('lab-query/load.ts', import.meta.url);
  const { requestsPerSecond } = await runProgram<{ requestsPerSecond: number }>(program, [
    JSON.stringify(task),
  ]);
  return requestsPerSecond;
}
