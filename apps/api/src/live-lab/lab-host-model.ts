/** A host as a lab's owner sees it. Its condition is read only when a query asks for it. */
export interface LabHostModel {
  readonly __typename: 'LabHost';
  readonly id: string;
}

export function toLabHost(id: string): LabHostModel {
  return { __typename: 'LabHost', id };
}
