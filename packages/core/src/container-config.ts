/** A file that is put into a container before it starts for the first time. */
export interface ContainerFile {
  /** Absolute. */
  readonly path: string;
  readonly content: string;
  /** Permissions, as 0o644. The owner is root. */
  readonly mode: number;
}

/** What makes a container of an image the one that is wanted. Given when it is made, and kept when it is made anew. */
export interface ContainerConfig {
  readonly files: readonly ContainerFile[];
  /** Where packets to other networks go; null: as its networks and its own programs have it. */
  readonly defaultGateway: string | null;
}

/** Where the catalogue's images look, at every start, for the address of the default gateway. */
export const gatewayFile = '/etc/pineapple/default-gateway';

/** What is to be in the container, as its host has to write it. */
export function filesToWrite(config: ContainerConfig | null): readonly ContainerFile[] {
  if (config === null) return [];
  if (config.defaultGateway === null) return config.files;
  return [...config.files, { path: gatewayFile, content: `${config.defaultGateway}\n`, mode: 0o644 }];
}
