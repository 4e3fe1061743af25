import { graphql } from '../generated/gql.ts';

export const tableRecordFragment = graphql(`
  fragment TableRecordParts on TableRecord {
    at
    running
    whole
    omitted
    changes {
      table
      text
    }
    added {
      ...TableRows
    }
    removed {
      ...TableRows
    }
  }
`);

export const tableRowsFragment = graphql(`
  fragment TableRows on NetworkTables {
    interfaces {
      name
      state
      mtu
      macAddress
      master
    }
    addresses {
      interface
      address
      scope
    }
    routes {
      destination
      family
      via
      container
      interface
      type
      protocol
      metric
      source
      table
      flags
    }
    neighbours {
      interface
      address
      container
      macAddress
      state
    }
    fdb {
      macAddress
      interface
      bridge
      vlan
      destination
      state
    }
    sessions {
      protocol
      peer
      address
      container
      interface
      state
      up
      remoteAs
      prefixes
    }
    filters {
      family
      table
      chain
      hook
      handle
      position
      rule
      packets
      bytes
    }
  }
`);

export const networkTablesSubscription = graphql(`
  subscription NetworkTables($containerId: ID!) {
    networkTables(containerId: $containerId) {
      ...TableRecordParts
    }
  }
`);

export const tableHistoryQuery = graphql(`
  query TableHistory($containerId: ID!, $from: DateTime!) {
    tableHistory(containerId: $containerId, from: $from) {
      ...TableRecordParts
    }
  }
`);
