import type { LabInterface } from '@pineapple/core';
import type { NetworkModel } from './network-model.ts';
import type { ContainerModel } from './container-model.ts';

/** One attachment of a container to a network. */
export class InterfaceModel {
  readonly name: string;
  readonly container: ContainerModel;
  readonly network: NetworkModel;
  readonly ipv4Address: string;
  readonly ipv6Address: string | null;
  readonly macAddress: string;

  constructor(container: ContainerModel, network: NetworkModel, name: string, desired: LabInterface) {
    this.container = container;
    this.network = network;
    this.name = name;
    this.ipv4Address = desired.ipv4Address;
    this.ipv6Address = desired.ipv6Address;
    this.macAddress = desired.macAddress;
  }
}
