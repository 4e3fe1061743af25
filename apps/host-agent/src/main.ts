import { eventBridgeClient, LabFiles, putEvents, s3Client } from '@pineapple/aws';
import { countBuffersWithHeap, loadAgentConfig } from '@pineapple/config';
import { pino } from 'pino';
import { startAgent } from './agent.ts';

countBuffersWithHeap();
const config = loadAgentConfig();
const log = pino({ level: config.logLevel, base: { hostId: config.hostId } });

const agent = await startAgent(
  config,
  (events) => putEvents(eventBridgeClient(), config.eventBusName, events),
  new LabFiles(s3Client(), config.filesBucket),
  log,
);
// The launcher and tests wait for this line, whatever the log level.
process.stdout.write(`${JSON.stringify({ msg: 'agent ready' })}\n`);

let closing = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (closing) return;
    closing = true;
    log.info({ signal }, 'stopping the agent');
    agent.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop the agent cleanly');
        process.exit(1);
      },
    );
  });
}
