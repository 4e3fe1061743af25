/** Ids of the viewer's own lab, network and container. Null if there is none yet. */
export interface KnownIds {
  readonly labId: string | null;
  readonly networkId: string | null;
  readonly containerId: string | null;
}

/** An operation of the API that works as it is. */
export interface ApiExample {
  /** Used as the hash in the page's address. */
  readonly id: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly title: string;
  readonly description: string;
  readonly text: string;
  /** The initial variables. The user can edit them. */
  variables(known: KnownIds): Record<string, unknown>;
}

export const noVariables = (): Record<string, unknown> => ({});

export const labVariables = ({ labId }: KnownIds): Record<string, unknown> => ({ labId: labId ?? '' });

export const containerVariables = ({ containerId }: KnownIds): Record<string, unknown> => ({
  containerId: containerId ?? '',
});

/** The operation without the indentation of the source file. */
export function exampleText({ text }: ApiExample): string {
  const lines = text.replace(/^\n|\s+$/g, '').split('\n');
  const indent = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}
