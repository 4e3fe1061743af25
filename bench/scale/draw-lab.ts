import type { ApiClient } from '../src/api-client.ts';
import { makeContainer, makeLab, makeNetwork } from '../src/lab-client.ts';
import type { LabFollower } from './lab-follower.ts';
import type { Sizes } from './sizes.ts';

const revisionOf = 'query($labId: ID!) { lab(id: $labId) { revision } }';

/** Makes a lab, looks at it, and draws all of it, each network and container with a request of its own. */
export async function drawLab(
  client: ApiClient,
  name: string,
  { containersPerLab, networksPerLab }: Sizes,
  open: (labId: string) => Promise<LabFollower>,
): Promise<{ readonly labId: string; readonly follow: LabFollower }> {
  const labId = await makeLab(client, name);
  const follow = await open(labId);
  const networks = await Promise.all(
    Array.from({ length: networksPerLab }, (_, index) => makeNetwork(client, labId, `net-${index}`)),
  );
  await Promise.all(
    Array.from({ length: containersPerLab }, (_, index) => {
      const networkId = networks[index % networksPerLab] ?? '';
      return makeContainer(client, {
        ...{ labId, name: `node-${index}`, image: 'host' },
        networks: [{ networkId }],
      });
    }),
  );
  return { labId, follow };
}

export async function readRevision(client: ApiClient, labId: string): Promise<number> {
  const { lab } = await client.request<{ lab: { revision: number } }>(revisionOf, { labId });
  return lab.revision;
}
