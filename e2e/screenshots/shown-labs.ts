import type { Page } from 'playwright-core';
import { ask, createContainer, createLab, createNetwork } from '../harness/api.ts';

/** Creates two offices with a router between them and a web server in one. @returns the lab's id */
export async function makeOffices(page: Page): Promise<string> {
  const labId = await createLab(page, { name: 'Two offices' });
  const networks: string[] = [];
  for (const [name, y] of [
    ['office-north', 0],
    ['office-south', 320],
  ] as const)
    networks.push(await createNetwork(page, { labId, name, position: { x: 320, y } }));
  const [north, south] = networks.map((networkId) => ({ networkId }));
  for (const [name, image, attachments, x, y] of [
    ['desk-1', 'host', [north], 0, 0],
    ['desk-2', 'host', [north], 640, 0],
    ['core', 'router', [north, south], 320, 160],
    ['intranet', 'web', [south], 640, 320],
  ] as const)
    await createContainer(page, { labId, name, image, networks: attachments, position: { x, y } });
  for (const input of [
    {
      ...{ kind: 'RECTANGLE', colour: 'BLUE', text: 'North office' },
      ...{ position: { x: -40, y: -60 }, width: 920, height: 160 },
    },
    {
      ...{ kind: 'NOTE', text: 'The server moves to the north office in spring.' },
      ...{ position: { x: -100, y: 270 }, width: 220, height: 96 },
    },
  ])
    await ask(
      page,
      'mutation ($input: CreateAnnotationInput!) { createAnnotation(input: $input) { __typename } }',
      {
        input: { labId, ...input },
      },
    );
  return labId;
}
