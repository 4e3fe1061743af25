export * from './annotations/annotation.ts';
export * from './catalogue.ts';
export * from './dockerfile/dockerfile.ts';
export * from './dockerfile/read-dockerfile.ts';
export { configBytes, mostConfigBytes } from './settings/config-size.ts';
export * from './settings/container-config.ts';
export { copyName } from './names/copy-name.ts';
export { defaultGatewayOf, gatewayChoice, isRouter, reachableRouters } from './default-gateway.ts';
export * from './credentials.ts';
export type * from './deep-readonly.ts';
export * from './edit-context.ts';
export type { EditError, Issue } from './edit-error.ts';
export * from './settings/empty-config.ts';
export * from './ids.ts';
export * from './image-reference.ts';
export * from './own-images.ts';
export * from './saved-contents.ts';
export * from './snapshots.ts';
export * from './names/interface-name.ts';
export * from './lab-comments.ts';
export * from './lab.ts';
export * from './lab-nodes.ts';
export type * from './settings/live-settings.ts';
export { checkLabel, checkLabName, freeLabel } from './names/names.ts';
export * from './names/quoted.ts';
export * from './settings/read-port.ts';
export * from './settings/recreate.ts';
export * from './result.ts';
export { joinWords, splitWords } from './settings/split-words.ts';
export * from './settings/start-settings.ts';
export { storedBytes, storedContents } from './settings/stored-files.ts';
export { isSha256, mostStoredBytes } from './stored-limits.ts';
export { canonicalRoutes, checkRoutes, mostRoutes } from './static-routes.ts';

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

export * from './edits/containers/add-container.ts';
export * from './edits/annotate.ts';
export * from './edits/add-network.ts';
export * from './edits/connections.ts';
export { checkContainerConfig } from './edits/containers/container-config-rules.ts';
export * from './edits/copy-nodes.ts';
export * from './edits/lab-edits.ts';
export * from './edits/move-nodes.ts';
export type { WantedInterface } from './edits/new-interface.ts';
export * from './edits/remove-nodes.ts';
export { mostLinks, setLinkQualities } from './edits/set-link-qualities.ts';
export { setLinkQuality } from './edits/set-link-quality.ts';
export * from './edits/containers/rename-container.ts';
export * from './edits/containers/update-container.ts';
export * from './edits/containers/switch-container.ts';
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
export {
  endOfOutage,
  isUpAt,
  type LinkOutage,
  nextChangeAfter,
  withoutEndedOutage,
} from './link-quality/link-outage.ts';
export * from './link-quality/link-presets.ts';
export * from './link-quality/link-quality.ts';
export { checkLinkQuality } from './link-quality/link-quality-rules.ts';
export { linkLimitSchema, linkQualitySchema } from './link-quality/link-quality-schema.ts';

export * from './lab-usage.ts';
export * from './network-tables/describe-changes.ts';
export * from './network-tables/match-sessions.ts';
export * from './network-tables/network-tables.ts';
export { onlyCounts, readFilters, readRuleset } from './network-tables/read-ruleset.ts';
export * from './network-tables/read-sessions.ts';
export * from './network-tables/read-tables.ts';
export { RecordCatchUp } from './network-tables/record-catch-up.ts';
export * from './network-tables/table-record.ts';
export { labSessionsSchema, tableRecordSchema } from './network-tables/table-record-schema.ts';

export * from './packet-trips/choose-wires.ts';
export * from './packet-trips/packet-trips.ts';

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
export * from './plan/waiting-for.ts';
export * from './plan/wire.ts';

export * from './templates/from-template.ts';
export type { LabTemplate } from './templates/lab-template.ts';
export { labTemplates } from './templates/lab-templates.ts';
export {
  explainReach,
  type ProbeOutcome,
  type ReachExplanation,
  type ReachQuestion,
} from './reachability/explain-reach.ts';
export { type GivenAddress, LabFacts, type LinkFaults } from './reachability/lab-facts.ts';
export * from './reachability/node-facts.ts';
export * from './reachability/reach-status.ts';
export * from './reachability/reach-verdict.ts';
