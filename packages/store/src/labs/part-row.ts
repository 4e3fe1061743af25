/** A host that has a part of a wide lab, beside the one that the lab's own row names: only for the index by host. */
export interface PartRow {
  readonly id: string;
  readonly hostId: string;
}

export function partKey(labId: string, hostId: string): { readonly id: string } {
  return { id: `part#${labId}#${hostId}` };
}

/** The lab that an id of the index by host stands for. */
export function labIdOf(id: string): string {
  const [kind, labId] = id.split('#');
  return kind === 'part' && labId !== undefined ? labId : id;
}
