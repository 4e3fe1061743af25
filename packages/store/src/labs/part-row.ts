/** A further host of a multi-host lab. The lab's own row has the first host. Only for the index by host. */
export interface PartRow {
  readonly id: string;
  readonly hostId: string;
}

export function partKey(labId: string, hostId: string): { readonly id: string } {
  return { id: `part#${labId}#${hostId}` };
}

/** The id of the lab that an entry of the index by host refers to. */
export function labIdOf(id: string): string {
  const [kind, labId] = id.split('#');
  return kind === 'part' && labId !== undefined ? labId : id;
}
