import type { RouteLocationRaw } from 'vue-router';

/** Where a container is shown: its lab's page, which then selects it. */
export function containerPlace(labId: string, containerId: string): RouteLocationRaw {
  return { name: 'lab', params: { labId }, query: { container: containerId } };
}
