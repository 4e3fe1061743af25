import type { Impairment, LinkLimit } from '@pineapple/core';
import type { AnnotationChange } from '../../annotation/use-annotation-actions.ts';
import type { Alignment } from '../../canvas/layout/align.ts';
import type { Selection } from '../../canvas/selection.ts';
import type { Creation } from '../../canvas/palette/use-palette-drag.ts';
import type { Image } from '../../container/composables/use-images.ts';
import type { PowerAction } from '../../container/power-actions.ts';
import type { LabFileFormat } from '../../../../generated/graphql.ts';
import type { Lab } from '../../model/lab.ts';

/** What the entries of the context menu do. */
export interface MenuCommands {
  openTerminals(containerIds: readonly string[]): void;
  openPane(kind: 'logs' | 'stats' | 'tables', containerId: string): void;
  /** Captures the packets of a container's interface. */
  capture(containerId: string, interfaceName: string): void;
  /** Captures interfaces and networks at once, each as `<container id>:<interface>` or a network's id. */
  captureAll(points: readonly string[], title: string): void;
  power(action: PowerAction, containerIds: readonly string[]): void;
  connect(containerId: string): void;
  rename(nodeId: string): void;
  /** Opens the quality of a wire. */
  editLink(connectorId: string): void;
  setLinks(connectorIds: readonly string[], change: LinkChange): void;
  /** Changes a note or a frame. */
  annotate(annotationId: string, change: AnnotationChange): void;
  /** Edits the text of a note or a frame in place. */
  edit(annotationId: string): void;
  /** Selects a node and shows its details. */
  inspect(nodeId: string): void;
  remove(selection: Selection): void;
  duplicate(nodeIds: readonly string[]): void;
  copy(nodeIds: readonly string[]): void;
  paste(): void;
  canPaste(): boolean;
  /** Adds a node at the pointer. */
  add(creation: Creation): void;
  align(alignment: Alignment, nodeIds: readonly string[]): void;
  exportAs(format: 'svg' | 'png'): void;
  exportFiles(format: LabFileFormat): void;
  selectAll(): void;
  arrange(): void;
  fit(): void;
}

/** What is left out stays as it is. */
export interface LinkChange {
  readonly linkUp?: boolean;
  readonly toContainer?: Impairment;
  readonly fromContainer?: Impairment;
}

export interface MenuEntry {
  readonly label: string;
  readonly icon: string;
  /** The shortcut that does the same, such as `mod+a`. */
  readonly key?: string;
  readonly isDestructive?: boolean;
  run(): void;
}

export interface MenuOptions {
  readonly lab: Lab;
  /** Empty for the menu of the canvas itself. */
  readonly selection: Selection;
  readonly images: readonly Image[];
  readonly commands: MenuCommands;
  /** What the host of the selected wire can't give links. */
  readonly linkLimits?: readonly LinkLimit[];
}
