import {
  type Annotation,
  annotationDefaults,
  type AnnotationKind,
  mostAnnotationBytes,
  mostAnnotations,
} from '../annotations/annotation.ts';
import { annotationBytes, checkAnnotation } from '../annotations/annotation-rules.ts';
import type { EditContext } from '../edit-context.ts';
import { invalid, overQuota, type EditError } from '../edit-error.ts';
import { newAnnotationId } from '../ids.ts';
import type { Lab } from '../lab.ts';
import type { Position } from '../lab-nodes.ts';
import { findAnnotation, findLab, unusedId } from '../nodes-in-lab.ts';
import { ok, type Result } from '../result.ts';
import { rounded } from './position-rules.ts';

/** What can be chosen of an annotation. */
type AnnotationChoices = Partial<Omit<Annotation, 'id' | 'createdAt'>>;

export interface NewAnnotation extends AnnotationChoices {
  readonly kind: AnnotationKind;
  readonly position: Position;
}

type Annotated = Result<{ readonly lab: Lab; readonly annotation: Annotation }, EditError>;

/** Adds a note or a frame to the canvas. What is left out has the defaults of its kind. */
export function addAnnotation(lab: Lab, input: NewAnnotation, context: EditContext): Annotated {
  const found = findLab(lab);
  if (!found.ok) return found;
  const checked = complete({ text: '', ...annotationDefaults[input.kind], ...input });
  if (!checked.ok) return checked;
  if (lab.annotations.length >= mostAnnotations)
    return overQuota('annotations', mostAnnotations, lab.annotations.length);
  const id = unusedId(() => newAnnotationId(lab.id, context.random), lab.annotations);
  const annotation = { id, ...checked.value, createdAt: context.now };
  return withinBytes({ ...lab, annotations: [...lab.annotations, annotation] }, lab, annotation);
}

/** Changes what is given of an annotation. */
export function updateAnnotation(
  lab: Lab,
  { annotationId, ...changes }: AnnotationChoices & { readonly annotationId: string },
  _context: EditContext,
): Annotated {
  const found = findAnnotation(lab, annotationId);
  if (!found.ok) return found;
  const { id, createdAt, ...present } = found.value;
  const checked = complete({ ...present, ...changes });
  if (!checked.ok) return checked;
  if (JSON.stringify(checked.value) === JSON.stringify(present)) return ok({ lab, annotation: found.value });
  const annotation = { id, ...checked.value, createdAt };
  const annotations = lab.annotations.map((each) => (each === found.value ? annotation : each));
  return withinBytes({ ...lab, annotations }, lab, annotation);
}

export function removeAnnotation(
  lab: Lab,
  { annotationId }: { readonly annotationId: string },
  _context: EditContext,
): Result<{ readonly lab: Lab }, EditError> {
  const found = findAnnotation(lab, annotationId);
  if (!found.ok) return found;
  return ok({ lab: { ...lab, annotations: lab.annotations.filter((each) => each !== found.value) } });
}

/** The checked annotation as it is stored: with the usual line ends and rounded numbers. */
function complete({ kind, text, colour, position, width, height }: Omit<Annotation, 'id' | 'createdAt'>) {
  const given = { kind, text: text.replaceAll('\r\n', '\n'), colour, position, width, height };
  const issues = checkAnnotation(given);
  if (issues.length > 0) return invalid(issues);
  const size = rounded({ x: width, y: height });
  return ok({ ...given, position: rounded(position), width: size.x, height: size.y });
}

function withinBytes(lab: Lab, before: Lab, annotation: Annotation): Annotated {
  const bytes = annotationBytes(lab);
  if (bytes <= mostAnnotationBytes || bytes <= annotationBytes(before)) return ok({ lab, annotation });
  return overQuota('bytes of notes', mostAnnotationBytes, bytes);
}
