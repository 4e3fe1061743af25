import type { ApiUser } from '@pineapple/test-kit/users';
import type { LabWatch } from '../src/lab-watch.ts';
import type { Sizes } from './sizes.ts';

const revisionOf = 'query($labId: ID!) { lab(id: $labId) { revision } }';

/** Makes a lab, subscribes to it, and draws all of it, with one request for each network and container. */
export async function drawLab(
  client: ApiUser,
  name: string,
  { containersPerLab, networksPerLab }: Sizes,
  open: (labId: string) => Promise<LabWatch>,
): Promise<{ readonly labId: string; readonly watch: LabWatch }> {
  const labId = await client.createLab(name);
  const watch = await open(labId);
  const networks = await Promise.all(
    Array.from({ length: networksPerLab }, (_, index) => client.createNetwork(labId, `net-${index}`)),
  );
  await Promise.all(
    Array.from({ length: containersPerLab }, (_, index) => {
      const networkId = networks[index % networksPerLab] ?? '';
      return client.createContainer({
        ...{ labId, name: `node-${index}`, image: 'host' },
        networks: [{ networkId }],
      });
    }),
  );
  return { labId, watch };
}

export async function readRevision(client: ApiUser, labId: string): Promise<number> {
  const { lab } = await client.ask<{ lab: { revision: number } }>(revisionOf, { labId });
  return lab.revision;
}
