import type { ContainerDependency } from '../../settings/container-config.ts';
import type { Issue } from '../../edit-error.ts';
import type { Lab } from '../../lab.ts';
import type { LabContainer } from '../../lab-nodes.ts';
import { hostOfContainer } from '../../placement/lab-placement.ts';
import { quoted } from '../../names/quoted.ts';

const mostDependencies = 16;

/** What is wrong with the containers that a container waits for. One that is new is not in the lab yet. */
export function checkDependencies(
  lab: Lab,
  waiting: Pick<LabContainer, 'id' | 'name'>,
  waitFor: readonly ContainerDependency[],
  path: readonly string[],
): Issue[] {
  if (waitFor.length > mostDependencies) {
    const message = `${waitFor.length} dependencies were given. A container can wait for at most ${mostDependencies} others.`;
    return [{ path, message }];
  }
  return waitFor.flatMap(({ containerId }, index) => {
    const isTwice = waitFor.findIndex((each) => each.containerId === containerId) < index;
    const message = isTwice
      ? `Container ${quoted(containerId)} was given twice. Give each container once.`
      : checkDependency(lab, waiting, containerId);
    return message === null ? [] : [{ path: [...path, String(index), 'containerId'], message }];
  });
}

function checkDependency(
  lab: Lab,
  waiting: Pick<LabContainer, 'id' | 'name'>,
  containerId: string,
): string | null {
  const awaited = lab.containers.find(({ id }) => id === containerId);
  if (awaited === undefined)
    return `There is no container ${quoted(containerId)} in the lab to wait for. Give the id of one.`;
  const way = wayBetween(lab, containerId, waiting.id);
  if (way !== null) {
    const names = [waiting.name, ...way.map((id) => (id === waiting.id ? waiting.name : nameIn(lab, id)))];
    const cycle = names.map((name) => `'${name}'`).join(' → ');
    return `'${waiting.name}' would wait for itself: ${cycle}. Remove one of these dependencies.`;
  }
  const [own, other] = [waiting.id, containerId].map((id) => hostOfContainer(lab, id, null));
  if (own === null || other === null || own === other) return null;
  return (
    `'${awaited.name}' is on another host than '${waiting.name}', and a container can wait only for those on its host. ` +
    `Delete '${waiting.name}' and create it with this dependency: it then gets the host of '${awaited.name}'.`
  );
}

/** The containers from one to another along what they wait for, both included; null if there is no way. */
function wayBetween(lab: Lab, from: string, to: string): readonly string[] | null {
  const containers = new Map(lab.containers.map((container) => [container.id, container]));
  const before = new Map<string, string | null>([[from, null]]);
  for (const id of before.keys()) {
    if (id === to) return wayBack(before, to);
    for (const { containerId } of containers.get(id)?.config?.waitFor ?? [])
      if (!before.has(containerId)) before.set(containerId, id);
  }
  return null;
}

function wayBack(before: ReadonlyMap<string, string | null>, to: string): readonly string[] {
  const way: string[] = [];
  for (let id: string | null = to; id !== null; id = before.get(id) ?? null) way.unshift(id);
  return way;
}

function nameIn(lab: Lab, id: string): string {
  return lab.containers.find((container) => container.id === id)?.name ?? id;
}
