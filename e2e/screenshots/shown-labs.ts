import type { Page } from 'playwright-core';
import { ask } from '../harness/api.ts';

/** Creates a lab from a template. @returns its id */
export async function makeTemplateLab(page: Page, templateId: string, name: string): Promise<string> {
  const { createLab } = await ask<{ createLab: { lab: { id: string } } }>(
    page,
    `mutation ($input: CreateLabInput!) { createLab(input: $input) { ... on CreateLabPayload { lab { id } } } }`,
    { input: { name, templateId } },
  );
  return createLab.lab.id;
}

/** Creates two offices with a router between them and a web server in one. @returns the lab's id */
export async function makeOffices(page: Page): Promise<string> {
  const { createLab } = await ask<{ createLab: { lab: { id: string } } }>(
    page,
    `mutation { createLab(input: { name: "Two offices" }) { ... on CreateLabPayload { lab { id } } } }`,
  );
  const labId = createLab.lab.id;
  const networks: string[] = [];
  for (const [name, y] of [
    ['office-north', 0],
    ['office-south', 320],
  ] as const) {
    const { createNetwork } = await ask<{ createNetwork: { network: { id: string } } }>(
      page,
      `mutation ($input: CreateNetworkInput!) {
        createNetwork(input: $input) { ... on CreateNetworkPayload { network { id } } }
      }`,
      { input: { labId, name, position: { x: 320, y } } },
    );
    networks.push(createNetwork.network.id);
  }
  const [north, south] = networks.map((networkId) => ({ networkId }));
  for (const [name, image, attachments, x, y] of [
    ['desk-1', 'host', [north], 0, 0],
    ['desk-2', 'host', [north], 640, 0],
    ['core', 'router', [north, south], 320, 160],
    ['intranet', 'web', [south], 640, 320],
  ] as const) {
    await ask(
      page,
      `mutation ($input: CreateContainerInput!) { createContainer(input: $input) { __typename } }`,
      {
        input: { labId, name, image, networks: attachments, position: { x, y } },
      },
    );
  }
  return labId;
}
