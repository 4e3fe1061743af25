import { z } from 'zod';
import { annotationSchema } from '../annotations/annotation-schema.ts';
import { someSettingsSchema } from '../settings/container-config.ts';
import type { DeepReadonly } from '../deep-readonly.ts';
import { labContainerSchema, labInterfacesSchema, labNetworkSchema } from '../lab-nodes.ts';
import { positionSchema } from '../position-schema.ts';

/** The fields of a network that an edit can change. */
const networkFieldsSchema = z.object({
  name: z.string().exactOptional(),
  internet: z.boolean().exactOptional(),
  mtu: z.int().exactOptional(),
  position: positionSchema.nullable().exactOptional(),
});

/** The fields of a container that an edit can change. Starting and stopping are not edits. */
const containerFieldsSchema = z.object({
  name: z.string().exactOptional(),
  interfaces: labInterfacesSchema.exactOptional(),
  gateway: z.string().nullable().exactOptional(),
  /** The changed part of its configuration; null for a container without any. */
  settings: someSettingsSchema.nullable().exactOptional(),
  position: positionSchema.nullable().exactOptional(),
});

/** The fields of an annotation that an edit can change. */
const annotationFieldsSchema = z.object({
  kind: annotationSchema.shape.kind.exactOptional(),
  text: z.string().exactOptional(),
  colour: annotationSchema.shape.colour.exactOptional(),
  position: positionSchema.exactOptional(),
  width: z.number().exactOptional(),
  height: z.number().exactOptional(),
});

function changesOf<Kind extends string, Node extends z.ZodType, Fields extends z.ZodType>(
  kindName: Kind,
  node: Node,
  fields: Fields,
) {
  const kind = z.literal(kindName);
  /** Its index in the lab's list. */
  const index = z.int().nonnegative();
  return z.discriminatedUnion('change', [
    z.object({ kind, change: z.literal('added'), index, node }),
    z.object({ kind, change: z.literal('removed'), index, node }),
    z.object({ kind, change: z.literal('altered'), id: z.string(), before: fields, after: fields }),
  ]);
}

/** What one edit did to one network, container or annotation. */
const nodeChangeSchema = z.discriminatedUnion('kind', [
  changesOf('network', labNetworkSchema, networkFieldsSchema),
  changesOf('container', labContainerSchema, containerFieldsSchema),
  changesOf('annotation', annotationSchema, annotationFieldsSchema),
]);

/** One edit that can be undone or redone. */
const historyStepSchema = z.object({
  /** Unique in its lab. A client names the step that it means to undo. */
  id: z.string(),
  /** What the edit did, in words for the owner: `Delete web-1`. */
  label: z.string(),
  changes: z.array(nodeChangeSchema),
});

/** A lab's edits. The last of each list is the next to undo or redo. */
export const labHistorySchema = z.object({
  undo: z.array(historyStepSchema),
  redo: z.array(historyStepSchema),
});

export type NetworkFields = DeepReadonly<z.infer<typeof networkFieldsSchema>>;
export type ContainerFields = DeepReadonly<z.infer<typeof containerFieldsSchema>>;
export type AnnotationFields = DeepReadonly<z.infer<typeof annotationFieldsSchema>>;
export type NodeChange = DeepReadonly<z.infer<typeof nodeChangeSchema>>;
export type HistoryStep = DeepReadonly<z.infer<typeof historyStepSchema>>;
export type LabHistory = DeepReadonly<z.infer<typeof labHistorySchema>>;
