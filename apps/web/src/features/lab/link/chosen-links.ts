import { perfectLink } from '@pineapple/core';
import { connectorId } from '../canvas/map-lab.ts';
import type { Selection } from '../canvas/selection.ts';
import type { Container, Lab } from '../model/lab.ts';
import { qualityOf } from './link-words.ts';

export interface ChosenLink {
  /** Of its wire on the canvas. */
  readonly connectorId: string;
  readonly container: Container;
  readonly link: Container['interfaces'][number];
}

/** The links of the selected wires, and those of the selected networks. */
export function chosenLinks(
  { containers }: Pick<Lab, 'containers'>,
  { nodes, connectors }: Selection,
): readonly ChosenLink[] {
  return containers.flatMap((container) =>
    container.interfaces.flatMap((link) => {
      const id = connectorId(container.id, link.network.id);
      return connectors.includes(id) || nodes.includes(link.network.id)
        ? [{ connectorId: id, container, link }]
        : [];
    }),
  );
}

/** The quality that all these links have. Null if they differ. */
export function commonQuality(links: readonly ChosenLink[]) {
  const [first = perfectLink, ...others] = links.map(({ link }) => qualityOf(link));
  const text = JSON.stringify(first);
  return others.every((each) => JSON.stringify(each) === text) ? first : null;
}
