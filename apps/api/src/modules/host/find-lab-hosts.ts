import type { Services } from '../../context/services.ts';

/** The hosts of a lab, read from the store: a placement does not change the revision, so a live lab may lag. */
export async function findLabHosts(
  labId: string,
  { labs }: Pick<Services, 'labs'>,
): Promise<readonly string[]> {
  const lab = await labs.get(labId);
  return lab === null ? [] : lab.placement.hosts;
}
