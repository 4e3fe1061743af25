import type { LabDraft } from '@pineapple/lab-files';
import type { ImportPreview } from '../../graphql/generated/schema-types.ts';

/** What a drawing of a lab needs that was read from files. */
export function previewOf({ name, networks, nodes }: LabDraft): ImportPreview {
  return {
    name,
    networks: networks.map(({ name, position }) => ({ name, position })),
    containers: nodes.map(({ name, image, position, interfaces }) => ({
      ...{ name, image, position },
      links: interfaces.map(({ network }) => ({ network })),
    })),
  };
}
