export { type CapturedPacket, PcapReader } from './pcap-reader.ts';
export { type CaptureEvent, PcapngReader } from './pcapng-reader.ts';
export {
  type CapturedInterface,
  type CaptureStatistics,
  packetBlockBytes,
  pcapngHeader,
  pcapngPackets,
  pcapngStatistics,
} from './pcapng-writer.ts';
export * from './capture-request.ts';
export { WholeBlocks } from './whole-blocks.ts';
