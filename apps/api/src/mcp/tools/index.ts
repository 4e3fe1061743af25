import type { Tool } from '../tool.ts';
import { capturePackets } from './capture-packets.ts';
import { checkReachability, explainReachability, readTables } from './check-network.ts';
import { changeLab, deleteLab, undoEdit } from './change-labs.ts';
import { setLinkQuality, switchNodes } from './nodes.ts';
import { describeLab, exportLab, listLabs } from './read-labs.ts';
import { runCommand } from './run-command.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/** All tools, in the order in which one mostly needs them. */
export const tools: readonly Tool[] = [
  ...[listLabs, describeLab, exportLab, changeLab, waitUntilReady, undoEdit, deleteLab],
  ...[switchNodes, runCommand, capturePackets, setLinkQuality],
  ...[checkReachability, explainReachability, readTables],
];
