import type { Page } from 'playwright-core';

/** Sends a request as the user signed in on the page. @throws Error with the first error of the answer */
export async function ask<T>(page: Page, query: string, variables: object = {}): Promise<T> {
  const response = await page.request.post('/graphql', { data: { query, variables } });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}

/** Creates a lab with one network and these containers, without the pages. */
export async function makeLab(page: Page, name: string, containers: readonly string[]): Promise<string> {
  const { createLab } = await ask<{ createLab: { lab: { id: string } } }>(
    page,
    `mutation ($name: String!) { createLab(input: { name: $name }) { ... on CreateLabPayload { lab { id } } } }`,
    { name },
  );
  const labId = createLab.lab.id;
  const { createNetwork } = await ask<{ createNetwork: { network: { id: string } } }>(
    page,
    `mutation ($labId: ID!) {
      createNetwork(input: { labId: $labId, name: "lan" }) { ... on CreateNetworkPayload { network { id } } }
    }`,
    { labId },
  );
  for (const container of containers) await makeContainer(page, labId, container, createNetwork.network.id);
  return labId;
}

async function makeContainer(page: Page, labId: string, name: string, networkId: string): Promise<void> {
  await ask(
    page,
    `mutation ($input: CreateContainerInput!) { createContainer(input: $input) { __typename } }`,
    { input: { labId, name, image: 'host', networks: [{ networkId }] } },
  );
}

/** Creates a token with all scopes. */
export async function makeToken(page: Page): Promise<string> {
  const { createApiToken } = await ask<{ createApiToken: { secret: string } }>(
    page,
    `mutation { createApiToken(input: { name: "test" }) { ... on CreateApiTokenPayload { secret } } }`,
  );
  return createApiToken.secret;
}

/** Deletes all labs of the user signed in on the page. */
export async function deleteLabs(page: Page): Promise<void> {
  const { labs } = await ask<{ labs: { nodes: { id: string }[] } }>(
    page,
    '{ labs(first: 100) { nodes { id } } }',
  );
  for (const { id } of labs.nodes) {
    await ask(page, `mutation ($labId: ID!) { deleteLab(input: { labId: $labId }) { __typename } }`, {
      labId: id,
    });
  }
}
