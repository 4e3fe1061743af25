import { randomBytes } from 'node:crypto';
import {
  addContainer,
  addNetwork,
  builtInImages,
  deleteLab,
  newLab,
  type EditContext,
  type Lab,
  type Result,
} from '@pineapple/core';
import type { LabStore } from '@pineapple/store';

/** Stores labs for tests, each with its own owner. */
export interface LabMaker {
  /** Makes a lab with one network and these containers on it. */
  make(...containers: string[]): Promise<Lab>;
  /** Makes the same lab as a multi-host lab. */
  makeSpread(...containers: string[]): Promise<Lab>;
  /** Stores the lab with one more container on its network. */
  add(lab: Lab, container: string): Promise<Lab>;
  /** Makes an empty lab. */
  makeEmpty(): Promise<Lab>;
  /** Stores an edited lab. */
  save(lab: Lab): Promise<Lab>;
  /** Stores the deletion of a lab. */
  delete(lab: Lab): Promise<Lab>;
}

export function createLabs(store: LabStore): LabMaker {
  const make = async (spread: boolean, containers: readonly string[]): Promise<Lab> => {
    const wired = must(
      addNetwork(emptyLab(spread), { name: 'lan', ipv4Subnet: null, internet: false }, context()),
    );
    return must(await store.create(containers.reduce(withContainer, wired.lab)));
  };
  return {
    make: (...containers) => make(false, containers),
    makeSpread: (...containers) => make(true, containers),
    add: async (lab, container) => must(await store.save(withContainer(lab, container), lab.revision)),
    makeEmpty: async () => must(await store.create(emptyLab(false))),
    save: async (lab) => must(await store.save(lab, lab.revision)),
    delete: async (lab) => must(await store.save(deleteLab(lab, context()), lab.revision)),
  };
}

function withContainer(lab: Lab, name: string): Lab {
  const networks = lab.networks.map(({ id }) => ({ networkId: id, ipv4Address: null }));
  return must(addContainer(lab, { name, image: 'host', networks }, context())).lab;
}

function emptyLab(spread: boolean): Lab {
  const ownerId = `usr_${randomBytes(6).toString('hex')}`;
  return must(newLab({ name: 'Lab', ownerId, spread }, context()));
}

function context(): EditContext {
  return {
    now: new Date().toISOString(),
    random: (size) => randomBytes(size),
    limits: { networksPerLab: 100, containersPerLab: 100, interfacesPerContainer: 16 },
    images: builtInImages,
  };
}

function must<T>(result: Result<T, unknown>): T {
  if (result.ok) return result.value;
  throw new Error(`A lab for a test could not be made: ${JSON.stringify(result.error)}`);
}
