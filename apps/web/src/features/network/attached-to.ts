interface Attachable {
  readonly id: string;
  readonly name: string;
  readonly interfaces: readonly {
    readonly ipv4Address: string | null;
    readonly network: { readonly id: string };
  }[];
}

/** Which containers are on a network, with their addresses. */
export function attachedTo(
  networkId: string,
  containers: readonly Attachable[],
): { id: string; name: string; ipv4Address: string | null }[] {
  return containers.flatMap(({ id, name, interfaces }) =>
    interfaces
      .filter(({ network }) => network.id === networkId)
      .map(({ ipv4Address }) => ({ id, name, ipv4Address })),
  );
}
