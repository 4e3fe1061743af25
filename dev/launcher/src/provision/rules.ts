import {
  type EventBridgeClient,
  CreateEventBusCommand,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-eventbridge';
import { applyDocumentName, hostEventSourcePrefix } from '@pineapple/contracts';

interface RuleTargets {
  readonly eventBus: string;
  readonly recordEventArn: string;
  readonly sweepLabsArn: string;
}

/** Routes events of hosts and Systems Manager to record-event, and runs the sweep every minute. */
export async function provisionRules(client: EventBridgeClient, targets: RuleTargets): Promise<void> {
  try {
    await client.send(new CreateEventBusCommand({ Name: targets.eventBus }));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
  const rule = async (
    name: string,
    bus: string,
    when: { EventPattern: string } | { ScheduleExpression: string },
    arn: string,
  ): Promise<void> => {
    await client.send(new PutRuleCommand({ Name: name, EventBusName: bus, State: 'ENABLED', ...when }));
    await client.send(
      new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets: [{ Id: 'function', Arn: arn }] }),
    );
  };
  const hostEvents = JSON.stringify({ source: [{ prefix: hostEventSourcePrefix }] });
  const commandEvents = JSON.stringify({
    source: ['aws.ssm'],
    'detail-type': ['EC2 Command Invocation Status-change Notification'],
    detail: { 'document-name': [applyDocumentName] },
  });
  await rule('pineapple-host-events', targets.eventBus, { EventPattern: hostEvents }, targets.recordEventArn);
  await rule('pineapple-command-events', 'default', { EventPattern: commandEvents }, targets.recordEventArn);
  await rule('pineapple-sweep', 'default', { ScheduleExpression: 'rate(1 minute)' }, targets.sweepLabsArn);
}
