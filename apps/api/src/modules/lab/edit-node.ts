import {
  type Annotation,
  fail,
  type LabContainer,
  type LabNetwork,
  ok,
  parseId,
  type Result,
} from '@pineapple/core';
import { type RequestContext, requireViewer } from '../../context/request-context.ts';
import type { Failure } from '../../graphql/user-errors.ts';
import type {
  AnnotationModel,
  ContainerModel,
  LabSnapshot,
  NetworkModel,
} from '../../live-lab/lab-snapshot.ts';
import { type Edited, type LabEdit, noSuch } from '../../lab-editor/lab-edit.ts';

/** Edits the lab of a network, container or annotation. One that is not the viewer's does not exist. */
export async function editNode<T extends object>(
  kind: 'network' | 'container' | 'annotation',
  id: string,
  context: RequestContext,
  edit: LabEdit<T>,
): Promise<Result<Edited<T>, Failure>> {
  const viewerId = requireViewer(context).id;
  const parsed = parseId(id);
  if (parsed?.kind !== kind) return fail(noSuch(kind, id));
  const { labId } = parsed;
  const edited = await context.services.editor.edit({
    labId,
    viewerId,
    needsHost: kind !== 'annotation',
    edit,
  });
  if (edited.ok || edited.error.kind !== 'not-found') return edited;
  // The caller asked about the node, so a lab that is hidden from them is a missing node.
  return [id, labId].includes(edited.error.subject) ? fail(noSuch(kind, id)) : edited;
}

/** The container in its lab right after an edit of it. */
export function editedContainer(
  edited: Result<Edited<{ readonly container: LabContainer }>, Failure>,
): Result<ContainerModel, Failure> {
  if (!edited.ok) return edited;
  const { snapshot, container } = edited.value;
  return ok(present(snapshot.container(container.id), container.id));
}

/** The network in its lab right after an edit of it. */
export function editedNetwork(
  edited: Result<Edited<{ readonly network: LabNetwork }>, Failure>,
): Result<NetworkModel, Failure> {
  if (!edited.ok) return edited;
  const { snapshot, network } = edited.value;
  return ok(present(snapshot.network(network.id), network.id));
}

/** The annotation in its lab right after an edit of it. */
export function editedAnnotation(
  edited: Result<Edited<{ readonly annotation: Annotation }>, Failure>,
): Result<{ readonly annotation: AnnotationModel; readonly lab: LabSnapshot }, Failure> {
  if (!edited.ok) return edited;
  const { snapshot, annotation } = edited.value;
  return ok({ annotation: present(snapshot.annotation(annotation.id), annotation.id), lab: snapshot });
}

function present<T>(node: T | null, id: string): T {
  if (node === null) throw new Error(`${id} is not in its lab right after an edit of it`);
  return node;
}
