import type { HostManifest } from '@pineapple/core';
import type { LabRegistry } from '../../state/lab-registry.ts';
import { beginLines, writeLines } from '../line-writer.ts';
import { findContainer } from '../running-container.ts';
import type { StreamHandler } from '../stream-server.ts';
import { collectFacts } from './collect-facts.ts';
import { type LabSource, ownEnds, wantedLab } from './reach-ends.ts';

/** The endpoint `/facts`. */
export function factsRoutes(source: LabSource): Record<string, StreamHandler> {
  return {
    'GET /facts': async ({ labId, stream, query }) => {
      const wanted = query.get('containers')?.split(',') ?? null;
      for (const id of wanted ?? []) findContainer(source.registry, labId, id);
      const lab = wantedLab(source.registry, labId);
      const ends = (await ownEnds(source, labId)).filter(
        ({ containerId }) => wanted === null || wanted.includes(containerId),
      );
      if (stream.destroyed) return;
      beginLines(stream);
      const containers = ends.map((end) => ({
        ...end,
        networkOf: networksOf(source.registry, lab, end.containerId),
      }));
      await collectFacts(containers, (facts) => writeLines(stream, [facts]));
      stream.end();
    },
  };
}

/** Finds the network of an interface by its name as the container calls it now, or by the MAC address it was given. */
function networksOf(registry: LabRegistry, { labId, containers }: HostManifest, containerId: string) {
  const wanted = containers.find(({ id }) => id === containerId)?.interfaces ?? [];
  const observed = registry.get(labId)?.trackers.get(containerId)?.interfaces ?? [];
  return (mac: string | null, name: string): string | null =>
    wanted.find(({ macAddress }) => macAddress === mac)?.networkId ??
    observed.find((each) => each.name === name)?.networkId ??
    null;
}
