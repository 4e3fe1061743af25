import {
  type LabNetwork,
  type NetworkObservation,
  type NetworkPhase,
  networkState,
  type Position,
} from '@pineapple/core';
import type { LabSnapshot } from './lab-snapshot.ts';
import type { InterfaceModel } from './interface-model.ts';

/** A network as one snapshot of its lab has it: what was asked for and what was found, under GraphQL's names. */
export class NetworkModel {
  readonly __typename = 'Network' as const;
  readonly id: string;
  readonly lab: LabSnapshot;
  readonly name: string;
  readonly phase: NetworkPhase;
  readonly reason: string | null;
  readonly ipv4Subnet: string;
  readonly ipv6Subnet: string | null;
  readonly internet: boolean;
  readonly position: Position | null;
  readonly createdAt: string;

  constructor(
    lab: LabSnapshot,
    networkId: string,
    desired: LabNetwork | null,
    observed: NetworkObservation | null,
  ) {
    const known = desired ?? observed;
    if (known === null) throw new Error(`Network ${networkId} is neither desired nor observed`);
    const state = networkState(desired, observed);
    this.id = networkId;
    this.lab = lab;
    this.name = known.name;
    this.phase = state.phase;
    this.reason = state.reason;
    this.ipv4Subnet = known.ipv4Subnet;
    this.ipv6Subnet = desired?.ipv6Subnet ?? null;
    this.internet = known.internet;
    this.position = desired?.position ?? null;
    // A network on its way out has left the desired lab, and with it the moment it was made.
    this.createdAt = desired?.createdAt ?? lab.createdAt;
  }

  get interfaces(): readonly InterfaceModel[] {
    return this.lab.interfacesOf(this.id);
  }
}
