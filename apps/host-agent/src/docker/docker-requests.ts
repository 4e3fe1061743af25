/** One attachment of a container to a network. */
export interface EndpointRequest {
  readonly IPAMConfig?: { readonly IPv4Address: string };
  readonly Aliases?: readonly string[];
  /** Passed on to the network driver. */
  readonly DriverOpts?: Readonly<Record<string, string>>;
}

export interface NetworkRequest {
  readonly Name: string;
  readonly CheckDuplicate: true;
  readonly Driver: string;
  readonly Internal: boolean;
  readonly Attachable: false;
  readonly IPAM: {
    readonly Driver: string;
    readonly Config: readonly { Subnet: string; Gateway?: string }[];
  };
  readonly Options: Readonly<Record<string, string>>;
  readonly Labels: Readonly<Record<string, string>>;
}

export interface ContainerRequest {
  readonly Hostname: string;
  readonly Image: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly NetworkingConfig: { readonly EndpointsConfig: Readonly<Record<string, EndpointRequest>> };
}
