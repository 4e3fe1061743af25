export * from './catalogue.ts';
export { configBytes, mostConfigBytes } from './config-size.ts';
export * from './container-config.ts';
export { defaultGatewayOf, gatewayChoice, isRouter, reachableRouters } from './default-gateway.ts';
export * from './credentials.ts';
export type * from './deep-readonly.ts';
export * from './edit-context.ts';
export type { EditError, Issue } from './edit-error.ts';
export * from './empty-config.ts';
export * from './ids.ts';
export * from './interface-name.ts';
export * from './lab.ts';
export * from './lab-nodes.ts';
export * from './names.ts';
export * from './quoted.ts';
export * from './recreate.ts';
export * from './result.ts';
export { joinWords, splitWords } from './split-words.ts';
export * from './start-settings.ts';

export { addressHolders, nextFreeAddress } from './addressing/address-choice.ts';
export { checkIpv4Address, checkIpv6Address } from './addressing/address-rules.ts';
export { formatIpAddress, parseIpAddress, type IpAddress } from './addressing/ip-address.ts';
export { checkMacAddress, macAddressFor, spareMacAddress } from './addressing/mac-address.ts';
export {
  formatSubnet,
  parseSubnet,
  subnetContains,
  subnetsOverlap,
  type Subnet,
} from './addressing/subnet.ts';
export { nextFreeIpv6Subnet, nextFreeSubnet } from './addressing/subnet-choice.ts';
export { checkMtu, defaultMtu, largestMtu, smallestIpv6Mtu, smallestMtu } from './addressing/mtu.ts';
export { checkIpv4Subnet, checkIpv6Subnet, privateIpv4Ranges } from './addressing/subnet-rules.ts';
export { firstUsable, gatewayAddress } from './addressing/usable-addresses.ts';

export * from './edits/add-container.ts';
export * from './edits/add-network.ts';
export * from './edits/connections.ts';
export { checkContainerConfig } from './edits/container-config-rules.ts';
export * from './edits/copy-nodes.ts';
export * from './edits/lab-edits.ts';
export * from './edits/move-nodes.ts';
export type { WantedInterface } from './edits/new-interface.ts';
export * from './edits/remove-nodes.ts';
export { setLinkQuality } from './edits/set-link-quality.ts';
export * from './edits/rename-container.ts';
export * from './edits/update-container.ts';
export * from './edits/switch-container.ts';
export * from './edits/update-network.ts';

export { emptyHistory } from './history/bounded-history.ts';
export * from './history/history-edits.ts';
export * from './history/lab-history.ts';
export { recordEdit } from './history/record-edit.ts';
export { removedGeneration } from './history/removed-generation.ts';
export * from './history/undo-state.ts';

export * from './host-manifest/host-manifest.ts';
export * from './host-manifest/to-host-manifest.ts';
export * from './host-manifest/to-manifest-part.ts';

export * from './link-quality/link-limits.ts';
export * from './link-quality/link-presets.ts';
export * from './link-quality/link-quality.ts';
export { checkLinkQuality } from './link-quality/link-quality-rules.ts';
export { linkLimitSchema, linkQualitySchema } from './link-quality/link-quality-schema.ts';

export * from './lab-usage.ts';
export * from './observed/merge-observation.ts';
export * from './observed/network-state.ts';
export * from './observed/observation.ts';
export * from './observed/phase.ts';
export * from './observed/readiness.ts';

export * from './placement/choose-host.ts';
export * from './placement/lab-placement.ts';
export { placeContainers } from './placement/place-containers.ts';

export * from './plan/actual-lab.ts';
export * from './plan/plan.ts';
export * from './plan/plan-apply.ts';
export * from './plan/wire.ts';

export * from './templates/from-template.ts';
export type { LabTemplate } from './templates/lab-template.ts';
export { labTemplates } from './templates/lab-templates.ts';
