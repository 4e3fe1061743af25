export { nextFreeAddress } from './addressing/address-choice.ts';
export { checkIpv4Address } from './addressing/address-rules.ts';
export { formatIpAddress, parseIpAddress, type IpAddress } from './addressing/ip-address.ts';
export { macAddressFor } from './addressing/mac-address.ts';
export {
  formatSubnet,
  parseSubnet,
  subnetContains,
  subnetsOverlap,
  type Subnet,
} from './addressing/subnet.ts';
export { nextFreeSubnet } from './addressing/subnet-choice.ts';
export { checkIpv4Subnet, privateIpv4Ranges, uplinkRange } from './addressing/subnet-rules.ts';
export { capacity, firstUsable } from './addressing/usable-addresses.ts';
export * from './catalogue.ts';
export * from './container-config.ts';
export * from './credentials.ts';
export * from './host-manifest/host-manifest.ts';
export * from './edits/add-container.ts';
export * from './edits/add-network.ts';
export * from './edits/connect-container.ts';
export { configBytes, mostConfigBytes } from './edits/container-config-rules.ts';
export * from './edits/delete-lab.ts';
export * from './edits/disconnect-container.ts';
export * from './edits/edit-context.ts';
export type { EditError, Issue } from './edits/edit-error.ts';
export * from './edits/history-edits.ts';
export * from './edits/move-nodes.ts';
export * from './edits/new-lab.ts';
export * from './edits/remove-container.ts';
export * from './edits/remove-network.ts';
export * from './edits/rename-container.ts';
export * from './edits/rename-lab.ts';
export * from './edits/switch-container.ts';
export * from './edits/update-network.ts';
export type * from './deep-readonly.ts';
export { emptyHistory } from './history/bounded-history.ts';
export * from './history/lab-history.ts';
export * from './history/history-outlook.ts';
export { recordEdit } from './history/record-edit.ts';
export * from './host-manifest/host-concern.ts';
export * from './ids.ts';
export * from './lab.ts';
export * from './lab-nodes.ts';
export * from './observed/merge-observation.ts';
export * from './names.ts';
export * from './observed/network-state.ts';
export * from './observed/observation.ts';
export * from './observed/phase.ts';
export * from './plan/index.ts';
export * from './quoted.ts';
export * from './observed/readiness.ts';
export * from './result.ts';
export * from './templates/from-template.ts';
export type { LabTemplate } from './templates/lab-template.ts';
export * from './templates/lab-templates.ts';
export * from './host-manifest/to-host-manifest.ts';
export * from './host-manifest/to-manifest-part.ts';
export * from './placement/choose-host.ts';
export {
  type PartRequest,
  placeParts,
  type PartsChoice,
  type WideCandidate,
} from './placement/place-parts.ts';
export * from './placement/lab-placement.ts';
export * from './placement/move-lab.ts';
