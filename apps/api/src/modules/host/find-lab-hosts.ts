import type { Services } from '../../context/services.ts';

/** The hosts that a lab is on, the first one first. Asked of the store: being placed is no revision of a lab. */
export async function findLabHosts(
  labId: string,
  { labs }: Pick<Services, 'labs'>,
): Promise<readonly string[]> {
  const lab = await labs.get(labId);
  return lab === null ? [] : lab.placement.hosts;
}
